import { isEmpty, textOf, type Cell } from '../cells/cell.js';
import { isUpperCase } from '../document/line-kinds.js';
import type { Row } from '../tables/table.js';
import type { Assigned } from './assign-columns.js';
import { isGroupOrdinal, isMarker, ordinalOf, styleOf } from './ordinals.js';

const hasFields = ({ cells, others, years }: Assigned): boolean =>
  others.length > 0 || years.length > 0 || [...cells.keys()].some((role) => role !== 'title');

/** What the rows of a table say of one another: which of them head others, by number, by layout, by what follows. */
export class RowOutlook {
  private readonly hasPureHeadings: boolean;

  constructor(
    private readonly rows: readonly Row[],
    private readonly assigned: readonly Assigned[],
  ) {
    this.hasPureHeadings = rows.some(
      (row, at) => row.isWide || (row.ordinal !== null && this.isBare(at) && isGroupOrdinal(textOf(row.ordinal))),
    );
  }

  /** The one filled cell of a row that has no number; null where there are more. */
  soleCell(at: number): Cell | null {
    const row = this.rows[at];
    if (row === undefined || row.ordinal !== null || row.shared.some((cell) => !isEmpty(cell))) return null;
    const filled = row.cells.filter((cell) => !isEmpty(cell) && !isMarker(textOf(cell)));
    return filled.length === 1 ? (filled[0] ?? null) : null;
  }

  /** What the first filled cell of a row says. */
  firstText(at: number): string {
    const first = this.rows[at]?.cells.find((cell) => !isEmpty(cell));
    return first === undefined ? '' : textOf(first);
  }

  /** A numbered row that has nothing but its title and heads what follows. */
  isPureHeading(at: number): boolean {
    const row = this.rows[at];
    const assigned = this.assigned[at];
    if (row?.ordinal == null || assigned === undefined || !this.isBare(at)) return false;
    const title = assigned.cells.get('title') ?? [];
    if (isGroupOrdinal(textOf(row.ordinal)) || isUpperCase(title.map(textOf).join(' '))) return true;
    return title.some((cell) => cell.columnSpan >= 3) || this.headsRows(at);
  }

  /** A row with fields of its own that heads a group all the same: "II" among headings, "1" before "1.1". */
  isGroupToo(at: number): boolean {
    const ordinal = this.rows[at]?.ordinal;
    if (ordinal == null) return false;
    const text = ordinalOf(textOf(ordinal)) ?? '';
    const next = this.nextOrdinal(at);
    if (next !== null && next.startsWith(`${text}.`)) return true;
    return isGroupOrdinal(textOf(ordinal)) && this.hasPureHeadings;
  }

  /** What follows is numbered one level below, or several rows without a number that have fields. */
  headsRows(at: number): boolean {
    const own = this.rows[at]?.ordinal;
    const next = this.rows[at + 1]?.ordinal;
    if (own != null && next != null && !isMarker(textOf(next)))
      return this.isBelow(ordinalOf(textOf(next)) ?? '', ordinalOf(textOf(own)) ?? '');
    if (own == null && next != null) return this.isNumberedFrom(at + 1);
    return this.headsSeveral(at);
  }

  /** Two rows or more without a number, each with a title and fields, follow before the next number. */
  headsSeveral(at: number): boolean {
    let count = 0;
    for (let next = at + 1; next < this.rows.length; next += 1) {
      const row = this.rows[next];
      const assigned = this.assigned[next];
      if (row === undefined || assigned === undefined || row.isWide || (row.ordinal !== null && !isMarker(textOf(row.ordinal)))) break;
      if (assigned.cells.has('title') && hasFields(assigned)) count += 1;
    }
    return count >= 2;
  }

  private isBare(at: number): boolean {
    const assigned = this.assigned[at];
    return assigned !== undefined && !hasFields(assigned) && assigned.cells.has('title');
  }

  private isNumberedFrom(at: number): boolean {
    const ordinal = this.rows[at]?.ordinal;
    const assigned = this.assigned[at];
    return ordinal != null && assigned !== undefined && hasFields(assigned);
  }

  private isBelow(next: string, own: string): boolean {
    if (next.startsWith(`${own}.`)) return true;
    const [below, above] = [styleOf(next), styleOf(own)];
    if (below === above || isGroupOrdinal(next)) return false;
    // "1" below a heading that is itself a plain number is a new count only where it begins again.
    return below !== 'roman' && below !== 'letter' && !(below === 'arabic1' && above !== 'roman' && above !== 'letter');
  }

  private nextOrdinal(at: number): string | null {
    for (let next = at + 1; next < this.rows.length; next += 1) {
      const ordinal = this.rows[next]?.ordinal;
      if (ordinal != null && !isMarker(textOf(ordinal))) return ordinalOf(textOf(ordinal));
    }
    return null;
  }
}
