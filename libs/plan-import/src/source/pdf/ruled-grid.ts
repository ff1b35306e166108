import type { Rule } from './page-marks.js';

/** A cell of a ruled table: its place in the grid and on the page. */
export interface RuledCell {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface RuledGrid {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Where its columns begin and end. */
  readonly columns: readonly number[];
  readonly rows: number;
  readonly cells: readonly RuledCell[];
}

/** Points by which lines that should meet miss each other. */
const SLACK = 3;
const MOST_RULES = 4_000;

/** Pieces of one line, drawn cell by cell, are one line again. */
const joinPieces = (rules: readonly Rule[]): readonly Rule[] => {
  const sorted = [...rules].sort((a, b) => a.at - b.at || a.from - b.from);
  const joined: Rule[] = [];
  for (const rule of sorted) {
    const last = joined.findLast(
      (each) => Math.abs(each.at - rule.at) <= SLACK / 2 && each.to >= rule.from - SLACK && each.from <= rule.to + SLACK,
    );
    if (last === undefined) joined.push(rule);
    else joined[joined.indexOf(last)] = { ...last, from: Math.min(last.from, rule.from), to: Math.max(last.to, rule.to) };
  }
  return joined;
};

const crosses = (across: Rule, down: Rule): boolean =>
  across.from - SLACK <= down.at && down.at <= across.to + SLACK && down.from - SLACK <= across.at && across.at <= down.to + SLACK;

interface Cluster {
  readonly across: Rule[];
  readonly down: Rule[];
}

/** Everything that hangs together with one line, taken out of what is left. */
const clusterOf = (start: Rule, left: Set<Rule>): Cluster => {
  const members = [start];
  left.delete(start);
  for (let at = 0; at < members.length; at += 1) {
    const rule = members[at] ?? start;
    const met = [...left].filter((other) => other.across !== rule.across && (rule.across ? crosses(rule, other) : crosses(other, rule)));
    for (const other of met) left.delete(other);
    members.push(...met);
  }
  return { across: members.filter((rule) => rule.across), down: members.filter((rule) => !rule.across) };
};

/** Lines that hang together: each bundle is a table of its own. */
const clusters = (across: readonly Rule[], down: readonly Rule[]): readonly Cluster[] => {
  const left = new Set<Rule>([...across, ...down]);
  return across.flatMap((start) => (left.has(start) ? [clusterOf(start, left)] : []));
};

/** Places that lie closer than the slack are one. */
const distinct = (values: readonly number[]): readonly number[] => {
  const sorted = [...values].sort((a, b) => a - b);
  const found: number[] = [];
  for (const value of sorted) if (found.length === 0 || value - (found.at(-1) ?? 0) > SLACK) found.push(value);
  return found;
};

/** A line that covers the middle of a stretch parts what lies on its two sides. */
const parts = (rules: readonly Rule[], at: number, from: number, to: number): boolean =>
  rules.some((rule) => Math.abs(rule.at - at) <= SLACK && rule.from <= (from + to) / 2 && rule.to >= (from + to) / 2);

class SlotJoiner {
  private readonly parents: number[];

  constructor(size: number) {
    this.parents = Array.from({ length: size }, (_, at) => at);
  }

  root(slot: number): number {
    let at = slot;
    while (this.parents[at] !== at) at = this.parents[at] ?? at;
    this.parents[slot] = at;
    return at;
  }

  join(left: number, right: number): void {
    this.parents[this.root(right)] = this.root(left);
  }
}

const gridOf = ({ across, down }: Cluster): RuledGrid | null => {
  const places = { across: across.map(({ at }) => at), down: down.map(({ at }) => at) };
  // A table that a page cuts through, or that has no line on a side, is closed where its lines end.
  const xs = distinct([...places.down, ...closing(places.down, across)]);
  const ys = distinct([...places.across, ...closing(places.across, down)]);
  if (xs.length < 3 || ys.length < 2) return null;
  const cells = cellsOf(joinSlots(xs.length - 1, ys.length - 1, new Lines(xs, ys, { across, down })), xs, ys);
  return { left: xs[0] ?? 0, right: xs.at(-1) ?? 0, top: ys[0] ?? 0, bottom: ys.at(-1) ?? 0, columns: xs, rows: ys.length - 1, cells };
};

/** Where lines part the slots of a grid. */
class Lines {
  constructor(
    private readonly xs: readonly number[],
    private readonly ys: readonly number[],
    private readonly rules: Cluster,
  ) {}

