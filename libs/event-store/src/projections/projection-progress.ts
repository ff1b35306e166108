import type { Pool } from 'pg';
import type { LogProcess, View } from '../projection.port.js';
import { definitionOf } from '../views/view-definition.js';
import { WakeCall } from './wake-call.js';

export interface ProjectionProgressRow {
  readonly name: string;
  readonly version: number;
  /** `building` until it has reached the end of the log once; `retired`: newer code runs, and reads another definition. */
  readonly status: 'building' | 'live' | 'retired';
  readonly position: number;
  /** Events of the log that it has not seen yet. */
  readonly lag: number;
  /** Events that it has set aside. */
  readonly parked: number;
  /** Null: no process follows the log for it now. */
  readonly owner: string | null;
  /** Why it does not advance; null: nothing is wrong. */
  readonly problem: string | null;
}

const firstPauseMs = 5;
const longestPauseMs = 50;

/** How far the serving editions of these projections are, for any process, whoever runs them. */
export class ProjectionProgress {
  private reading: Promise<readonly ProjectionProgressRow[]> | undefined;
  private readonly checkpoints = new WakeCall();
  private readonly definitions: readonly (readonly [name: string, definition: string])[];

  constructor(
    private readonly pool: Pool,
    projections: readonly (View | Pick<LogProcess, 'name' | 'version'>)[],
  ) {
    this.definitions = projections.map((projection) => [projection.name, definitionOf(projection)]);
  }

  /**
   * Read-your-writes: true when all of them have seen the position, false when `timeoutMs` went by first.
   * A projection that does not exist yet is waited for like one at position 0.
   */
  async waitFor(names: readonly string[], position: number, timeoutMs: number): Promise<boolean> {
    const until = performance.now() + timeoutMs;
    for (let pause = firstPauseMs; ; pause = Math.min(pause * 2, longestPauseMs)) {
      const rows = await this.status();
      const seen = (name: string): boolean => rows.some((row) => row.name === name && row.position >= position);
      if (names.every(seen)) return true;
      const left = until - performance.now();
      if (left <= 0) return false;
      await this.checkpoints.sleep(Math.min(pause, left));
    }
  }

  /** Whether it has reached the end of the log once, and is being led on. What acts on a view waits for that. */
  async isLive(name: string): Promise<boolean> {
    return (await this.status()).some((row) => row.name === name && isFollowed(row));
  }

  /** Callers at the same moment share one query. */
  status(): Promise<readonly ProjectionProgressRow[]> {
    this.reading ??= this.read().finally(() => (this.reading = undefined));
    return this.reading;
  }

  /** A projection of this process has moved: whoever waits looks again at once. */
  moved(): void {
    this.checkpoints.wake();
  }

  private async read(): Promise<readonly ProjectionProgressRow[]> {
    const { rows } = await this.pool.query<Omit<ProjectionProgressRow, 'position' | 'lag'> & { position: string; head: string }>(
      `select name, version, status, position, parked, problem, case when lease_until > clock_timestamp() then owner end as owner,
              (select position from es.log_head where shard = 0) as head
         from es.projections
        where edition = 'serving' and shard = 0
          and (name, definition) in (select name, definition from unnest($1::text[], $2::text[]) as own (name, definition))
        order by name`,
      [this.definitions.map(([name]) => name), this.definitions.map(([, definition]) => definition)],
    );
    return rows.map(({ head, ...row }) => {
      const position = Number(row.position);
      return { ...row, position, lag: Math.max(0, Number(head) - position) };
    });
  }
}

/** A retired one counts as long as a process of its own code leads it on. */
export const isFollowed = ({ status, owner }: Pick<ProjectionProgressRow, 'status' | 'owner'>): boolean =>
  status === 'live' || (status === 'retired' && owner !== null);
