import { parsePlainDate, type PlainDate } from '#domain';
import type { FreeLine } from './cells.js';

export interface DocumentFacts {
  readonly number: string | null;
  readonly issuedOn: PlainDate | null;
  readonly issuer: string | null;
  /** The caption leaves the number or the day blank. */
  readonly blanks: readonly ('number' | 'date')[];
}

/** "(Kèm theo Kế hoạch số 12/KH-UBND ngày 05/5/2023 của UBND tỉnh …)" */
const caption = /^\(?\s*(?:kèm theo|ban hành kèm theo)\b/iu;
const furniture =
  /^(?:cộng h[òo]?[àa]? xã hội chủ nghĩa việt nam|độc lập\s*[-–]\s*tự do\s*[-–]\s*hạnh phúc|nơi nhận\b|[-_=*.\s]+$|trang \d+|\d{1,3}$|tm\.|kt\.|tl\.)/iu;

export const isCaption = ({ text }: FreeLine): boolean => caption.test(text);
export const isFurniture = ({ text }: FreeLine): boolean => furniture.test(text);
export const isAppendixHeading = ({ text }: FreeLine): boolean => /^(?:phụ lục|phụ biểu|biểu)\b/iu.test(text);

const dateOf = (text: string): PlainDate | null => {
  const match = /ngày\s+(\d{1,2})\s*(?:\/|tháng)\s*(\d{1,2})\s*(?:\/|năm)\s*(\d{4})/iu.exec(text);
  if (match === null) return null;
  return parsePlainDate(`${match[3] ?? ''}-${(match[2] ?? '').padStart(2, '0')}-${(match[1] ?? '').padStart(2, '0')}`);
};

const numberOf = (text: string): string | null => /số:?\s*(\d+[\p{L}\d]*\/[\p{L}\d][\p{L}\d\-/]*)/iu.exec(text)?.[1] ?? null;
const issuerOf = (text: string): string | null => /\bcủa\s+([^()]+?)\s*\)?\s*$/iu.exec(text)?.[1] ?? null;

const LONGEST_CAPTION = 600;

/** Number, day and issuer as the caption gives them; a blank stays null. */
export const factsOf = (lines: readonly FreeLine[]): DocumentFacts => {
  const found = lines.find(isCaption);
  if (found === undefined) return { number: null, issuedOn: null, issuer: null, blanks: [] };
  const text = found.text.slice(0, LONGEST_CAPTION);
  const number = numberOf(text);
  const issuedOn = dateOf(text);
  const blanks = [...(number === null ? (['number'] as const) : []), ...(issuedOn === null ? (['date'] as const) : [])];
  return { number, issuedOn, issuer: issuerOf(text), blanks };
};

/** The appendix's name without its number: "PHỤ LỤC II. PHÂN CÔNG …" → "PHÂN CÔNG …". */
export const titleOf = (heading: readonly FreeLine[]): string =>
  heading
    .filter((line) => !isCaption(line) && !isFurniture(line))
    .map(({ text }) => text.replace(/^(?:phụ lục|phụ biểu|biểu)\s*(?:số\s*)?(?:[IVXLC]+|\d+|[A-Z])?\s*[.:)\-–]?\s*/iu, ''))
    .filter((text) => text !== '')
    .join(' ');
