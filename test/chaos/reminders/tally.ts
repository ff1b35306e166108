import type pg from 'pg';
import type { PlanTables } from '#reminders';

/** What is not yet accounted for. */
export interface Progress {
  readonly tasks: number;
  /** Rows of the plan that are due and of which the ledger knows nothing. */
  readonly unexplained: number;
  /** Mails to subscribers that left, and of which their telephone was to be told and has no line. */
  readonly untold: number;
  /** Deliveries without an outcome. */
  readonly open: number;
  /** Messages begun at a version of the log at which their work had ended. */
  readonly begunTooLate: number;
}

type Channel = 'email' | 'zalo';

export interface Tally extends Progress {
  /** Deliveries by channel and outcome, `email sent`. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** Messages that a provider took more than once, by channel. */
  readonly doubled: Readonly<Record<Channel, number>>;
  /** Messages recorded as sent that no provider ever took. */
  readonly sentInTheLedgerAlone: number;
  /** Messages that a provider took and the ledger neither calls sent nor uncertain. */
  readonly takenAndUnknown: number;
}

const QUESTIONS = ({ rows, tasks }: PlanTables): string => `
  select (select count(*)::int from ${tasks}) as tasks,
         (select count(*)::int from ${rows} r where r.due_at <= app_now() and r.suppressed is null
            and not exists (select 1 from rem.ledger l where l.plan_key = r.key and l.outcome is distinct from 'void')) as unexplained,
         (select count(*)::int from rem.ledger l join rem.deliveries d on d.id = l.delivery_id
           where l.outcome is null and l.recipient_key = any($1) and d.status not in ('void', 'refused')
             and not exists (select 1 from rem.ledger z
                              where z.row_key = l.row_key and z.recipient_key = 'zalo:' || substr(l.recipient_key, 8))) as untold,
         (select count(*)::int from rem.deliveries where status in ('ready', 'claimed', 'handing-over', 'retry')) as open,
         (select count(*)::int from rem.deliveries d, jsonb_each_text(d.heads) h
            where d.heads is not null and exists (
              select 1 from es.events e where e.stream_id = 'task-' || h.key and e.type = 'PartCancelled' and e.version <= h.value::int)) as "begunTooLate"`;

const NOTHING: Progress = { tasks: 0, unexplained: 0, untold: 0, open: 0, begunTooLate: 0 };

export const progressOf = async (pool: pg.Pool, plan: PlanTables, subscribers: readonly string[]): Promise<Progress> =>
  // Until the first worker has made the plan's tables there is nothing to count.
  pool.query<Progress>(QUESTIONS(plan), [subscribers.map((id) => `person:${id}`)]).then(
    ({ rows }) => rows[0] ?? NOTHING,
    () => NOTHING,
  );

export interface Seen {
  readonly subscribers: readonly string[];
  /** How often each provider took each message, by its delivery. */
  readonly taken: Readonly<Record<Channel, ReadonlyMap<string, number>>>;
}

const doubledIn = (taken: ReadonlyMap<string, number>): number => [...taken.values()].filter((times) => times > 1).length;

/** What became of everything, by plan, ledger, log and both providers together. */
export const tally = async (pool: pg.Pool, plan: PlanTables, { subscribers, taken }: Seen): Promise<Tally> => {
  const progress = await progressOf(pool, plan, subscribers);
  const { rows: deliveries } = await pool.query<{ id: string; channel: Channel; status: string }>(
    'select id, channel, status from rem.deliveries',
  );
  const outcomes: Record<string, number> = {};
  for (const { channel, status } of deliveries) outcomes[`${channel} ${status}`] = (outcomes[`${channel} ${status}`] ?? 0) + 1;
  const isOwnedUp = new Set(['sent', 'uncertain', 'handing-over']);
  const wasTaken = ({ id, channel }: { readonly id: string; readonly channel: Channel }): boolean => taken[channel].has(id);
  return {
    ...progress,
    outcomes: Object.fromEntries(Object.entries(outcomes).sort()),
    doubled: { email: doubledIn(taken.email), zalo: doubledIn(taken.zalo) },
    sentInTheLedgerAlone: deliveries.filter((one) => one.status === 'sent' && !wasTaken(one)).length,
    takenAndUnknown: deliveries.filter((one) => wasTaken(one) && !isOwnedUp.has(one.status)).length,
  };
};
