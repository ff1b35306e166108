import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { langSon2023 } from '#reference-data';
import { readPlanDocument } from '../../read-plan-document.js';
import { letters, pdfOf, rules } from '../../testing/plain-pdf.js';
import { readPdf } from './read-pdf.js';

const shown = async (bytes: Uint8Array): Promise<unknown[]> =>
  (await readPdf(bytes)).source.parts.map((part) =>
    part.kind === 'text'
      ? part.lines.map(({ text }) => text)
      : part.cells.map(({ row, column, rowSpan, columnSpan, text }) => [row, column, rowSpan, columnSpan, text]),
  );
const refusal = async (bytes: Uint8Array): Promise<string> => {
  const reading = await readPlanDocument(bytes, { directory: langSon2023 });
  return reading.ok ? 'read' : reading.code;
};

const grid = [
  letters(55, 705, 'TT'),
  letters(105, 705, 'Task'),
  letters(55, 655, '1'),
  letters(105, 670, 'one long'),
  letters(105, 658, 'title'),
  letters(300, 655, '12/2025'),
].join(' ');
const cells = [
  [1, 1, 1, 1, 'TT'],
  [1, 2, 1, 2, 'Task'],
  [2, 1, 1, 1, '1'],
  [2, 2, 1, 1, 'one long\ntitle'],
  [2, 3, 1, 1, '12/2025'],
];
/** The rule between the second and the third column begins below the first row: its cell is merged. */
const lines = `${rules([50, 100, 400], [720, 690, 640])} 290 640 m 290 690 l S`;

describe('a PDF', () => {
  test('has its ruled tables with merged cells, and the lines around them', async () => {
    const page = `${letters(200, 780, 'APPENDIX')} ${lines} ${grid} ${letters(50, 600, 'below')}`;
    expect(await shown(pdfOf([{ content: page }]))).toEqual([['APPENDIX'], cells, ['below']]);
  });

  test('has them where lines are thin rectangles, or missing at the sides', async () => {
    const filled =
      '50 719 350 1 re f 50 689 350 1 re f 50 639 350 1 re f 50 639 1 81 re f 100 639 1 81 re f 290 639 1 50 re f 399 639 1 81 re f';
    expect(await shown(pdfOf([{ content: `${filled} ${grid}` }]))).toEqual([cells]);
    const open = `${rules([50, 100, 400], [720, 690, 640], true)} 290 640 m 290 690 l S`;
    expect(await shown(pdfOf([{ content: `${open} ${grid}` }]))).toEqual([cells]);
  });

  test('is read upright, however its pages are turned', async () => {
    // The page's own text lies on its side; the viewer turns the page by a quarter.
    expect(await shown(pdfOf([{ content: `q 0 1 -1 0 595 0 cm ${lines} ${grid} Q`, rotate: 90 }]))).toEqual([cells]);
    expect(await shown(pdfOf([{ content: `q 0 -1 1 0 0 842 cm ${lines} ${grid} Q`, rotate: 270 }]))).toEqual([cells]);
  });

  test('keeps page numbers and running heads apart', async () => {
    const page = (number: number): string =>
      `${letters(290, 820, String(number))} ${letters(50, 800, 'Running head')} ${letters(50, 700, `Line ${'abc'[number] ?? ''}`)}`;
    const read = await readPdf(pdfOf([{ content: page(0) }, { content: page(1) }, { content: page(2) }]));
    expect(read.source.parts).toEqual([
      { kind: 'text', part: 'text', lines: ['Line a', 'Line b', 'Line c'].map((text, at) => ({ line: at + 1, text })) },
    ]);
    expect(read.margins).toContain('Running head');
  });

  test('joins words set letter by letter and parts those set apart', async () => {
    const spaced = 'BT /F1 10 Tf 50 700 Td [(S) -10 (o N) 5 (oi)] TJ 34 0 Td (vu) Tj ET';
    expect(await shown(pdfOf([{ content: spaced }]))).toEqual([['So Noi vu']]);
  });

  test('reads letters set twice, to look bold, once', async () => {
    expect(await shown(pdfOf([{ content: `${letters(50, 700, 'Bold head')} ${letters(50.2, 700, 'Bold head')}` }]))).toEqual([
      ['Bold head'],
    ]);
  });

  test('parts the two columns of a letterhead', async () => {
    expect(await shown(pdfOf([{ content: `${letters(50, 800, 'PROVINCE')} ${letters(300, 800, 'NATION')}` }]))).toEqual([
      ['PROVINCE', 'NATION'],
    ]);
  });
});

describe('a PDF without letters', () => {
  test('is refused as scanned', async () => {
    expect(await refusal(pdfOf([{ content: '', picture: true }]))).toBe('IMPORT.SCANNED');
    expect(await refusal(pdfOf([{ content: '' }]))).toBe('IMPORT.SCANNED');
  });

  test('on some pages is read, and says which pages were not', async () => {
    const read = await readPdf(pdfOf([{ content: letters(50, 700, 'A page of letters') }, { content: '', picture: true }]));
    expect(read.notes.map(({ code, message }) => [code, message])).toEqual([['unread-pages', expect.stringContaining('Trang 2')]]);
  });

  test('behind a password is refused as locked', async () => {
    expect(await refusal(pdfOf([{ content: letters(50, 700, 'secret') }], { locked: true }))).toBe('IMPORT.LOCKED');
  });
});

test('a PDF cut or changed anywhere is read or refused, never thrown', async () => {
  const whole = pdfOf([{ content: `${lines} ${grid}` }]);
  const damage = fc.record({
    length: fc.integer({ min: 0, max: whole.length }),
    changes: fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 6 }),
  });
  await fc.assert(
    fc.asyncProperty(damage, async ({ length, changes }) => {
      const bytes = Uint8Array.from(whole);
      for (const [at, value] of changes) bytes[at] = value;
      expect(typeof (await refusal(bytes.subarray(0, length)))).toBe('string');
    }),
    { numRuns: 40 },
  );
});
