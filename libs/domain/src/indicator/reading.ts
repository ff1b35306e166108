import type { TargetKind } from '../plan/plan.model.js';

/** A measured figure in the shape in which it was given: a number, a range, a bound, or prose. */
export interface Reading {
  /** As it was given: "1,9 - 2,3", "≥35", "27,4", prose. */
  readonly text: string;
  readonly kind: TargetKind;
  readonly min: number | null;
  readonly max: number | null;
}

/** A decimal comma and points between thousands, as Vietnamese writes them; a point alone may be decimal too. */
const numberOf = (text: string): number | null => {
  const bare = text.replace(/%/gu, '').trim();
  if (/^-?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/u.test(bare)) return Number(bare.replaceAll('.', '').replace(',', '.'));
  return /^-?\d+(?:[.,]\d+)?$/u.test(bare) ? Number(bare.replace(',', '.')) : null;
};

const BOUND = /^(≥|>=|≤|<=|từ|tối thiểu|ít nhất|không dưới|tối đa|không quá)\s*(.+?)(\s+trở (?:lên|xuống))?$/iu;

const boundOf = (text: string): Reading | null => {
  const match = BOUND.exec(text);
  const value = numberOf(match?.[2] ?? '');
  if (match === null || value === null) return null;
  const isMost = /^(?:≤|<=|tối đa|không quá)$/iu.test(match[1] ?? '') || /xuống/iu.test(match[3] ?? '');
  return isMost ? { text, kind: 'at-most', min: null, max: value } : { text, kind: 'at-least', min: value, max: null };
};

/** Reads a figure as a person types it; what is none stays prose. */
export const readReading = (given: string): Reading => {
  const text = given.trim();
  const single = numberOf(text);
  if (single !== null) return { text, kind: 'number', min: single, max: single };
  const [low, high, ...more] = text.split(/\s*[-–—]\s*/u).map(numberOf);
  if (low != null && high != null && more.length === 0 && low <= high) return { text, kind: 'range', min: low, max: high };
  return boundOf(text) ?? { text, kind: 'text', min: null, max: null };
};

/** 1900.5 → "1900,5"; at most three decimals. */
export const inVietnamese = (value: number): string => String(Math.round(value * 1000) / 1000).replace('.', ',');

export const readingOfValue = (value: number): Reading => ({ text: inVietnamese(value), kind: 'number', min: value, max: value });
