import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PlanDraft, SourceDocument } from '#contracts';
import { langSon2023, vietnamWorkingCalendar } from '#reference-data';
import { readPastedPlan, readPlanDocument, type PlanReading } from './read-plan-document.js';
import { docxOf, table, row, xlsxOf } from './testing/office-files.js';

const options = { directory: langSon2023, calendar: vietnamWorkingCalendar };
const sample = readFileSync(new URL('../../../samples/tp-hcm-2820-2025.docx', import.meta.url));

/** Read or refused, whatever it is; what is read accounts for every unit. */
const holds = (reading: PlanReading): void => {
  if (!reading.ok) {
    expect(reading.message.length).toBeGreaterThan(10);
    return;
  }
  const { draft, source } = reading;
  expect(PlanDraft.safeParse(draft).success).toBe(true);
  expect(SourceDocument.safeParse(source).success).toBe(true);
  const { units, accounted, unaccounted } = draft.coverage;
  const filled = source.parts.flatMap((part) => (part.kind === 'table' ? part.cells : part.lines).map(({ text }) => text.trim()));
  expect(units).toBe(filled.filter((text) => text !== '').length);
  expect(accounted + unaccounted.length).toBe(units);
  expect(
    draft.findings
      .filter(({ code }) => code === 'unaccounted')
      .map(({ source: place }) => JSON.stringify(place))
      .sort(),
  ).toEqual(unaccounted.map((place) => JSON.stringify(place)).sort());
};

describe('a mangled file is read or refused, never thrown', () => {
  test('a Word file cut anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(sample.length), async (length) => holds(await readPlanDocument(sample.subarray(0, length), options))),
      { numRuns: 60 },
    );
  });

  test('a Word file with bytes changed', async () => {
    const change = fc.array(fc.tuple(fc.nat(sample.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(change, async (changes) => {
        const bytes = Uint8Array.from(sample);
        for (const [at, value] of changes) bytes[at] = value;
        holds(await readPlanDocument(bytes, options));
      }),
      { numRuns: 60 },
    );
  });

  test('random bytes behind every signature', async () => {
    const start = fc.constantFrom([0x50, 0x4b, 3, 4], [0x25, 0x50, 0x44, 0x46, 0x2d], [0xd0, 0xcf, 0x11, 0xe0], [0x3c], [0xff, 0xfe], []);
    await fc.assert(
      fc.asyncProperty(start, fc.uint8Array({ maxLength: 2_000 }), async (signature, rest) =>
        holds(await readPlanDocument(Uint8Array.from([...signature, ...rest]), options)),
      ),
      { numRuns: 80 },
    );
  });

  const words = fc.constantFrom(
    'TT',
    'Nhiệm vụ',
    'Cơ quan chủ trì',
    'Thời hạn',
    'I',
    '1',
    'a)',
    '-',
    '',
    'Sở Nội vụ',
    '2025',
    'Quý IV',
    'phối hợp',
    'PHỤ LỤC',
    'Chỉ tiêu',
    '%',
    'x',
    '(1)',
    'Ghi chú: x',
    'các Sở: A, B',
    '\n',
    '1.1',
    'II. NHÓM',
  );
  const text = fc.oneof(words, words, fc.string({ unit: 'grapheme', maxLength: 12 }));

  test('any table in Word, merged at random', async () => {
    const cell = fc.tuple(
      text,
      fc.constantFrom(
        '',
        '<w:gridSpan w:val="2"/>',
        '<w:gridSpan w:val="9"/>',
        '<w:vMerge/>',
        '<w:vMerge w:val="restart"/>',
        '<w:hMerge/>',
      ),
    );
    const xml = (texts: readonly (readonly [string, string])[]): string =>
      row(
        texts.map(
          ([each, properties]) =>
            `<w:tc><w:tcPr>${properties}</w:tcPr><w:p><w:r><w:t>${each.replace(/[^\p{L}\p{N} .,;:()%-]/gu, '')}</w:t></w:r></w:p></w:tc>`,
        ),
      );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(cell, { maxLength: 7 }), { maxLength: 12 }), async (rows) =>
        holds(await readPlanDocument(await docxOf(table(...rows.map(xml))), options)),
      ),
      { numRuns: 100 },
    );
  });

  test('any sheet in Excel', async () => {
    const name = fc
      .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 14 }))
      .map(([column, at]) => `${String.fromCharCode(64 + column)}${String(at)}`);
    const sheetCell = fc.record({
      at: name,
      value: fc.oneof(
        text.map((each) => each.replace(/[^\p{L}\p{N} .,;:()%-]/gu, '')),
        fc.integer({ min: 0, max: 3_000 }),
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(sheetCell, { maxLength: 60 }), fc.array(fc.tuple(name, name), { maxLength: 4 }), async (cells, merges) =>
        holds(await readPlanDocument(await xlsxOf([{ name: 'a', cells, merges: merges.map((pair) => pair.join(':')) }]), options)),
      ),
      { numRuns: 100 },
    );
  });

  test('any HTML, Markdown or pasted text', async () => {
    const tag = fc.constantFrom(
      '<table>',
      '</table>',
      '<tr>',
      '<td>',
      '<td rowspan=3>',
      '<th colspan=2>',
      '</td>',
      '<p>',
      '<ul><li>',
      '<br>',
      '| a | b |\n|--|--|\n',
      '\t',
      '\n',
      '"',
      '<!--',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(tag, text), { maxLength: 120 }),
        fc.constantFrom('a.html', 'a.md', 'a.txt'),
        async (pieces, name) => {
          holds(await readPlanDocument(Buffer.from(` ${pieces.join(' ')}`), { ...options, name }));
          holds(readPastedPlan({ html: pieces.join(''), text: pieces.join('\t') }, options));
        },
      ),
      { numRuns: 150 },
    );
  });
});
