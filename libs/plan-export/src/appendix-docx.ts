import { AlignmentType, type IRunOptions, Packer, Paragraph, type Table, TableCell, TableRow, TextRun } from 'docx';
import { fullWidthTable, landscapeDocument } from '#office-files';
import type { PrintedCell, PrintedRow, PrintedTable } from './appendix.model.js';

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

const tableDocx = ({ rows, widths }: PrintedTable): Table =>
  fullWidthTable(
    widths,
    rows.map(
      ({ kind, cells }) =>
        new TableRow({ tableHeader: kind === 'head', cantSplit: kind !== 'body', children: cells.map((each) => cellDocx(each, kind)) }),
    ),
  );

const tableWithHeading = (table: PrintedTable): (Paragraph | Table)[] => [
  ...table.heading.flatMap((line, index) => paragraphs(line, index < 2, AlignmentType.CENTER)),
  new Paragraph({}),
  tableDocx(table),
  new Paragraph({}),
];

/** The appendices as a Word file: A4 lying, heads repeated on every page, page numbers from the second page on. */
export const appendixDocx = (tables: readonly PrintedTable[], title: string): Promise<Uint8Array> =>
  Packer.toBuffer(landscapeDocument({ title, children: tables.flatMap(tableWithHeading) }));
