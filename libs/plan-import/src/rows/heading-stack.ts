import type { SourceView } from '#contracts';
import { lastFigure, styleOf, type OrdinalStyle } from './ordinals.js';

/** A heading below which tasks or indicators stand. */
export interface Group {
  /** As printed; empty where the heading has no number. */
  readonly ordinal: string;
  readonly title: string;
  /** Index of the group that this one stands in; null at the top. */
  readonly parent: number | null;
  readonly source: SourceView;
}

interface Entry {
  readonly index: number;
  readonly style: OrdinalStyle | 'plain';
  readonly ordinal: string;
  hasRows: boolean;
  /** The last figure of a row directly below it; null where rows are numbered otherwise. */
  lastBelow: number | null;
}

/** The headings that are open at a row, outermost first: what a new heading or row closes shows in how it is numbered. */
export class HeadingStack {
  readonly groups: Group[] = [];
  private entries: Entry[] = [];
  private lastLetter: string | null = null;

  /** Index of the innermost open group; null where none is. */
  get index(): number | null {
    return this.entries.at(-1)?.index ?? null;
  }

  /** Opens a heading and closes those of its own level and below. */
  open(ordinal: string, title: string, source: SourceView): void {
    const style = ordinal === '' ? 'plain' : styleOf(ordinal, this.lastLetter);
    if (style === 'letter') this.lastLetter = ordinal;
    this.closeLevel(style, ordinal);
    const index = this.groups.length;
    this.groups.push({ ordinal, title, parent: this.index, source });
    this.entries.push({ index, style, ordinal, hasRows: false, lastBelow: null });
  }

  /** Tells that a numbered row comes: headings of its own level are closed by it. */
  passRow(ordinal: string | null): void {
    if (ordinal === null) return;
    const style = styleOf(ordinal, this.lastLetter);
    const at = this.entries.findIndex((entry) => closes(entry, style, ordinal));
    if (at >= 0) this.entries = this.entries.slice(0, at);
    const last = this.entries.at(-1);
    if (last === undefined) return;
    last.hasRows = true;
    last.lastBelow = lastFigure(ordinal);
  }

  /** Whether rows of that style are headings that are open now. */
  has(style: OrdinalStyle): boolean {
    return this.entries.some((entry) => entry.style === style);
  }

  private closeLevel(style: OrdinalStyle | 'plain', ordinal: string): void {
    const own = this.entries.findIndex((entry) => entry.style === style);
    const foreign = this.entries.findIndex((entry) => isForeign(entry, ordinal));
    const at = [own, foreign].filter((found) => found >= 0).reduce((least, found) => Math.min(least, found), this.entries.length);
    this.entries = this.entries.slice(0, at);
  }
}

/** "2.1" does not stand below "1". */
const isForeign = ({ ordinal, style }: Entry, below: string): boolean =>
  style.startsWith('arabic') &&
  below.includes('.') &&
  /^\d/u.test(below) &&
  ordinal.split('.').length < below.split('.').length &&
  !below.startsWith(`${ordinal}.`);

/**
 * Whether a numbered row closes a heading: it is numbered like it and goes on from its number, while the rows below the
 * heading have a count of their own. "1" below heading "1" begins that count; "5" below heading "2" runs on through it.
 */
const closes = (entry: Entry, style: OrdinalStyle, ordinal: string): boolean => {
  if (isForeign(entry, ordinal)) return true;
  if (entry.style !== style) return false;
  const figure = lastFigure(ordinal);
  if (figure === null) return true;
  // The row right below a heading is always its own, whether the count begins again or runs on.
  return entry.hasRows && (entry.lastBelow === null || figure !== entry.lastBelow + 1);
};
