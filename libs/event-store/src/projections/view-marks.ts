import type { Pool } from 'pg';
import type { View } from '../projection.port.js';
import { copyTables, markEdition } from '../views/past-edition.js';
import { definitionOf, schemaOf } from '../views/view-definition.js';
import { inTransaction } from './projection-checkpoint.js';

export interface ViewMarksOptions {
  readonly pool: Pool;
  readonly views: readonly View[];
  /** Events after which a mark is worth its room; default 50,000. */
  readonly least?: number;
  /** Marks of each view; default 8. */
  readonly most?: number;
}

/**
 * Keeps copies of views as they stood along the log, so that a past one need not begin at its beginning. At most so many of each, spread
 * over the log: of a log of n events a past edition folds n / 8 at most, and all marks together are some four times the view.
 */
export class ViewMarks {
  constructor(private readonly options: ViewMarksOptions) {}

  /** Makes the marks that are due; returns how many. Safe in several processes at once. */
  async keep(): Promise<number> {
    let made = 0;
    for (const view of this.options.views) if (await this.keepOf(view)) made += 1;
    return made;
  }

  /**
   * Copies the serving edition as it stands: position and rows are of one snapshot, so it goes on being followed meanwhile.
   */
  private async keepOf(view: View): Promise<boolean> {
    const { pool } = this.options;
    return inTransaction(pool, async (tx) => {
      await tx.query('set transaction isolation level repeatable read');
      const { rows: turn } = await tx.query<{ mine: boolean }>('select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as mine', [
        `${schemaOf(view)} marks`,
      ]);
      if (turn[0]?.mine !== true) return false;
      const key = [view.name, definitionOf(view)];
      const { rows } = await tx.query<{ edition: string; position: string }>(
        `select edition, position from es.projections
          where name = $1 and definition = $2 and shard = 0 and loaded and (edition = 'serving' or edition like 'mark-%') order by position`,
        key,
      );
      const serving = rows.find(({ edition }) => edition === 'serving');
      const marks = rows.filter(({ edition }) => edition !== 'serving').map(({ position }) => Number(position));
      if (serving === undefined || !this.isDue(Number(serving.position), marks)) return false;
      const position = Number(serving.position);
      await copyTables(tx, view, 'serving', markEdition(position));
      await tx.query(
        `insert into es.projections (name, definition, edition, version, status, loaded, position, parked)
         select name, definition, $3, version, 'live', true, position, parked from es.projections
          where name = $1 and definition = $2 and edition = 'serving' and shard = 0`,
        [...key, markEdition(position)],
      );
      for (const gone of tooMany([...marks, position], this.options.most ?? 8)) await this.drop(tx, view, gone);
      return true;
    });
  }

  private isDue(position: number, marks: readonly number[]): boolean {
    const { least = 50_000, most = 8 } = this.options;
    return position - (marks.at(-1) ?? 0) >= Math.max(least, position / most);
  }

  private async drop(tx: Parameters<typeof copyTables>[0], view: View, position: number): Promise<void> {
    const { rowCount } = await tx.query(
      `delete from es.projections as old
        using (select name, definition, edition, shard from es.projections where name = $1 and definition = $2 and edition = $3
                  for update skip locked) as free
        where old.name = free.name and old.definition = free.definition and old.edition = free.edition and old.shard = free.shard`,
      [view.name, definitionOf(view), markEdition(position)],
    );
    if (rowCount === 1) await tx.query(`drop schema if exists ${schemaOf(view, markEdition(position))} cascade`);
  }
}

/** Positions to give up, oldest gaps first, so that what stays is spread as evenly as may be; the newest stays. */
export const tooMany = (positions: readonly number[], most: number): readonly number[] => {
  const kept = [...positions];
  const gone: number[] = [];
  while (kept.length > most) {
    const gaps = kept.slice(0, -1).map((_, index) => (kept[index + 1] ?? 0) - (kept[index - 1] ?? 0));
    gone.push(...kept.splice(gaps.indexOf(Math.min(...gaps)), 1));
  }
  return gone;
};
