import type { Glyph } from './page-marks.js';

/** One line of letters as it is set. */
export interface SetLine {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
  /** How wide the line's first word is. */
  readonly firstWord: number;
}

/** Parts of a letter's size: how far a raised letter leaves its line, how wide a gap parts words, how wide one parts columns. */
const RAISED = 0.45;
const WORD_GAP = 0.16;
const COLUMN_GAP = 2.5;

/** Letters in lines from the top, those of a line from the left. Raised figures stay in the line beside them. */
const rowsOf = (glyphs: readonly Glyph[]): readonly (readonly Glyph[])[] => {
  const rows: { y: number; size: number; glyphs: Glyph[] }[] = [];
  for (const glyph of [...glyphs].sort((a, b) => a.y - b.y)) {
    const last = rows.at(-1);
    if (last !== undefined && Math.abs(glyph.y - last.y) <= RAISED * Math.max(last.size, glyph.size)) {
      last.glyphs.push(glyph);
      if (glyph.size > last.size) Object.assign(last, { y: glyph.y, size: glyph.size });
    } else rows.push({ y: glyph.y, size: glyph.size, glyphs: [glyph] });
  }
  return rows.map((row) => row.glyphs.sort((a, b) => a.x - b.x));
};

const isBlank = (text: string): boolean => text.trim() === '';

/** A gap between two letters is a space where none is set. */
const spaceBetween = (before: Glyph | undefined, glyph: Glyph): string => {
  if (before === undefined || isBlank(before.text) || isBlank(glyph.text)) return '';
  return glyph.x - before.to > WORD_GAP * glyph.size ? ' ' : '';
};

const lineOf = (glyphs: readonly Glyph[]): SetLine => {
  const text = glyphs.map((glyph, at) => spaceBetween(glyphs[at - 1], glyph) + glyph.text).join('');
  const filled = glyphs.filter((glyph) => !isBlank(glyph.text));
  const size = Math.max(...glyphs.map((glyph) => glyph.size));
  const left = filled[0]?.x ?? 0;
  const right = filled.at(-1)?.to ?? left;
  const second = filled.find((glyph, at) => at > 0 && glyph.x - (filled[at - 1]?.to ?? glyph.x) > WORD_GAP * size);
  return { text, left, right, y: filled[0]?.y ?? 0, size, firstWord: (second?.x ?? right) - left };
};

/** The lines of letters in a column or a cell. */
export const linesIn = (glyphs: readonly Glyph[]): readonly SetLine[] =>
  rowsOf(glyphs)
    .filter((row) => row.some(({ text }) => !isBlank(text)))
    .map(lineOf);

/** The lines outside tables: letters far apart on one line are lines of their own, as in a letterhead of two columns. */
export const looseLines = (glyphs: readonly Glyph[]): readonly SetLine[] =>
  rowsOf(glyphs).flatMap((row) => {
    const pieces: Glyph[][] = [];
    for (const glyph of row.filter(({ text }) => !isBlank(text))) {
      const last = pieces.at(-1);
      const before = last?.at(-1);
      if (last === undefined || before === undefined || glyph.x - before.to > COLUMN_GAP * glyph.size) pieces.push([glyph]);
      else last.push(glyph);
    }
    return pieces.map(lineOf);
  });

/** "NĐ-⏎CP", "10/⏎2025": a word may be broken behind its dash. */
const brokenBehindDash = (before: string, after: string): boolean =>
  /[\p{L}\d][-/]\s*$/u.test(before) && !(/\d{4}-\s*$/u.test(before) && /^\p{L}/u.test(after));

/** "31/12/202⏎5": figures that are alone on their line and fill it were broken because they are wider than their column. */
const brokenWithin = (before: SetLine, after: SetLine, room: number): boolean => {
  const letter = (before.right - before.left) / Math.max(1, before.text.trim().length);
  const fills = room - before.right < 1.3 * letter;
  return fills && /^\S*[\d/.]$/u.test(before.text.trim()) && /^[\d/.]/u.test(after.text.trim());
};

/** What stands between two lines of a cell: a new paragraph, nothing, or a space. */
const jointOf = (before: SetLine, after: SetLine, room: number): string => {
  if (before.right + 0.25 * after.size + after.firstWord < room - 0.5 * after.size) return '\n';
  return brokenBehindDash(before.text, after.text) || brokenWithin(before, after, room) ? '' : ' ';
};

/** Lines broken for want of room are one again; where there was room for the next word, a new paragraph begins. */
export const paragraphsOf = (lines: readonly SetLine[], left: number, right: number): string => {
  const inset = Math.max(1, Math.min(...lines.map((line) => line.left)) - left);
  return lines
    .map((line, at) => {
      const before = lines[at - 1];
      return (before === undefined ? '' : jointOf(before, line, right - inset)) + line.text;
    })
    .join('');
};
