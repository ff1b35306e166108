import {
  AlignmentType,
  Document,
  Header,
  type ISectionOptions,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  type TableRow,
  TextRun,
  WidthType,
} from 'docx';

const font = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', cs: 'Times New Roman', eastAsia: 'Times New Roman' };
/** Twentieths of a point: A4 lying, 20 mm at the top, the foot and the right, 30 mm at the left, where it is bound. */
const millimetre = 56.7;
const page = { short: 11_906, long: 16_838 };
const margin = { top: 20 * millimetre, bottom: 20 * millimetre, right: 20 * millimetre, left: 30 * millimetre };
const textWidth = page.long - margin.left - margin.right;

const pageNumber = new Header({
  children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ children: [PageNumber.CURRENT] })] })],
});

/** A table from margin to margin; `widths`: what each column has of it, as parts of their sum. */
export const fullWidthTable = (widths: readonly number[], rows: readonly TableRow[]): Table => {
  const total = widths.reduce((sum, width) => sum + width, 0);
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    columnWidths: widths.map((width) => Math.round((textWidth * width) / total)),
    rows: [...rows],
  });
};

export interface LandscapeDocument {
  readonly title: string;
  readonly creator?: string;
  readonly children: ISectionOptions['children'];
}

/** A Word document of an office: A4 lying, Times New Roman 13, page numbers from the second page on (NĐ 30/2020/NĐ-CP). */
export const landscapeDocument = ({ children, ...about }: LandscapeDocument): Document =>
  new Document({
    ...about,
    styles: { default: { document: { run: { font, size: 26, language: { value: 'vi-VN' } } } } },
    sections: [
      {
        properties: {
          titlePage: true,
          page: { size: { width: page.short, height: page.long, orientation: PageOrientation.LANDSCAPE }, margin },
        },
        headers: { default: pageNumber, first: new Header({ children: [] }) },
        children,
      },
    ],
  });
