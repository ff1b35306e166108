import type { Sql } from '#event-store';

/** What a worker does over and over: the sweep, planning anew, turning periods. */
export type RoundName = 'sweep' | 'replan' | 'cycles';

export interface Round {
  readonly name: RoundName;
  /** Names the process. */
  readonly owner: string;
  /** Until the next one. */
  readonly seconds: number;
  /** Null: the last one went well. */
  readonly problem: string | null;
}

/** A process that is gone is told of for a day. */
const KEPT = "interval '1 day'";

/** That a round was made. */
export const beat = async (sql: Sql, { name, owner, seconds, problem }: Round): Promise<void> => {
  await sql.query(
    `with gone as (delete from rem.heartbeat where name = $1 and owner <> $2 and swept_at < app_now() - ${KEPT})
     insert into rem.heartbeat (name, swept_at, owner, next_at, problem)
     values ($1, app_now(), $2, app_now() + make_interval(secs => $3), $4)
     on conflict (name, owner) do update
        set swept_at = excluded.swept_at, next_at = excluded.next_at, problem = excluded.problem`,
    [name, owner, seconds, problem],
  );
};

/** How the rounds of one process stand. ISO instants. */
export interface Heartbeat {
  readonly name: RoundName;
  readonly owner: string;
  readonly lastAt: string;
  readonly nextAt: string;
  readonly problem: string | null;
  /** No round for five minutes. */
  readonly isStill: boolean;
}

/** Of every process of the last day, the newest first within each kind of round. */
export const heartbeats = async (sql: Sql): Promise<readonly Heartbeat[]> => {
  const { rows } = await sql.query<Omit<Heartbeat, 'lastAt' | 'nextAt'> & { readonly lastAt: Date; readonly nextAt: Date }>(
    `select name, owner, swept_at as "lastAt", next_at as "nextAt", problem, swept_at < app_now() - interval '5 minutes' as "isStill"
       from rem.heartbeat order by name desc, swept_at desc, owner`,
  );
  return rows.map((row) => ({ ...row, lastAt: row.lastAt.toISOString(), nextAt: row.nextAt.toISOString() }));
};
