import { type Entry, fromBuffer, type ZipFile as OpenedZip } from 'yauzl';
import { ZipFile } from 'yazl';

const opened = (content: Buffer): Promise<OpenedZip> =>
  new Promise((resolve, reject) => {
    fromBuffer(content, { lazyEntries: false, autoClose: false }, (error, zip) => {
      if (error === null) resolve(zip);
      else reject(error);
    });
  });

const partsOf = async (content: Buffer): Promise<ReadonlyMap<string, Buffer>> => {
  const zip = await opened(content);
  const parts = new Map<string, Buffer>();
  await new Promise<void>((resolve, reject) => {
    let open = zip.entryCount;
    zip.on('entry', (entry: Entry) => {
      zip.openReadStream(entry, (error, stream) => {
        if (error !== null) {
          reject(error);
          return;
        }
        const pieces: Buffer[] = [];
        stream.on('data', (piece: Buffer) => pieces.push(piece));
        stream.on('end', () => {
          parts.set(entry.fileName, Buffer.concat(pieces));
          open -= 1;
          if (open === 0) resolve();
        });
      });
    });
    zip.on('error', reject);
  });
  return parts;
};

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A number as such, so that a day can be given as Excel keeps it; any other text as a text. */
const withCell = (sheet: string, at: string, text: string): string =>
  sheet.replace(new RegExp(`<c r="${at}"( s="\\d+")?(?:/>|[^>]*>.*?</c>)`, 'u'), (_, style: string | undefined) =>
    /^\d{5}$/u.test(text)
      ? `<c r="${at}"${style ?? ''}><v>${text}</v></c>`
      : `<c r="${at}"${style ?? ''} t="inlineStr"><is><t xml:space="preserve">${escape(text)}</t></is></c>`,
  );

/** The workbook with cells of its first sheet filled in, as somebody does in Excel: { G5: 'Đã hoàn thành' }. */
export const fillInCells = async (workbook: Buffer, cells: Readonly<Record<string, string>>): Promise<Buffer> => {
  const sheetName = 'xl/worksheets/sheet1.xml';
  const file = new ZipFile();
  for (const [name, content] of await partsOf(workbook)) {
    const filled = (): string => Object.entries(cells).reduce((sheet, [at, text]) => withCell(sheet, at, text), content.toString('utf8'));
    file.addBuffer(name === sheetName ? Buffer.from(filled()) : content, name);
  }
  file.end();
  const pieces: Buffer[] = [];
  for await (const piece of file.outputStream) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
};
