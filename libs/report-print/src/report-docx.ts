import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { AlignmentType, type Document, type IRunOptions, Packer, Paragraph, type Table, TableCell, TableRow, TextRun } from 'docx';
import { fullWidthTable, landscapeDocument } from '#office-files';
import { fixedArchive } from './fixed-archive.js';
import type { PrintedReport, PrintedTable } from './printed-report.js';

type Alignment = (typeof AlignmentType)[keyof typeof AlignmentType];

/** `size` in half points. */
const run = (text: string, isBold: boolean, size = 26): TextRun => {
  const options: IRunOptions = { text, bold: isBold, size };
  return new TextRun(options);
};

const paragraph = (text: string, isBold = false, alignment: Alignment = AlignmentType.LEFT): Paragraph =>
  new Paragraph({ alignment, spacing: { after: 60 }, children: [run(text, isBold)] });

const cellOf = (text: string, isHead: boolean, isNumber: boolean): TableCell => {
  const beside = isNumber ? AlignmentType.RIGHT : AlignmentType.LEFT;
  return new TableCell({
    margins: { top: 40, bottom: 40, left: 80, right: 80 },
    children: [
      new Paragraph({
        alignment: isHead ? AlignmentType.CENTER : beside,
        children: [run(text, isHead, 24)],
      }),
    ],
  });
};

const tableOf = ({ heads, widths, rows, numbers }: PrintedTable): Table => {
  const row = (texts: readonly string[], isHead: boolean): TableRow =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: texts.map((text, column) => cellOf(text, isHead, numbers.includes(column))),
    });
  return fullWidthTable(widths, [row(heads, true), ...rows.map((texts) => row(texts, false))]);
};

const documentOf = ({ title, about, tables, closing }: PrintedReport): Document =>
  landscapeDocument({
    title: title.replace('\n', ' '),
    creator: 'Văn phòng UBND tỉnh',
    children: [
      ...title.split('\n').map((line) => paragraph(line, true, AlignmentType.CENTER)),
      ...about.map((line) => paragraph(line, line === line.toUpperCase(), AlignmentType.CENTER)),
      ...tables.flatMap((table) => [paragraph(''), paragraph(table.heading, true), tableOf(table)]),
      paragraph(''),
      ...closing.map((line) => paragraph(line)),
    ],
  });

const open = (bytes: Buffer): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, file) => {
      if (error === null) resolve(file);
      else reject(error);
    });
  });

const read = (file: ZipFile, entry: Entry): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    file.openReadStream(entry, (error, stream) => {
      if (error !== null) {
        reject(error);
        return;
      }
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('error', reject);
      stream.on('end', () => resolve(Buffer.concat(pieces)));
    });
  });

const partsOf = async (bytes: Buffer): Promise<ReadonlyMap<string, Buffer>> => {
  const file = await open(bytes);
  const entries = await new Promise<readonly Entry[]>((resolve, reject) => {
    const found: Entry[] = [];
    file.on('entry', (entry: Entry) => {
      found.push(entry);
      file.readEntry();
    });
    file.on('error', reject);
    file.on('end', () => resolve(found));
    file.readEntry();
  });
  const parts = new Map<string, Buffer>();
  for (const entry of entries) if (!entry.fileName.endsWith('/')) parts.set(entry.fileName, await read(file, entry));
  return parts;
};

/** When the file was made says nothing of the report. */
const withoutTimes = (xml: string): string => xml.replace(/<dcterms:(created|modified)[^>]*>[^<]*<\/dcterms:\1>/gu, '');

/** A Word file, A4 lying, heads repeated on every page: the same report gives the same bytes. */
export const reportDocx = async (report: PrintedReport): Promise<Buffer> => {
  const made = await partsOf(await Packer.toBuffer(documentOf(report)));
  const parts = [...made].sort(([one], [other]) => (one < other ? -1 : 1));
  return fixedArchive(
    Object.fromEntries(parts.map(([name, bytes]) => [name, name === 'docProps/core.xml' ? withoutTimes(bytes.toString('utf8')) : bytes])),
  );
};
