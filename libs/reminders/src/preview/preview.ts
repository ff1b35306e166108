import { addDays, dateInVietnam, instantInVietnam, isWorkingDay, type Instant, type PlainDate } from '#domain';
import type { Sql } from '#event-store';
import type { Composed, Composer } from '../compose/composer.js';
import type { StoredLine } from '../ledger/ledger-line.js';
import type { Occurrence } from '../plan/plan-row.js';
import type { PlanTables } from '../plan/reminder-plan.projection.js';
import type { LiveCalendar } from '../policy/live-calendar.js';
import type { LivePolicies } from '../policy/live-policies.js';
import type { Recipient, RecipientDirectory } from '../recipients/recipients.port.js';
import { dueRows } from '../send/due-rows.js';
import { splitSuperseded } from '../send/superseded.js';
import { isStillPlanned, type TaskAtHead, type TaskFence } from '../send/task-fence.js';
import { uncertainLines } from '../send/uncertain-lines.js';
import { isSilent, leavesAt } from '../wishes/muting.js';
import { waitingMails } from './waiting-mails.js';

/** A scheduled mail as it will leave if nothing happens in between. */
export interface PreviewedMail extends Composed {
  readonly day: PlainDate;
  /** When it leaves: the morning's hour, or the reader's own. */
  readonly at: Instant;
  readonly recipientKey: string;
  readonly name: string;
}

export interface PreviewParts {
  readonly database: Sql;
  readonly tables: PlanTables;
  readonly fence: TaskFence;
  readonly recipients: RecipientDirectory;
  readonly composer: Composer;
  readonly policies: LivePolicies;
  readonly calendar: LiveCalendar;
}

export const lineOf = ({ row, key, dueAt }: Occurrence): StoredLine => ({
  rowKey: key,
  planKey: row.key,
  taskId: row.taskId,
  planId: row.planId,
  dueAt,
});
/** As the ledger gives them to the composer. */
const inOrder = (one: StoredLine, other: StoredLine): number =>
  one.dueAt === other.dueAt ? (one.rowKey < other.rowKey ? -1 : 1) : one.dueAt < other.dueAt ? -1 : 1;

interface Addressed {
  readonly recipient: Recipient;
  readonly occurrences: Occurrence[];
}

/** What leaves on one morning, by recipient, in the order in which it is made. */
export interface Morning {
  readonly day: PlainDate;
  readonly at: Instant;
  readonly tasks: ReadonlyMap<string, TaskAtHead>;
  readonly addressed: readonly Addressed[];
}

/**
 * "Dự kiến gửi trong 07 ngày tới": each morning's mails, made by the very steps that make them then (what is due, the log's own word,
 * superseded rules, people, composer), and written nowhere.
 */
export class Preview {
  constructor(private readonly parts: PreviewParts) {}

  /** The mails of every morning after `now`, in the order in which they will be made. */
  async coming(now: Instant, days: number): Promise<readonly PreviewedMail[]> {
    const told = new Set<string>();
    const mails: PreviewedMail[] = [...(await this.#waiting(now))];
    for await (const morning of this.mornings(now, days)) mails.push(...(await this.#mails(morning, told)));
    return mails;
  }

  /** Every morning after `now` with what falls due on it. */
  async *mornings(now: Instant, days: number): AsyncGenerator<Morning> {
    const calendar = await this.parts.calendar.calendar();
    const policy = (await this.parts.policies.book()).ruling(null);
    const today = dateInVietnam(now);
    const told = new Set<string>();
    for (const day of Array.from({ length: days + 1 }, (_, ahead) => addDays(today, ahead))) {
      const at = instantInVietnam(day, policy.dailyAt);
      if (isWorkingDay(day, calendar) && at > now) yield this.#morning(day, at, told);
    }
  }

  async #morning(day: PlainDate, at: Instant, told: Set<string>): Promise<Morning> {
    const { database, tables, policies, calendar, fence } = this.parts;
    const found = await dueRows(database, tables, at, await policies.book(), await calendar.calendar());
    const due = found
      .flatMap(({ occurrences }) => occurrences)
      .filter(({ row, key }) => row.kind === 'scheduled' && row.suppressed === null && !told.has(key));
    for (const { key } of due) told.add(key);
    const tasks = await fence.readMany(due.map(({ row }) => row.taskId));
    const { latest } = splitSuperseded(due.filter(({ row, dueAt }) => isStillPlanned(tasks.get(row.taskId), row.key, dueAt)));
    return { day, at, tasks, addressed: await this.#addressed(latest, day) };
  }

  async #mails({ day, tasks, addressed }: Morning, told: Set<string>): Promise<readonly PreviewedMail[]> {
    const { database, fence, composer, policies } = this.parts;
    const policy = (await policies.book()).ruling(null);
    const mails: PreviewedMail[] = [];
    for (const { recipient, occurrences } of addressed) {
      if (recipient.channel !== 'email') continue;
      const again = (await uncertainLines(database, recipient.key)).filter(({ rowKey }) => !told.has(`${recipient.key} ${rowKey}`));
      for (const { rowKey } of again) told.add(`${recipient.key} ${rowKey}`);
      const all = [...occurrences.map(lineOf), ...again].sort(inOrder);
      const read = new Map([...tasks, ...(await fence.readMany(again.map(({ taskId }) => taskId)))]);
      const leaving = leavesAt(day, recipient, policy);
      const delivery = { now: leaving, late: false, kind: 'scheduled' as const };
      const composed = await composer.compose({ delivery, recipient, lines: all, tasks: read });
      mails.push({ ...composed, day, at: leaving, recipientKey: recipient.key, name: recipient.name });
    }
    return mails;
  }

  /** Made this morning already, waiting for the hour that their readers wish. */
  async #waiting(now: Instant): Promise<readonly PreviewedMail[]> {
    const { database, fence, recipients, composer } = this.parts;
    const mails: PreviewedMail[] = [];
    for (const { recipientKey, at, late, lines } of await waitingMails(database, now)) {
      const recipient = await recipients.lookup(recipientKey);
      const tasks = await fence.readMany(lines.map(({ taskId }) => taskId));
      const standing = lines.filter(({ taskId, planKey, dueAt }) => isStillPlanned(tasks.get(taskId), planKey, dueAt));
      if (recipient === null || standing.length === 0) continue;
      const delivery = { now: at, late, kind: 'scheduled' as const };
      const composed = await composer.compose({ delivery, recipient, lines: standing, tasks });
      mails.push({ ...composed, day: dateInVietnam(at), at, recipientKey, name: recipient.name });
    }
    return mails;
  }

  async #addressed(occurrences: readonly Occurrence[], day: PlainDate): Promise<readonly Addressed[]> {
    const found = new Map<string, Addressed>();
    for (const occurrence of occurrences) {
      const recipients = await this.parts.recipients.find(occurrence.row, day);
      const isMutedBy = isSilent(occurrence.row);
      for (const recipient of new Map(recipients.map((one) => [one.key, one])).values()) {
        if (isMutedBy(recipient)) continue;
        const addressed = found.get(recipient.key) ?? { recipient, occurrences: [] };
        addressed.occurrences.push(occurrence);
        found.set(recipient.key, addressed);
      }
    }
    return [...found.values()];
  }
}
