import type { Sql, Statement } from '#event-store';
import { Together } from '../shared/together.js';

/** Whatever goes by a channel. */
export const EVERYWHERE = '*';

/**
 * Seconds of the first wait, and of the longest; `allowed` failures in a row are chance, and hold nobody up: a server that is back should not be waited for long, and a domain
 * not be pressed.
 */
const WAITS = { everywhere: { first: 10, longest: 300, allowed: 0 }, destination: { first: 30, longest: 1800, allowed: 2 } };
/** Seconds in which a trial has an answer: longer than anybody is waited for (`PATIENCE`). */
const TRIAL = 120;
/** Seconds after which those that wait for a trial look again. */
const LOOK_AGAIN = 5;

/** A destination that puts messages off. ISO instants. */
export interface Hold {
  readonly destination: string;
  readonly reason: string;
  readonly since: string;
  readonly until: string;
}

/** What a delivery has to do with the holds on its way. */
export type Passage =
  /** Nobody is known to put it off, or its time is up and this delivery tries: `trying` are the holds that it may lift. */
  | { readonly passes: true; readonly trying: readonly string[] }
  | { readonly passes: false; readonly seconds: number; readonly reason: string };

/** One trial for each hold whose time is up: the update is the lock, and of two workers one gets the row. */
const TRY = `
  update rem.holds set probe_until = app_now() + make_interval(secs => ${TRIAL})
   where channel = $1 and destination = any($2) and until_at <= app_now() and (probe_until is null or probe_until <= app_now())
  returning destination`;
const ON_THE_WAY: Statement = {
  name: 'rem_holds_on_the_way',
  text: `
  select channel, destination, reason,
         greatest(${LOOK_AGAIN}, extract(epoch from until_at - app_now()))::float8 as seconds, until_at > app_now() as is_closed, failures <= $2 and destination <> '*' as is_chance
    from rem.holds where channel = any($1)
   order by 4 desc`,
};
const LIFT = 'delete from rem.holds where channel = $1 and destination = any($2)';
/** A failure that comes in while the hold stands belongs to the same round, and does not lengthen it. */
const HOLD = `
  insert into rem.holds as h (channel, destination, failures, since, until_at, reason)
  values ($1, $2, 1, app_now(), app_now() + make_interval(secs => case when $6 > 0 then 0 else $4 end), $3)
  on conflict (channel, destination) do update
     set failures = h.failures + (h.until_at <= app_now())::int,
         until_at = case when h.until_at <= app_now()
                         then app_now() + make_interval(secs => case when h.failures < $6 then 0 else least($5, $4 * 2 ^ least(h.failures - $6, 20)) end)
                         else h.until_at end,
         reason = excluded.reason, probe_until = null`;

interface HoldRow {
  readonly channel: string;
  readonly destination: string;
  readonly reason: string;
  readonly seconds: number;
  readonly is_closed: boolean;
  readonly is_chance: boolean;
}

/** Back-off of destinations, kept in the database so that all workers share it. */
export class Holds {
  /** Those of a channel are few: whoever asks at the same time asks once. */
  readonly #looks: Together<string, readonly HoldRow[]>;

  constructor(private readonly sql: Sql) {
    this.#looks = new Together<string, readonly HoldRow[]>(async (channels) => {
      const { rows } = await sql.query<HoldRow>(ON_THE_WAY, [[...new Set(channels)], WAITS.destination.allowed]);
      return channels.map((channel) => rows.filter((row) => row.channel === channel));
    });
  }

  async passage(channel: string, destination: string | null): Promise<Passage> {
    const on = [EVERYWHERE, ...(destination === null ? [] : [destination])];
    const known = (await this.#looks.ask(channel)).filter(({ destination: held }) => on.includes(held));
    const chance = known.filter((row) => row.is_chance).map((row) => row.destination);
    const rows = known.filter((row) => !row.is_chance);
    const [longest] = rows;
    if (longest === undefined) return { passes: true, trying: chance };
    if (rows.some(({ is_closed }) => is_closed)) return waiting(longest);
    const tried = await this.sql.query<{ destination: string }>(TRY, [channel, on]);
    const trying = tried.rows.map((row) => row.destination);
    const other = rows.find((row) => !trying.includes(row.destination));
    return other === undefined ? { passes: true, trying: [...trying, ...chance] } : waiting(other);
  }

  async hold(channel: string, destination: string, reason: string): Promise<void> {
    const { first, longest, allowed } = destination === EVERYWHERE ? WAITS.everywhere : WAITS.destination;
    await this.sql.query(HOLD, [channel, destination, reason, first, longest, allowed]);
  }

  async lift(channel: string, destinations: readonly string[]): Promise<void> {
    if (destinations.length > 0) await this.sql.query(LIFT, [channel, destinations]);
  }
}

const waiting = ({ destination, reason, seconds }: HoldRow): Passage => ({
  passes: false,
  seconds,
  reason: `held ${destination}: ${reason}`,
});

/** Those that stand, or whose trial is under way; not what is chance so far. */
export const holdsOf = async (sql: Sql, channel: string): Promise<readonly Hold[]> => {
  const { rows } = await sql.query<{ destination: string; reason: string; since: Date; until_at: Date }>(
    'select destination, reason, since, until_at from rem.holds where channel = $1 and (destination = $2 or failures > $3) order by destination',
    [channel, EVERYWHERE, WAITS.destination.allowed],
  );
  return rows.map(({ destination, reason, since, until_at }) => ({
    destination,
    reason,
    since: since.toISOString(),
    until: until_at.toISOString(),
  }));
};
