import type { DraftTarget } from '#contracts';

const numeral =
  /^(?:khoảng\s*)?([<>≥≤]=?\s*|(?:tối thiểu|ít nhất|trên|từ|không dưới|không thấp hơn|đạt trên|tối đa|dưới|không quá|nhỏ hơn|lớn hơn)\s*)?(\d{1,3}(?:\.\d{3})+|\d+)(?:[,.](\d+))?\s*(?:%|$)/iu;

const numberOf = (text: string): number | null => {
  const match = /^(\d{1,3}(?:\.\d{3})+|\d+)(?:[,.](\d+))?\s*%?$/u.exec(text.trim());
  if (match === null) return null;
  return Number(`${(match[1] ?? '').replace(/\./gu, '')}.${match[2] ?? '0'}`);
};

const bound = (text: string): Pick<DraftTarget, 'kind' | 'min' | 'max'> | null => {
  const match = numeral.exec(text);
  const sign = match?.[1]?.trim().toLowerCase() ?? '';
  const value = numberOf(text.replace(/^(?:khoảng\s*)?(?:[<>≥≤]=?|\p{L}[\p{L} ]*)\s*/iu, ''));
  if (sign === '' || value === null) return null;
  const isLeast = /^(?:[>≥]|tối thiểu|ít nhất|trên|từ|không dưới|không thấp hơn|đạt trên|lớn hơn)/iu.test(sign);
  return isLeast ? { kind: 'at-least', min: value, max: null } : { kind: 'at-most', min: null, max: value };
};

/** "90% trở lên", "từ 5 trở xuống". */
const openEnded = (text: string): Pick<DraftTarget, 'kind' | 'min' | 'max'> | null => {
  const match = /^(?:đạt\s+)?(?:từ\s+)?([\d.,]+\s*%?)\s*trở\s+(lên|xuống)\.?$/iu.exec(text.trim());
  const value = numberOf(match?.[1] ?? '');
  if (value === null) return null;
  return match?.[2]?.toLowerCase() === 'lên' ? { kind: 'at-least', min: value, max: null } : { kind: 'at-most', min: null, max: value };
};

/** Words that only say that a number is a goal. */
const asGoal = /^(?:phấn đấu\s+)?(?:đạt|khoảng|còn|giảm còn|tăng lên)\s+(?:khoảng\s+)?/iu;

/** "1,5- 1,9" → range; "≥35" → at least; prose stays prose. A decimal comma, as Vietnamese writes it. */
export const readTarget = (period: string, text: string): DraftTarget => {
  const single = numberOf(text.replace(asGoal, ''));
  if (single !== null) return { period, text, kind: 'number', min: single, max: single };
  const [low, high, ...more] = text.split(/\s*[-–—]\s*/u).map(numberOf);
  if (low != null && high != null && more.length === 0 && low <= high) return { period, text, kind: 'range', min: low, max: high };
  return { period, text, ...(openEnded(text) ?? bound(text.replace(asGoal, '')) ?? { kind: 'text' as const, min: null, max: null }) };
};
