/** Numbers of rows and headings: "I", "A", "1", "1.2", "a)", "I.3", "(2)", and dashes that stand in a number's place. */

const arabic = /^\(?\d{1,3}(?:\.\d{1,3})*[.)]?\)?$/u;
const roman = /^[IVXLC]{1,6}[.)]?$/u;
const letter = /^[A-ZĐ][.)]?$/u;
const lower = /^(?:[a-zđ]|\d{1,2}[a-zđ])[.)]?$/u;
const mixed = /^(?:[IVXLC]{1,6}|[A-ZĐ])(?:\.\d{1,3})+[.)]?$/u;
const marker = /^[-–—+*•●▪○]$/u;

export const isMarker = (text: string): boolean => marker.test(text.trim());
export const isOrdinal = (text: string): boolean =>
  arabic.test(text) || roman.test(text) || letter.test(text) || lower.test(text) || mixed.test(text);

/** Roman numerals and capital letters number groups. */
export const isGroupOrdinal = (text: string): boolean => roman.test(text) || letter.test(text);

/** Without the mark behind it; null for a mere dash. */
export const ordinalOf = (text: string): string | null => (isMarker(text) ? null : text.replace(/^\(|[.)]+$/gu, ''));

/** How an ordinal is written: rows of one level are written alike. */
export type OrdinalStyle = 'roman' | 'letter' | 'lower' | 'marker' | `arabic${number}` | `mixed${number}`;

const successor = (letterBefore: string): string => String.fromCharCode(letterBefore.charCodeAt(0) + 1);

/** `before`: the last ordinal written with a capital letter; "I" after "H" is a letter, not a one. */
export const styleOf = (ordinal: string, before: string | null = null): OrdinalStyle => {
  if (isMarker(ordinal)) return 'marker';
  const depth = ordinal.split('.').length;
  if (/^\d/u.test(ordinal) && !/[a-zđ]$/u.test(ordinal)) return `arabic${depth}`;
  if (mixed.test(ordinal)) return `mixed${depth}`;
  if (letter.test(ordinal) && (!roman.test(ordinal) || (before !== null && successor(before) === ordinal))) return 'letter';
  return roman.test(ordinal) ? 'roman' : 'lower';
};

/** The last figure of a dotted number: 3 of "1.3"; null where it is no number. */
export const lastFigure = (ordinal: string): number | null => {
  const figure = Number(ordinal.split('.').at(-1));
  return Number.isInteger(figure) && figure > 0 ? figure : null;
};

/** "I. NÂNG CAO …" → its ordinal and the words after it; null where it begins with none. */
export const splitOrdinal = (text: string): { readonly ordinal: string; readonly rest: string } | null => {
  const spaced = /^([IVX]{1,5})\s+(?=\p{Lu}[\p{L}\s])([\s\S]+)$/u.exec(text);
  if (spaced !== null) return { ordinal: spaced[1] ?? '', rest: (spaced[2] ?? '').trim() };
  const match =
    /^(?:(?:phần|mục|chương|nhóm(?:\s+nhiệm\s+vụ)?)\s+(?:thứ\s+)?)?([IVXLC]{1,6}|[A-ZĐ]|\d{1,2}(?:\.\d{1,2})*)\s*[.):/\-–]+\s*(?=\S)([\s\S]+)$/iu.exec(
      text,
    );
  if (match === null) return null;
  const ordinal = match[1] ?? '';
  // "i" and "a" alone are letters of a word or of a list within a cell, not of a heading.
  return /^[a-zđ]/u.test(ordinal) ? null : { ordinal, rest: (match[2] ?? '').trim() };
};
