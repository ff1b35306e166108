import type { PlanDraft, SourceDocument } from '#contracts';
import { lineUnit, type Cell, type FreeLine, type Unit } from '../cells/cell.js';
import type { FindingLog } from '../findings.js';

/** Every unit of a document: each filled cell of its tables, each line with words outside them. */
const unitsOf = ({ parts }: SourceDocument): readonly Unit[] =>
  parts.flatMap((part) => {
    if (part.kind === 'text') return part.lines.filter(({ text }) => text.trim() !== '').map(({ line, text }) => lineUnit(line, text));
    return part.cells
      .filter(({ text }) => text !== '')
      .map(({ row, column, text }) => ({
        key: `${part.part} ${String(row)}:${String(column)}`,
        place: { part: part.part, row, column },
        text,
      }));
  });

/** Follows which units became part of something: one that several cells or lines claim counts only where each of them did. */
export class Coverage {
  private readonly known = new Set<string>();
  private readonly left = new Set<string>();

  use(cells: readonly Cell[]): void {
    for (const { units } of cells) for (const { key } of units) this.known.add(key);
  }

  useLines(lines: readonly FreeLine[]): void {
    for (const { unit } of lines) this.known.add(unit.key);
  }

  /** Takes back units of which some cell or line became part of nothing. */
  leave(cells: readonly Cell[]): void {
    for (const { units } of cells) for (const { key } of units) this.left.add(key);
  }

  leaveLines(lines: readonly FreeLine[]): void {
    for (const { unit } of lines) this.left.add(unit.key);
  }

  report(source: SourceDocument, log: FindingLog): PlanDraft['coverage'] {
    const units = unitsOf(source);
    const left = units.filter(({ key }) => !this.known.has(key) || this.left.has(key));
    for (const { place, text } of left) {
      const where = 'line' in place ? `dòng ${String(place.line)}` : `ô hàng ${String(place.row)}, cột ${String(place.column ?? 1)}`;
      log.add('unaccounted', `Chưa xếp được ${where}: "${text.trim().replace(/\s+/gu, ' ').slice(0, 80)}".`, { source: place });
    }
    return { units: units.length, accounted: units.length - left.length, unaccounted: left.map(({ place }) => place) };
  }
}
