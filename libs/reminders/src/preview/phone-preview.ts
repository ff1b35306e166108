import { addDays, dateInVietnam, instantInVietnam, type Instant, type PlainDate, type PolicyBook } from '#domain';
import { weekOf } from '../courtesy/courtesy-hours.js';
import type { Subscribers } from '../courtesy/next-channels.js';
import { ringsPhone } from '../courtesy/phone-occasions.js';
import { storedLine, type LineRecord } from '../ledger/delivery-states.js';
import type { StoredLine } from '../ledger/ledger-line.js';
import type { Occurrence } from '../plan/plan-row.js';
import { isIndicator } from '../plan/planned.js';
import type { Brief } from '../recipients/channel.port.js';
import type { Recipient } from '../recipients/recipients.port.js';
import { isStillPlanned, type TaskAtHead } from '../send/task-fence.js';
import { headsOf, type Tasks } from './foretold-letter.js';
import { PhoneQueue, type Leaving } from './phone-queue.js';
import { lineOf, type Morning, type Preview, type PreviewParts } from './preview.js';

/** A message to a telephone as it will leave if nothing happens in between, not yet put in words. */
export interface ForetoldMessage {
  readonly at: Instant;
  /** `zalo:<person id>` */
  readonly recipient: Recipient;
  readonly lines: readonly StoredLine[];
  readonly tasks: Tasks;
  /** Why it does not leave with its mail, as the ledger says it; null: it does. */
  readonly heldBy: string | null;
}

/** Whose telephone; an id of a person. */
type PhoneWish = (personId: string) => boolean;

interface PhoneLeaving extends Leaving {
  readonly key: string;
}

const ZALO = 'zalo:';

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
  async messages(now: Instant, days: number, isWanted: PhoneWish = () => true): Promise<readonly ForetoldMessage[]> {
    const { policies, calendar, database } = this.parts;
    const [book, working] = await Promise.all([policies.book(), calendar.calendar()]);
    if ((await database.query(RESTS)).rows.length > 0) return [];
    const people = new Set((await this.subscribers.subscribed()).filter(isWanted).map((id) => `person:${id}`));
    const isRung = ({ key, channel }: Recipient): boolean => (channel === 'zalo' ? isWanted(key.slice(ZALO.length)) : people.has(key));
    const phones = await this.#waiting(now, isWanted);
    const leaving: PhoneLeaving[] = [];
    const leave = (until: Instant): void => {
      for (const [key, phone] of phones)
        leaving.push(...phone.leaveUntil(until, book.ruling(null), working).map((one) => ({ key, ...one })));
    };
    leave(now);
    // Nobody who agreed: the mornings bring no message, and need not be looked at.
    for await (const morning of people.size === 0 ? [] : this.mails.mornings(now, days, isRung)) {
      leave(morning.at);
      for (const [key, line] of ringing(morning, book)) {
        const phone = phones.get(key) ?? new PhoneQueue();
        phone.add(line, morning.at, false);
        phones.set(key, phone);
      }
      leave(morning.at);
    }
    leave(instantInVietnam(addDays(dateInVietnam(now), days + 1), 0));
    return this.#standing(leaving.toSorted((one, other) => one.at.localeCompare(other.at)));
  }

  /** What its template is filled with. */
  compose({ at: now, recipient, lines, tasks }: ForetoldMessage): Promise<Brief> {
    return this.parts.composer.brief({ delivery: { now, late: false, kind: 'at-once' }, recipient, lines, tasks });
  }

  async #waiting(now: Instant, isWanted: PhoneWish): Promise<Map<string, PhoneQueue>> {
    const { database } = this.parts;
    const phones = new Map<string, PhoneQueue>();
    const { rows: rang } = await database.query<{ recipient_key: string; day: PlainDate }>(RANG, [weekOf(dateInVietnam(now))]);
    const days = new Map<string, PlainDate[]>();
    for (const { recipient_key: key, day } of rang) days.set(key, [...(days.get(key) ?? []), day]);
    for (const [key, each] of days) phones.set(key, new PhoneQueue(each));
    const { rows } = await database.query<LineRecord & { recipient_key: string; next_at: Date; reason: string | null; rule: string }>(
      WAITING,
    );
    for (const row of rows.filter(({ recipient_key: key }) => isWanted(key.slice(ZALO.length)))) {
      const phone = phones.get(row.recipient_key) ?? new PhoneQueue();
      const next = row.next_at.toISOString() as Instant;
      phone.add(storedLine(row), next > now ? next : now, row.rule === 'urged-urgently', row.reason);
      phones.set(row.recipient_key, phone);
    }
    return phones;
  }

  /** Those that the log still calls for, to people who are there. */
  async #standing(leaving: readonly PhoneLeaving[]): Promise<readonly ForetoldMessage[]> {
    const { fence, recipients } = this.parts;
    const tasks = await fence.readMany(leaving.flatMap(({ lines }) => lines.map(({ taskId }) => taskId)));
    const people = new Map<string, Recipient | null>();
    for (const key of new Set(leaving.map((one) => one.key))) people.set(key, await recipients.lookup(key));
    return leaving.flatMap(({ key, at, lines, heldBy }) => {
      const recipient = people.get(key) ?? null;
      const told = lines.filter((line) => isStillPlanned(tasks.get(line.taskId), line.planKey, line.dueAt));
      if (recipient === null || told.length === 0) return [];
      return [{ at, recipient, lines: told, tasks: headsOf(tasks, told), heldBy }];
    });
  }
}

/** The lines of a morning's mails of which a telephone tells too, and all of those who have no mail. */
const ringing = ({ day, addressed, tasks }: Morning, book: PolicyBook): readonly (readonly [string, StoredLine])[] =>
  addressed.flatMap(({ recipient, occurrences }) => {
    if (recipient.channel === 'zalo') return occurrences.map((one) => [recipient.key, lineOf(one)] as const);
    const key = `${ZALO}${recipient.key.slice('person:'.length)}`;
    return occurrences
      .filter(({ row }) => {
        const notice = { rule: row.rule, seat: row.seat, due: dueOf(tasks.get(row.taskId), row) };
        return ringsPhone(notice, book.ruling(null).phone, day);
      })
      .map((one) => [key, lineOf(one)] as const);
  });
