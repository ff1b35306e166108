import { dateInVietnam, type Instant, type PlainDate, type PolicyBook } from '#domain';
import type { Sql } from '#event-store';
import { insertDeliveries } from '../ledger/ledger-writes.js';
import type { PlanTables } from '../plan/reminder-plan.projection.js';
import type { LivePolicies } from '../policy/live-policies.js';
import type { ChannelName } from '../recipients/channel.port.js';
import { inTransaction, type Database } from '../shared/transaction.js';
import { joinWaiting } from './join-waiting.js';
import { lastDueDay, ringsPhone, rulesWithPhone, SEATS_WITH_PHONE } from './phone-occasions.js';

/** Who agreed to be written to by Zalo. */
export interface Subscribers {
  /** Ids of persons; empty where the system has no Zalo. */
  subscribed(): Promise<readonly string[]>;
}

interface Wanted {
  readonly row_key: string;
  readonly rule: string;
  readonly recipient_key: string;
  readonly to_key: string;
}

interface Beside extends Wanted {
  readonly seat: string;
  readonly due: PlainDate | null;
}

/** Days after which a line is no longer news for a phone. */
const NEWS_DAYS = 3;
const FALLBACK_DAYS = 14;

/**
 * Lines of mails to persons of which a telephone tells too. `due`: of the part that the line is about.
 * Index: ledger_recorded, ledger_pkey, plan_tasks_pkey.
 */
const beside = ({ tasks }: PlanTables): string => `
  select l.row_key, l.rule, l.recipient_key, 'zalo:' || substr(l.recipient_key, 8) as to_key, l.seat, part.due
    from rem.ledger l join rem.deliveries d on d.id = l.delivery_id
    left join lateral (select lead ->> 'due' as due from ${tasks} t, jsonb_array_elements(t.state -> 'task' -> 'leads') lead
                        where t.task_id = l.task_id and lead ->> 'id' = l.part) part on true
   where l.outcome is null and l.recorded_at > app_now() - interval '${NEWS_DAYS} days'
     and l.recipient_key = any($1) and d.channel = 'email' and d.status not in ('void', 'refused')
     and l.rule = any($2) and l.seat = any($3) and (l.rule <> 'assigned' or part.due <= $4)
     and not exists (select 1 from rem.ledger z where z.row_key = l.row_key and z.recipient_key = 'zalo:' || substr(l.recipient_key, 8))
   limit 2000`;

/**
 * What was refused for good on its way to a person, or came back, and reached nobody else: by the person's Zalo, else to the
 * agency's mailbox. Index: deliveries_refused, deliveries_returned, ledger_delivery, ledger_pkey.
 */
const INSTEAD = `
  select l.row_key, l.rule, l.recipient_key,
         case when l.recipient_key like 'person:%' and l.recipient_key = any($1) and not exists (select 1 from rem.paused_channels where name = 'zalo')
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

/** Lines again, each for another recipient, carried by another delivery. Index: ledger_pkey. */
const COPY = `
  insert into rem.ledger (row_key, recipient_key, plan_key, task_id, plan_id, part, subject, subject_version, rule, occurrence, agency,
                          seat, due_at, policy_id, policy_version, delivery_id, stand_in)
  select l.row_key, c.to_key, l.plan_key, l.task_id, l.plan_id, l.part, l.subject, l.subject_version, l.rule, l.occurrence, l.agency, l.seat,
         l.due_at, l.policy_id, l.policy_version, c.delivery_id, l.stand_in
    from unnest($1::text[], $2::text[], $3::text[], $4::uuid[]) as c(row_key, recipient_key, to_key, delivery_id)
    join rem.ledger l on l.row_key = c.row_key and l.recipient_key = c.recipient_key
  on conflict do nothing`;

/**
 * A courtesy that has not left yet takes more lines: one message tells of all. The row lock keeps it from being claimed meanwhile.
 * Index: deliveries_zalo.
 */
const WAITING = `
  select id, recipient_key from rem.deliveries where recipient_key = any($1) and channel = 'zalo' and status in ('ready', 'retry')
   order by recipient_key, created_at for update skip locked`;
/** What rests until the office opens is asked again now that it has something urgent to tell. */
const WAKE = "update rem.deliveries set next_at = app_now() where id = any($1) and status = 'retry'";

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
    private readonly policies: LivePolicies,
  ) {}

  /** Answers how many deliveries it made or added to. */
  async run(): Promise<number> {
    const people = (await this.subscribers.subscribed()).map((id) => `person:${id}`);
    const book = await this.policies.book();
    return inTransaction(this.database, async (tx) => {
      const { rows } = await tx.query<{ free: boolean; now: Date }>(
        "select pg_try_advisory_xact_lock(hashtext('dondoc-next-channels')) as free, app_now() as now",
      );
      const state = rows[0];
      if (state?.free !== true) return 0;
      await joinWaiting(tx);
      const lines = people.length === 0 ? [] : await this.#beside(tx, people, book, dateInVietnam(state.now.toISOString() as Instant));
      const instead = (await tx.query<Wanted>(INSTEAD, [people])).rows;
      return carry(tx, [...lines, ...instead]);
    });
  }

  /** By the general policy: a message tells of several plans, and what a person gets is counted over all of them. */
  async #beside(tx: Sql, people: readonly string[], book: PolicyBook, today: PlainDate): Promise<readonly Wanted[]> {
    const { phone } = book.ruling(null);
    const { rows } = await tx.query<Beside>(beside(this.plan), [people, rulesWithPhone(phone), SEATS_WITH_PHONE, lastDueDay(today, phone)]);
    return rows.filter((line) => ringsPhone(line, phone, today));
  }
}

/** Puts lines into the messages that wait for their recipients, or into new ones; answers how many messages those are. */
const carry = async (tx: Sql, wanted: readonly Wanted[]): Promise<number> => {
  const keys = [...new Set(wanted.map(({ to_key }) => to_key))];
  if (keys.length === 0) return 0;
  const waiting = await waitingFor(tx, keys);
  const carriers = new Map([
    ...waiting,
    ...(await opened(
      tx,
      keys.filter((key) => !waiting.has(key)),
    )),
  ]);
  await tx.query(COPY, [
    wanted.map(({ row_key }) => row_key),
    wanted.map(({ recipient_key }) => recipient_key),
    wanted.map(({ to_key }) => to_key),
    wanted.map(({ to_key }) => carriers.get(to_key)),
  ]);
  const urgent = wanted.filter(({ rule }) => rule === 'urged-urgently').flatMap(({ to_key }) => waiting.get(to_key) ?? []);
  if (urgent.length > 0) await tx.query(WAKE, [urgent]);
  return keys.length;
};

const waitingFor = async (tx: Sql, keys: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const phones = keys.filter((key) => channelOf(key) === 'zalo');
  if (phones.length === 0) return new Map();
  const { rows } = await tx.query<{ id: string; recipient_key: string }>(WAITING, [phones]);
  // Of several the oldest.
  return new Map(rows.map(({ id, recipient_key: key }) => [key, id] as const).reverse());
};

const opened = async (tx: Sql, keys: readonly string[]): Promise<readonly (readonly [string, string])[]> => {
  const ids = await insertDeliveries(
    tx,
    keys.map((key) => ({ recipientKey: key, channel: channelOf(key), kind: 'at-once', slot: null, late: false, leavesAt: null })),
  );
  return keys.map((key, index) => [key, ids[index] ?? ''] as const);
};
