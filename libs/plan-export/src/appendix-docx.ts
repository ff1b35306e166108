import {
  AlignmentType,
  Document,
  Header,
  type IRunOptions,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { PrintedCell, PrintedRow, PrintedTable } from './appendix.model.js';

const font = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', cs: 'Times New Roman', eastAsia: 'Times New Roman' };
/** Twentieths of a point: A4 lying, 20 mm at the top, the foot and the right, 30 mm at the left, where it is bound. */
const millimetre = 56.7;
const page = { short: 11_906, long: 16_838 };
const margin = { top: 20 * millimetre, bottom: 20 * millimetre, right: 20 * millimetre, left: 30 * millimetre };
const textWidth = page.long - margin.left - margin.right;

const paragraphs = (text: string, isBold: boolean, alignment?: (typeof AlignmentType)[keyof typeof AlignmentType]): Paragraph[] =>
  text.split('\n').map((line) => {
    const run: IRunOptions = { text: line, bold: isBold };
    return new Paragraph({ children: [new TextRun(run)], ...(alignment === undefined ? {} : { alignment }) });
  });

const cellDocx = ({ text, across, down }: PrintedCell, kind: PrintedRow['kind']): TableCell =>
  new TableCell({
    columnSpan: across,
    rowSpan: down,
    margins: { top: 40, bottom: 40, left: 80, right: 80 },
    children: paragraphs(text, kind !== 'body', kind === 'head' ? AlignmentType.CENTER : undefined),
  });

const tableDocx = ({ rows, widths }: PrintedTable): Table => {
  const total = widths.reduce((sum, width) => sum + width, 0);
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    columnWidths: widths.map((width) => Math.round((textWidth * width) / total)),
    rows: rows.map(
      ({ kind, cells }) =>
        new TableRow({ tableHeader: kind === 'head', cantSplit: kind !== 'body', children: cells.map((each) => cellDocx(each, kind)) }),
    ),
  });
};

const tableWithHeading = (table: PrintedTable): (Paragraph | Table)[] => [
  ...table.heading.flatMap((line, index) => paragraphs(line, index < 2, AlignmentType.CENTER)),
  new Paragraph({}),
  tableDocx(table),
  new Paragraph({}),
];

const pageNumber = new Header({
  children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ children: [PageNumber.CURRENT] })] })],
});

/** The appendices as a Word file: A4 lying, heads repeated on every page, page numbers from the second page on. */
export const appendixDocx = (tables: readonly PrintedTable[], title: string): Promise<Uint8Array> =>
  Packer.toBuffer(
    new Document({
      title,
      styles: { default: { document: { run: { font, size: 26, language: { value: 'vi-VN' } } } } },
      sections: [
        {
          properties: {
            titlePage: true,
            page: { size: { width: page.short, height: page.long, orientation: PageOrientation.LANDSCAPE }, margin },
          },
          headers: { default: pageNumber, first: new Header({ children: [] }) },
          children: tables.flatMap(tableWithHeading),
        },
      ],
    }),
  );
