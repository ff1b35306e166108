import type pg from 'pg';
import { expect } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '#testing';
import type { KnownOrAny } from '../known-event-types.js';
import { eventStoreMigrations } from '../migrations.js';
import { openEventStorePool } from '../postgres/event-store.pool.js';
import { PostgresEventStore } from '../postgres/postgres-event-store.js';
import type { Projection, View } from '../projection.port.js';
import type { ProjectionProblem } from '../projections/projection-follower.js';
import { ProjectionRunner, type ProjectionRunnerOptions } from '../projections/projection-runner.js';
import { schemaOf, type Edition } from '../views/view-definition.js';
import { seenView } from './seen-view.js';

/** A log of its own with runners that follow it. */
export class ViewBed {
  private readonly runners: ProjectionRunner[] = [];

  private constructor(
    readonly database: TestDatabase,
    private readonly storePool: pg.Pool,
    readonly store: PostgresEventStore,
  ) {}

  static async open(): Promise<ViewBed> {
    const database = await createTestDatabase({ migrations: eventStoreMigrations });
    const storePool = openEventStorePool({ connectionString: database.url });
    return new ViewBed(database, storePool, new PostgresEventStore({ pool: storePool, known: 'any' }));
  }

  get pool(): pg.Pool {
    return this.database.pool;
  }

  /** The same log, read by code that knows these types. */
  storeKnowing(known: KnownOrAny): PostgresEventStore {
    return new PostgresEventStore({ pool: this.storePool, known });
  }

  async close(): Promise<void> {
    await Promise.all(this.runners.map((runner) => runner.stop()));
    await this.store.close();
    await this.storePool.end();
    await this.database.drop();
  }

  runner(projections: readonly Projection[], more: Partial<ProjectionRunnerOptions> = {}): ProjectionRunner {
    const made = new ProjectionRunner({ store: this.store, pool: this.pool, projections, firstRetryMs: 5, ...more });
    this.runners.push(made);
    return made;
  }

  async started(projections: readonly Projection[], more: Partial<ProjectionRunnerOptions> = {}): Promise<ProjectionRunner> {
    const made = this.runner(projections, more);
    await made.prepare();
    await made.start();
    return made;
  }

  /** Appends events to five streams in turn; returns the head. */
  async write(count: number, type = 'Written'): Promise<number> {
    await Promise.all(
      Array.from({ length: count }, (_, nth) =>
        this.store.append({ streamId: `case-${String(nth % 5)}`, expected: 'any', actor: 'lan', events: [{ type, data: { nth } }] }),
      ),
    );
    return this.store.head();
  }

  async append(stream: string, ...types: readonly string[]): Promise<number> {
    const events = types.map((type) => ({ type, data: {} }));
    await this.store.append({ streamId: `case-${stream}`, expected: 'any', actor: 'lan', events });
    return this.store.head();
  }

  async positions(view: View = seenView(), edition: Edition = 'serving'): Promise<readonly number[]> {
    const { rows } = await this.pool.query<{ position: string }>(`select position from ${schemaOf(view, edition)}.seen order by position`);
    return rows.map(({ position }) => Number(position));
  }

  /** Each event up to a position is there once, and the states have them in order. */
  async expectEachOnce(head: number, view: View = seenView(), edition: Edition = 'serving'): Promise<void> {
    expect(await this.positions(view, edition)).toEqual(Array.from({ length: head }, (_, index) => index + 1));
    const { rows } = await this.pool.query<{ state: { events: { version: number }[] } }>(
      `select state from ${schemaOf(view, edition)}.cases`,
    );
    for (const { state } of rows) expect(state.events.map(({ version }) => version)).toEqual(state.events.map((_, index) => index + 1));
  }
}

/** The first problem that a runner tells of. */
export const firstProblem = (
  wanted: ProjectionProblem['state'] | null = null,
): { readonly problem: Promise<ProjectionProblem>; readonly onProblem: (told: ProjectionProblem) => void } => {
  let tell: (told: ProjectionProblem) => void = () => undefined;
  const problem = new Promise<ProjectionProblem>((resolve) => (tell = resolve));
  return {
    problem,
    onProblem: (told) => {
      if (wanted === null || told.state === wanted) tell(told);
    },
  };
};
