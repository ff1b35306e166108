import { Document, Packer, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } from 'docx';
import type { PrintedBlock, PrintedTable } from '../printed-document.js';

const paragraphs = (text: string): Paragraph[] => text.split('\n').map((line) => new Paragraph({ children: [new TextRun(line)] }));

const tableDocx = ({ rows, widths }: PrintedTable): Table => {
  const total = widths.reduce((sum, width) => sum + width, 0);
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    columnWidths: widths.map((width) => Math.round((9000 * width) / total)),
    rows: rows.map(
      ({ cells, isHead }) =>
        new TableRow({
          tableHeader: isHead,
          children: cells.map(({ text, across, down }) => new TableCell({ columnSpan: across, rowSpan: down, children: paragraphs(text) })),
        }),
    ),
  });
};

export const asDocx = (blocks: readonly PrintedBlock[]): Promise<Buffer> =>
  Packer.toBuffer(
    new Document({
      sections: [
        {
          children: blocks.flatMap((block): (Paragraph | Table)[] => (typeof block === 'string' ? paragraphs(block) : [tableDocx(block)])),
        },
      ],
    }),
  );
