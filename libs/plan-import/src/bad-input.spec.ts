import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PlanDraft } from '#contracts';
import { langSon2023 } from '#reference-data';
import { readPlanText } from './testing/read-plan-text.js';
import { ImportRefused } from './refusal.js';
import { decodeText } from './source/text/decode-text.js';
import { fileKindOf } from './source/file-kind.js';

/** The letters of a file that is plain text. */
const decodePlanText = (content: Uint8Array): string => {
  fileKindOf(content);
  return decodeText(content);
};
const source = readFileSync(new URL('../../../samples/lang-son-2023-phu-luc.txt', import.meta.url), 'utf8');
const lines = source.split('\n');
const read = (text: string) => readPlanText(text, langSon2023);
const refusal = (act: () => unknown): ImportRefused => {
  try {
    act();
  } catch (error) {
    if (error instanceof ImportRefused) return error;
    throw error;
  }
  throw new Error('It was not refused');
};

describe('a file that cannot be read', () => {
  const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
  test.each([
    ['empty', bytes(), 'IMPORT.EMPTY', /rỗng/u],
    ['an old .doc', bytes(0xd0, 0xcf, 0x11, 0xe0), 'IMPORT.UNSUPPORTED', /\.doc.*lưu|\.doc.*Lưu/u],
    ['RTF', Buffer.from('{\\rtf1'), 'IMPORT.UNSUPPORTED', /RTF/u],
    ['a picture', bytes(0x89, 0x50, 0x4e, 0x47), 'IMPORT.SCANNED', /OCR/u],
    ['binary', Buffer.from('một\nhai\u0000ba'), 'IMPORT.UNSUPPORTED', /dòng 2/u],
    ['in another encoding', Buffer.concat([Buffer.from('một\nhai\n'), bytes(0xc8, 0x20, 0x41)]), 'IMPORT.ENCODING', /Dòng 3/u],
    ['cut in the middle of a letter', Buffer.from('một\nKế').subarray(0, -1), 'IMPORT.ENCODING', /Dòng 2/u],
    ['too large', Buffer.alloc(6 * 1024 * 1024, 'a'), 'IMPORT.TOO_LARGE', /6,0 MB/u],
  ])('(%s) is refused with the place and the remedy', (_, content, code, message) => {
    const error = refusal(() => decodePlanText(content));
    expect(error.code).toBe(code);
    expect(error.message).toMatch(message);
  });

  test('but UTF-16 with its mark is read', () => {
    const text = `\uFEFF${source}`;
    expect(decodePlanText(Buffer.from(text, 'utf16le'))).toContain('PHỤ LỤC');
    expect(decodePlanText(Buffer.from(text, 'utf16le').swap16())).toContain('PHỤ LỤC');
    expect(read(decodePlanText(Buffer.from(text, 'utf16le'))).tasks).toHaveLength(17);
  });

  test('random bytes are refused or decoded, nothing else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (content) => {
        try {
          expect(typeof decodePlanText(content)).toBe('string');
        } catch (error) {
          expect(error).toBeInstanceOf(ImportRefused);
        }
      }),
    );
  });
});

describe('a secret document', () => {
  test.each(['MẬT', 'TỐI MẬT', 'TUYỆT MẬT', 'Độ mật: TỐI MẬT', '\tMẬT', '(MẬT)'])('marked %j is refused', (mark) => {
    expect(refusal(() => read(`UBND TỈNH\n${mark}\n${source}`))).toMatchObject({
      code: 'IMPORT.SECRET',
      message: expect.stringContaining('Dòng 2'),
    });
  });

  test('marked in decomposed letters is refused too', () => {
    expect(refusal(() => read('TUYỆT MẬT\n'.normalize('NFD'))).code).toBe('IMPORT.SECRET');
  });

  test('is not one that only speaks of secrets', () => {
    expect(read(`${source}\nBảo vệ bí mật nhà nước`).tasks).toHaveLength(17);
  });
});

describe('any text', () => {
  const accounts = (text: string): void => {
    let draft: PlanDraft;
    try {
      draft = read(text);
    } catch (error) {
      expect(error).toBeInstanceOf(ImportRefused);
      return;
    }
    const { units, accounted, unaccounted } = draft.coverage;
    const filled = text
      .replace(/^\uFEFF/u, '')
      .split(/\r\n|\r|\n/u)
      .filter((line) => line.trim() !== '');
    expect(units).toBe(filled.length);
    expect(accounted + unaccounted.length).toBe(units);
    const told = draft.findings.filter(({ code }) => code === 'unaccounted').map(({ source: place }) => place);
    expect(told).toEqual(unaccounted);
    expect(PlanDraft.safeParse(draft).success).toBe(true);
  };

  test('is accounted for or listed, line by line', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), accounts), { numRuns: 100 });
  });

  test('made of a plan’s own lines in any order is accounted for or listed', () => {
    const line = fc.oneof(
      fc.constantFrom(...lines),
      fc.constantFrom('', '\t', '\t\t\t', '2023 -', '\t030', 'phối hợp', '\tTT\tNhiệm vụ\tChủ trì\tThời hạn'),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 80 }), (some) => accounts(some.join('\n'))),
      { numRuns: 60 },
    );
  });

  test('of a plan with lines lost, doubled or moved is accounted for or listed', () => {
    const damage = fc.array(fc.tuple(fc.nat(lines.length - 1), fc.constantFrom('lose', 'double', 'untab', 'empty')), { maxLength: 12 });
    fc.assert(
      fc.property(damage, (damages) => {
        const changed = [...lines];
        for (const [at, kind] of damages) {
          const line = changed[at] ?? '';
          changed[at] = { lose: '\u0000', double: `${line}\n${line}`, untab: line.trimStart(), empty: '' }[kind];
        }
        accounts(changed.filter((line) => line !== '\u0000').join('\n'));
      }),
      { numRuns: 40 },
    );
  });

  test('without a table is one error that says what is missing', () => {
    const draft = read('Kính gửi các sở\nĐề nghị báo cáo');
    expect(draft.findings[0]).toMatchObject({ code: 'no-table', severity: 'error' });
    expect(draft.coverage).toMatchObject({ units: 2, accounted: 0 });
  });

  const row = (at: number): string =>
    `\t${at % 900}\n\tNhiệm vụ thứ ${at} của kế hoạch\n\tSở Nội vụ; UBND các huyện, thành phố\n\tCác Sở: Xây dựng, Tài chính\n\t2025\n\n`;
  const head = '\tTT\n\tNhiệm vụ\n\tCơ quan chủ trì\n\tCơ quan phối hợp\n\tThời hạn\n\n';
  test.each([
    ['a thousand rows', head + Array.from({ length: 1000 }, (_, at) => row(at)).join('')],
    ['one endless list of agencies', `${head}\t1\n\tViệc\n\t${'các, các sở: '.repeat(10_000)}\n\t\n\t2025`],
    ['one endless line', 'của '.repeat(50_000)],
    ['one endless caption', `(Kèm theo Kế hoạch số 1 ${'của '.repeat(30_000)}`],
    ['thirty thousand lines of one cell', `${head}\t1\n\tViệc\n${'- mục\n'.repeat(30_000)}`],
    ['thirty thousand lines outside a table', 'một dòng\n'.repeat(30_000)],
    ['thirty thousand empty cells', `${head}${'\t\n'.repeat(30_000)}`],
  ])('of %s is read in seconds', (_, text) => {
    const started = performance.now();
    const { units, accounted, unaccounted } = read(text).coverage;
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(accounted + unaccounted.length).toBe(units);
  });
});
