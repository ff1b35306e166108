import { lastDayOfMonth, parsePlainDate, type PlainDate } from '#domain';
import type { FreeLine } from '../cells/cell.js';
import { splitOrdinal } from '../rows/ordinals.js';
import { isCaption, isFiller, isLetterhead, isNote, startsAppendix } from './line-kinds.js';

export interface DocumentFacts {
  readonly number: string | null;
  readonly issuedOn: PlainDate | null;
  /** A day on which its names mean what they say: the day of issue, or the last of the month where only the day is blank. */
  readonly heldOn: PlainDate | null;
  readonly issuer: string | null;
  /** Named with a blank in its place. */
  readonly blanks: readonly ('number' | 'date')[];
}

const dateOf = (text: string): PlainDate | null => {
  const match = /(?:ngày\s+)?(\d{1,2})\s*(?:\/|-|\.|tháng)\s*(\d{1,2})\s*(?:\/|-|\.|năm)\s*(\d{4})/iu.exec(text);
  if (match === null) return null;
  return parsePlainDate(`${match[3] ?? ''}-${(match[2] ?? '').padStart(2, '0')}-${(match[1] ?? '').padStart(2, '0')}`);
};

/** "ngày     /5/2023", "ngày … tháng 5 năm 2023": a blank that is filled in by hand on the signed paper. */
const monthEndOf = (text: string): PlainDate | null => {
  const match = /ngày[\s._…]*(?:\/|tháng)\s*(\d{1,2})\s*(?:\/|năm)\s*(\d{4})/iu.exec(text);
  const [, month, year] = (match ?? []).map(Number);
  return month === undefined || year === undefined || month < 1 || month > 12 ? null : lastDayOfMonth(year, month);
};

const numberOf = (text: string): string | null =>
  /số\s*:?\s*(\d+[\p{L}\d]*(?:-\p{L}+)?\s*\/\s*[\p{L}\d][\p{L}\d\-–/]*)/iu.exec(text)?.[1]?.replace(/\s+/gu, '') ?? null;
const issuerOf = (text: string): string | null => /(?<!\p{L})của\s+([^()]+?)\s*\)?[\s.]*$/iu.exec(text)?.[1] ?? null;

const LONGEST_CAPTION = 600;

/** The caption may run over several lines, up to its closing bracket. */
const captionOf = (lines: readonly FreeLine[]): string | null => {
  const at = lines.findIndex(({ text }) => isCaption(text));
  if (at < 0) return null;
  let text = lines[at]?.text ?? '';
  for (let next = at + 1; next < at + 4 && text.startsWith('(') && !text.includes(')') && lines[next] !== undefined; next += 1) {
    text += ` ${lines[next]?.text ?? ''}`;
  }
  return text.slice(0, LONGEST_CAPTION);
};

/** "Số: 12/KH-UBND" and "Lạng Sơn, ngày 05 tháng 5 năm 2023" of a document's own heading. */
const factsOfLetterhead = (lines: readonly FreeLine[]): DocumentFacts => {
  const head = lines.filter(({ text }) => isLetterhead(text)).map(({ text }) => text);
  const number = head.map(numberOf).find((found) => found !== null) ?? null;
  const issuedOn =
    head
      .filter((text) => /ngày/iu.test(text))
      .map(dateOf)
      .find((found) => found !== null) ?? null;
  const month = head.map(monthEndOf).find((found) => found !== null) ?? null;
  const namesNumber = head.some((text) => /^số/iu.test(text));
  const namesDate = head.some((text) => /,\s*ngày/iu.test(text));
  return {
    number,
    issuedOn,
    heldOn: issuedOn ?? month,
    issuer: null,
    blanks: [
      ...(namesNumber && number === null ? (['number'] as const) : []),
      ...(namesDate && issuedOn === null ? (['date'] as const) : []),
    ],
  };
};

/** Number, day and issuer as the caption gives them, else as the letterhead does; a blank stays null. */
export const factsOf = (lines: readonly FreeLine[]): DocumentFacts => {
  const head = factsOfLetterhead(lines);
  const text = captionOf(lines);
  if (text === null) return head;
  const number = numberOf(text) ?? head.number;
  const issuedOn = dateOf(text.replace(/.*?(?=ngày)/iu, '')) ?? head.issuedOn;
  const blanks = [...(number === null ? (['number'] as const) : []), ...(issuedOn === null ? (['date'] as const) : [])];
  return { number, issuedOn, heldOn: issuedOn ?? monthEndOf(text) ?? head.heldOn, issuer: issuerOf(text), blanks };
};

/** "II. Nhiệm vụ trọng tâm" above a table heads its tasks and is no part of the appendix's name. */
export const isGroupLine = (text: string): boolean => splitOrdinal(text) !== null && !startsAppendix(text);

/** The appendix's name without its number: "PHỤ LỤC II. PHÂN CÔNG …" → "PHÂN CÔNG …". */
export const titleOf = (heading: readonly FreeLine[]): string => {
  const caption = heading.findIndex(({ text }) => isCaption(text));
  const open = caption >= 0 && (heading[caption]?.text.startsWith('(') ?? false) && !(heading[caption]?.text.includes(')') ?? false);
  return heading
    .filter(
      ({ text }, at) =>
        !isCaption(text) && !isGroupLine(text) && !(open && at > caption && !startsAppendix(text)) && !isFiller(text) && !isNote(text),
    )
    .map(({ text }) =>
      startsAppendix(text)
        ? text.replace(/^(?:phụ\s+lục|phụ\s+biểu|biểu)\s*(?:số\s*)?:?\s*(?:[IVXLC]+(?![\p{L}])|\d+|[A-Z](?![\p{L}]))?\s*[.:)\-–]?\s*/iu, '')
        : text,
    )
    .filter((text) => text !== '')
    .join(' ');
};