  /** From the slot below. */
  below(row: number, column: number): boolean {
    const [left = 0, right = 0] = this.xs.slice(column, column + 2);
    return parts(this.rules.across, this.ys[row + 1] ?? 0, left, right);
  }

  /** From the slot to its right. */
  right(row: number, column: number): boolean {
    return this.isDrawn(row, column) || (this.isFlat(row) && this.isDrawn(row + 1, column) && this.goOn(row, column));
  }

  private isDrawn(row: number, column: number): boolean {
    const [top = 0, bottom = 0] = this.ys.slice(row, row + 2);
    return parts(this.rules.down, this.xs[column + 1] ?? 0, top, bottom);
  }

  /** Too flat for a line of text: a row of merged cells alone, in which browsers leave lines out. */
  private isFlat(row: number): boolean {
    const [top = 0, bottom = 0] = this.ys.slice(row, row + 2);
    return row + 2 < this.ys.length && bottom - top < 2 * SLACK;
  }

  /** Both cells beside the line reach down into the next row. */
  private goOn(row: number, column: number): boolean {
    return !this.below(row, column) && !this.below(row, column + 1);
  }
}

/** Slots of the grid without a line between them are one cell. */
const joinSlots = (columns: number, rows: number, lines: Lines): SlotJoiner => {
  const joiner = new SlotJoiner(columns * rows);
  for (let slot = 0; slot < columns * rows; slot += 1) {
    const [row, column] = [Math.floor(slot / columns), slot % columns];
    if (column + 1 < columns && !lines.right(row, column)) joiner.join(slot, slot + 1);
    if (row + 1 < rows && !lines.below(row, column)) joiner.join(slot, slot + columns);
  }
  return joiner;
};

/** The ends of the crossing lines, where they reach beyond the outermost line by more than a rounding. */
const closing = (places: readonly number[], crossing: readonly Rule[]): readonly number[] => {
  const [first, last] = [Math.min(...places), Math.max(...places)];
  const [from, to] = [Math.min(...crossing.map((rule) => rule.from)), Math.max(...crossing.map((rule) => rule.to))];
  return [...(first - from > 2 * SLACK ? [from] : []), ...(to - last > 2 * SLACK ? [to] : [])];
};

const cellsOf = (joiner: SlotJoiner, xs: readonly number[], ys: readonly number[]): readonly RuledCell[] => {
  const columns = xs.length - 1;
  const bounds = new Map<number, { top: number; left: number; bottom: number; right: number }>();
  for (let slot = 0; slot < columns * (ys.length - 1); slot += 1) {
    const [row, column] = [Math.floor(slot / columns), slot % columns];
    const known = bounds.get(joiner.root(slot)) ?? { top: row, left: column, bottom: row, right: column };
    bounds.set(joiner.root(slot), {
      top: Math.min(known.top, row),
      left: Math.min(known.left, column),
      bottom: Math.max(known.bottom, row),
      right: Math.max(known.right, column),
    });
  }
  return [...bounds.values()]
    .map(({ top, left, bottom, right }) => ({
      row: top + 1,
      column: left + 1,
      rowSpan: bottom - top + 1,
      columnSpan: right - left + 1,
      left: xs[left] ?? 0,
      right: xs[right + 1] ?? 0,
      top: ys[top] ?? 0,
      bottom: ys[bottom + 1] ?? 0,
    }))
    .sort((a, b) => a.row - b.row || a.column - b.column);
};

/** The ruled tables of a page, from the top. */
export const ruledGrids = (rules: readonly Rule[]): readonly RuledGrid[] => {
  const across = joinPieces(rules.filter((rule) => rule.across)).slice(0, MOST_RULES);
  const down = joinPieces(rules.filter((rule) => !rule.across)).slice(0, MOST_RULES);
  return clusters(across, down)
    .flatMap((cluster) => gridOf(cluster) ?? [])
    .sort((a, b) => a.top - b.top);
};
