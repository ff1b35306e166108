import { inTransaction, type Database } from '../shared/transaction.js';
import type { Sql } from '#event-store';
import type { ChannelName } from '../recipients/channel.port.js';
import type { PlanTables } from '../plan/reminder-plan.projection.js';

/** Who agreed to be written to by Zalo. */
export interface Subscribers {
  /** Ids of persons; empty where the system has no Zalo. */
  subscribed(): Promise<readonly string[]>;
}

interface Wanted {
  readonly row_key: string;
  readonly recipient_key: string;
  readonly to_key: string;
}

/** Days after which a line is no longer news for a phone. */
const NEWS_DAYS = 3;
const FALLBACK_DAYS = 14;
/** A new task is told by Zalo when it is due within so many days. */
const SOON_DAYS = 15;

/**
 * Beside a mail that went to a person: work that was returned, an urging, the day before, and a new task that is due soon.
 * Index: ledger_recorded, ledger_pkey, plan_rows_task.
 */
const beside = ({ rows }: PlanTables): string => `
  select l.row_key, l.recipient_key, 'zalo:' || substr(l.recipient_key, 8) as to_key
    from rem.ledger l join rem.deliveries d on d.id = l.delivery_id
   where l.outcome is null and l.recorded_at > app_now() - interval '${NEWS_DAYS} days'
     and l.recipient_key = any($1) and d.channel = 'email' and d.status not in ('void', 'refused')
     and (l.rule in ('returned', 'urged', 'due-in-1')
          or (l.rule = 'assigned' and exists (select 1 from ${rows} r
                where r.task_id = l.task_id and r.rule = 'due-in-1' and r.due_at < app_now() + interval '${SOON_DAYS} days')))
     and not exists (select 1 from rem.ledger z where z.row_key = l.row_key and z.recipient_key = 'zalo:' || substr(l.recipient_key, 8))
   limit 2000`;

/**
 * What was refused for good on its way to a person, or came back, and reached nobody else: by the person's Zalo, else to the
 * agency's mailbox. Index: deliveries_refused, deliveries_returned, ledger_delivery, ledger_pkey.
 */
const INSTEAD = `
  select l.row_key, l.recipient_key,
         case when l.recipient_key like 'person:%' and l.recipient_key = any($1)
               and not exists (select 1 from rem.ledger z where z.row_key = l.row_key and z.recipient_key = 'zalo:' || substr(l.recipient_key, 8))
              then 'zalo:' || substr(l.recipient_key, 8) else 'mailbox:' || l.agency end as to_key
    from rem.deliveries d join rem.ledger l on l.delivery_id = d.id
   where ((d.status = 'refused' and d.settled_at > app_now() - interval '${FALLBACK_DAYS} days')
          or d.returned_at > app_now() - interval '${FALLBACK_DAYS} days')
     and l.outcome is null and l.recipient_key not like 'mailbox:%'
     and not exists (select 1 from rem.ledger o left join rem.deliveries e on e.id = o.delivery_id
                      where o.row_key = l.row_key and o.recipient_key <> l.recipient_key and o.outcome is distinct from 'void'
                        and e.status is distinct from 'refused' and e.returned_at is null)
     and not exists (select 1 from rem.ledger o where o.row_key = l.row_key and o.recipient_key = 'mailbox:' || l.agency)
   limit 2000`;

/** The line again, for another recipient, carried by another delivery. */
const COPY = `
  insert into rem.ledger (row_key, recipient_key, plan_key, task_id, plan_id, part, subject, subject_version, rule, occurrence, agency,
                          seat, due_at, policy_id, policy_version, delivery_id)
  select row_key, $3, plan_key, task_id, plan_id, part, subject, subject_version, rule, occurrence, agency, seat, due_at, policy_id, policy_version, $4
    from rem.ledger where row_key = any($1) and recipient_key = any($2)
  on conflict do nothing`;

/** A courtesy that has not left yet takes more lines: one message tells of all. The row lock keeps it from being claimed meanwhile. */
const WAITING = `
  select id from rem.deliveries where recipient_key = $1 and channel = 'zalo' and status in ('ready', 'retry')
   order by created_at limit 1 for update skip locked`;

const channelOf = (key: string): ChannelName => (key.startsWith('zalo:') ? 'zalo' : 'email');

/**
 * What goes by another channel: a short word by Zalo beside a mail, and what could not be delivered by the way it was meant to go.
 * In one transaction, by one process at a time, so that each line stands once.
 */
export class NextChannels {
  constructor(
    private readonly database: Database,
    private readonly plan: PlanTables,
    private readonly subscribers: Subscribers,
  ) {}

  /** Answers how many deliveries it made or added to. */
  async run(): Promise<number> {
    const people = (await this.subscribers.subscribed()).map((id) => `person:${id}`);
    return inTransaction(this.database, async (tx) => {
      const { rows } = await tx.query<{ free: boolean }>("select pg_try_advisory_xact_lock(hashtext('dondoc-next-channels')) as free");
      if (rows[0]?.free !== true) return 0;
      const lines = people.length === 0 ? [] : (await tx.query<Wanted>(beside(this.plan), [people])).rows;
      const instead = (await tx.query<Wanted>(INSTEAD, [people])).rows;
      const byRecipient = new Map<string, Wanted[]>();
      for (const one of [...lines, ...instead]) byRecipient.set(one.to_key, [...(byRecipient.get(one.to_key) ?? []), one]);
      for (const [key, wanted] of byRecipient) await carry(tx, key, wanted);
      return byRecipient.size;
    });
  }
}

const carry = async (tx: Sql, key: string, wanted: readonly Wanted[]): Promise<void> => {
  const delivery = (await waiting(tx, key)) ?? (await open(tx, key));
  const rowKeys = wanted.map(({ row_key }) => row_key);
  await tx.query(COPY, [rowKeys, wanted.map(({ recipient_key }) => recipient_key), key, delivery]);
};

const waiting = async (tx: Sql, key: string): Promise<string | null> => {
  if (channelOf(key) !== 'zalo') return null;
  return (await tx.query<{ id: string }>(WAITING, [key])).rows[0]?.id ?? null;
};

const open = async (tx: Sql, key: string): Promise<string> => {
  const { rows } = await tx.query<{ id: string }>(
    "insert into rem.deliveries (recipient_key, channel, kind) values ($1, $2, 'at-once') returning id",
    [key, channelOf(key)],
  );
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('A delivery was not inserted');
  return id;
};
