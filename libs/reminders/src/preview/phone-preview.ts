import { addDays, dateInVietnam, instantInVietnam, type Instant, type PlainDate, type PolicyBook } from '#domain';
import { weekOf } from '../courtesy/courtesy-hours.js';
import { restReason, type RestReason } from '../courtesy/courtesy-rest.js';
import type { Subscribers } from '../courtesy/next-channels.js';
import { ringsPhone } from '../courtesy/phone-occasions.js';
import { storedLine, type LineRecord } from '../ledger/delivery-states.js';
import type { StoredLine } from '../ledger/ledger-line.js';
import type { Occurrence } from '../plan/plan-row.js';
import { isIndicator } from '../plan/planned.js';
import type { Brief } from '../recipients/channel.port.js';
import type { Recipient } from '../recipients/recipients.port.js';
import { isStillPlanned, type TaskAtHead } from '../send/task-fence.js';
import { PhoneQueue } from './phone-queue.js';
import { lineOf, type Morning, type Preview, type PreviewParts } from './preview.js';

/** A message to a telephone as it will leave if nothing happens in between. */
export interface PreviewedMessage {
  readonly at: Instant;
  /** `zalo:<person id>` */
  readonly recipientKey: string;
  readonly name: string;
  /** What its template is filled with. */
  readonly brief: Brief;
  /** Why it does not leave with its mail; null: it does. */
  readonly heldBy: RestReason | null;
}

/** Lines that wait already. Index: deliveries_zalo, ledger_delivery. */
const WAITING = `
  select d.recipient_key, d.next_at, d.reason, l.row_key, l.plan_key, l.task_id, l.plan_id, l.due_at, l.rule
    from rem.deliveries d join rem.ledger l on l.delivery_id = d.id and l.outcome is null
   where d.channel = 'zalo' and d.status in ('ready', 'retry')
   order by d.created_at, l.due_at, l.row_key collate "C"`;
const RANG = `
  select c.recipient_key, c.day::text as day from rem.courtesy_days c join rem.deliveries d on d.id = c.delivery_id
   where c.day >= $1::date and d.status in ('claimed', 'handing-over', 'sent', 'uncertain')`;
const RESTS = "select 1 from rem.paused_channels where name = 'zalo'";

const dueOf = (task: TaskAtHead | undefined, { part }: Occurrence['row']): PlainDate | null => {
  const planned = task?.planned;
  if (planned === undefined || isIndicator(planned) || planned.task.status === 'none') return null;
  return planned.task.leads.find(({ id }) => id === part)?.due ?? null;
};

/** Who will get a message by Zalo, when and with which words: by the occasions, hours and limits of the sending itself. Written nowhere. */
export class PhonePreview {
  constructor(
    private readonly parts: PreviewParts,
    private readonly mails: Pick<Preview, 'mornings'>,
    private readonly subscribers: Subscribers,
  ) {}

  /** In the order in which they leave. While the channel rests nobody can foretell anything: none. */
  async coming(now: Instant, days: number): Promise<readonly PreviewedMessage[]> {
    const { policies, calendar, database } = this.parts;
    const [book, working] = await Promise.all([policies.book(), calendar.calendar()]);
    if ((await database.query(RESTS)).rows.length > 0) return [];
    const people = new Set((await this.subscribers.subscribed()).map((id) => `person:${id}`));
    const phones = await this.#waiting(now);
    const messages: PreviewedMessage[] = [];
    const leave = async (until: Instant): Promise<void> => {
      for (const [key, phone] of phones) {
        for (const leaving of phone.leaveUntil(until, book.ruling(null), working)) messages.push(...(await this.#composed(key, leaving)));
      }
    };
    await leave(now);
    for await (const morning of this.mails.mornings(now, days)) {
      await leave(morning.at);
      for (const [key, line] of ringing(morning, people, book)) {
        const phone = phones.get(key) ?? new PhoneQueue();
        phone.add(line, morning.at, false);
        phones.set(key, phone);
      }
      await leave(morning.at);
    }
    await leave(instantInVietnam(addDays(dateInVietnam(now), days + 1), 0));
    return messages.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
  }

  async #waiting(now: Instant): Promise<Map<string, PhoneQueue>> {
    const { database } = this.parts;
    const phones = new Map<string, PhoneQueue>();
    const { rows: rang } = await database.query<{ recipient_key: string; day: PlainDate }>(RANG, [weekOf(dateInVietnam(now))]);
    const days = new Map<string, PlainDate[]>();
    for (const { recipient_key: key, day } of rang) days.set(key, [...(days.get(key) ?? []), day]);
    for (const [key, each] of days) phones.set(key, new PhoneQueue(each));
    const { rows } = await database.query<LineRecord & { recipient_key: string; next_at: Date; reason: string | null; rule: string }>(
      WAITING,
    );
    for (const row of rows) {
      const phone = phones.get(row.recipient_key) ?? new PhoneQueue();
      const next = row.next_at.toISOString() as Instant;
      phone.add(storedLine(row), next > now ? next : now, row.rule === 'urged-urgently', restReason(row.reason));
      phones.set(row.recipient_key, phone);
    }
    return phones;
  }

  async #composed(key: string, { at, lines, heldBy }: ReturnType<PhoneQueue['leaveUntil']>[number]): Promise<readonly PreviewedMessage[]> {
    const { fence, recipients, composer } = this.parts;
    const tasks = await fence.readMany(lines.map(({ taskId }) => taskId));
    const standing = lines.filter((line) => isStillPlanned(tasks.get(line.taskId), line.planKey, line.dueAt));
    const recipient: Recipient | null = await recipients.lookup(key);
    if (recipient === null || standing.length === 0) return [];
    const delivery = { now: at, late: false, kind: 'at-once' as const };
    const { brief } = await composer.compose({ delivery, recipient, lines: standing, tasks });
    return [{ at, recipientKey: key, name: recipient.name, brief, heldBy }];
  }
}

/** The lines of a morning's mails of which a telephone tells too, and all of those who have no mail. */
const ringing = (
  { day, addressed, tasks }: Morning,
  people: ReadonlySet<string>,
  book: PolicyBook,
): readonly (readonly [string, StoredLine])[] =>
  addressed.flatMap(({ recipient, occurrences }) => {
    if (recipient.channel === 'zalo') return occurrences.map((one) => [recipient.key, lineOf(one)] as const);
    if (!people.has(recipient.key)) return [];
    const key = `zalo:${recipient.key.slice('person:'.length)}`;
    return occurrences
      .filter(({ row }) => {
        const notice = { rule: row.rule, seat: row.seat, due: dueOf(tasks.get(row.taskId), row) };
        return ringsPhone(notice, book.ruling(null).phone, day);
      })
      .map((one) => [key, lineOf(one)] as const);
  });
