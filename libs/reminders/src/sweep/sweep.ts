import { lapse } from '../ledger/delivery-states.js';
import { beat } from '../ledger/heartbeats.js';
import type { PlanTables } from '../plan/reminder-plan.projection.js';
import type { Assembler } from '../send/assemble.js';
import type { Database } from '../shared/transaction.js';
import { deliveryJobs, type OpenDelivery } from './delivery-jobs.js';

/** The shape of libs/queue's port that the sweep needs. */
export interface Jobs {
  add(
    jobs: readonly {
      readonly id: string;
      readonly name: string;
      readonly data: Readonly<Record<string, string | number>>;
      readonly delay?: number;
    }[],
  ): Promise<void>;
}

export interface SweepReport {
  /** Deliveries made in this round. */
  readonly assembled: number;
  /** Deliveries handed to the queue. */
  readonly queued: number;
  readonly problem: string | null;
}

/** The plan that this code reads, made by its own definition of the view. */
export interface ReadPlan {
  readonly tables: PlanTables;
  /** Whether it has come to the end of the log; before that it tells of what is long past, and nothing is sent on its word. */
  isLive(): Promise<boolean>;
}

export interface SweepOptions {
  readonly database: Database;
  readonly plan: ReadPlan;
  readonly assembler: Pick<Assembler, 'run'>;
  readonly jobs: Jobs;
  /** Names this process in the heartbeat. */
  readonly owner: string;
  readonly intervalSeconds: number;
}

/**
 * Open deliveries that fall due within the horizon of 24 hours, so many of each channel: what one of them keeps back does not stand
 * before the others. Index: deliveries_open.
 */
const OPEN = `
  select d.* from (values ('email', 10000), ('zalo', 5000)) channel(name, most), lateral (
    select id, channel, fence, greatest(0, extract(epoch from next_at - app_now()))::float8 as wait
      from rem.deliveries
     where deliveries.channel = channel.name and status in ('ready', 'retry')
       and deliveries.channel not in (select name from rem.paused_channels) and next_at <= app_now() + interval '24 hours'
     order by next_at, id limit channel.most) d`;

/**
 * Coming instants at which rows have to be looked at: the queue wakes a worker then, rather than up to one interval later. One look
 * into the index for each instant, however many rows share it. Index: plan_rows by next_at.
 */
export const comingQuery = ({ rows }: Pick<PlanTables, 'rows'>): string => `
  with recursive now as materialized (select app_now() as at),
    ahead as (
      select at, 0 as nth from now
       union all
      select next.next_at, ahead.nth + 1
        from ahead
       cross join lateral (select r.next_at from ${rows} r where r.next_at > ahead.at order by r.next_at limit 1) as next
       where ahead.nth < 100 and next.next_at <= (select at from now) + interval '24 hours')
  select ahead.at as due_at, extract(epoch from ahead.at - now.at)::float8 as wait from ahead, now where ahead.nth > 0`;

/**
 * Hands to the queue what is due. The queue is a hint: ids are deterministic and carry a generation (the fences), so that
 * sweeping ten times is sweeping once, and a queue that lost everything has it again after one round.
 */
export class Sweep {
  readonly #options: SweepOptions;

  constructor(options: SweepOptions) {
    this.#options = options;
  }

  async run(): Promise<SweepReport> {
    const { database, plan, assembler } = this.#options;
    await lapse(database);
    const assembled = (await plan.isLive()) ? await assembler.run() : 0;
    const { queued, problem } = await this.#enqueue().then(
      (count) => ({ queued: count, problem: null }),
      (error: unknown) => ({ queued: 0, problem: error instanceof Error ? error.message : String(error) }),
    );
    await this.#beat(problem);
    return { assembled, queued, problem };
  }

  async #enqueue(): Promise<number> {
    const { database, plan, jobs } = this.#options;
    const open = await database.query<OpenDelivery>(OPEN);
    const next = await database.query<{ due_at: Date; wait: number }>(comingQuery(plan.tables));
    await jobs.add([
      ...deliveryJobs(open.rows),
      ...next.rows.map(({ due_at, wait }) => ({
        id: `sweep-at-${String(due_at.getTime())}`,
        name: 'sweep',
        data: {},
        delay: Math.ceil(wait * 1000) + 50,
      })),
    ]);
    return open.rows.length;
  }

  #beat(problem: string | null): Promise<void> {
    const { database, owner, intervalSeconds } = this.#options;
    return beat(database, { name: 'sweep', owner, seconds: intervalSeconds, problem });
  }
}
