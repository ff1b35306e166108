/** What the parser may find worth telling a person about a deadline; codes are stable. */
export type DeadlineFinding =
  /** Digits lost in the source were restored ("2023 - 030" → 2030). */
  | 'repaired-split'
  /** A year of two digits was read as 20xx. */
  | 'short-year'
  /** "Trước ngày 15/12" was read as the end of 14/12. */
  | 'before-means-day-before'
  /** The year stands nowhere in the text and was taken from the document's date. */
  | 'year-inferred'
  | 'missing-year'
  /** One-off and recurring wording in one cell. */
  | 'mixed-deadline'
  /** Several dates that form no range: the latest counts. */
  | 'several-dates'
  /** Counted from the document's date ("trong 30 ngày kể từ ngày ban hành"). */
  | 'counted-from-issue'
  | 'due-before-issue'
  | 'reversed-range'
  | 'no-such-date'
  /** A start without an end. */
  | 'no-end'
  /** Words that give no date by themselves ("đầu năm", "sau năm 2030", "các năm tiếp theo"). */
  | 'vague'
  | 'unparsed';

/** White space, a line break included, is one space; ends are trimmed. */
export const collapse = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\s\u00a0]+/gu, ' ')
    .trim();

/** Lower case without diacritics, dashes as '-', padded numerals kept: for matching only. */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/đ/gu, 'd')
    .replace(/[‐‑‒–—−~→÷]/gu, '-')
    .replace(/\s+/gu, ' ')
    .trim();

/** Dates of cited documents are no deadlines. */
const citation =
  /(?:quyet dinh|nghi quyet|nghi dinh|ke hoach|cong van|thong bao|chi thi|chuong trinh|ket luan|van ban|luat)(?: hanh dong)? so [^;]*? ngay \d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}/gu;

/** "Tầm nhìn đến năm 2050" looks beyond what is due. */
const vision = /tam nhin (?:den )?(?:nam )?\d{4}/gu;
const restoredYear = /(?<=(?<!\d)20\d\d\s?-\s?)0(\d\d)(?![\d/.])/gu;
const brokenYear = /(?<![\d/.])20 (\d\d)(?![\d/.])/gu;
const shortDate = /(?<![\d/.])\d{1,2}\s?[/.]\s?\d{1,2}\s?[/.]\s?\d\d(?![\d/.])/u;
const shortYear = /(?<=(?<![\d/.])20\d\d\s?-\s?)(\d\d)(?![\d/.]| ?thang)/gu;

/** Repairs what Word tables and hurried typing do to years; says what it did. */
export const repairYears = (folded: string): { readonly text: string; readonly findings: readonly DeadlineFinding[] } => {
  const bare = folded.replace(citation, ' ').replace(vision, ' ');
  const split = bare.replace(restoredYear, '20$1').replace(brokenYear, '20$1');
  const text = split.replace(shortYear, '20$1');
  const short = text !== split || shortDate.test(text);
  return {
    text,
    findings: [...(split === bare ? [] : (['repaired-split'] as const)), ...(short ? (['short-year'] as const) : [])],
  };
};
