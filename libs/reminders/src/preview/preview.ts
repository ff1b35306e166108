import { addDays, dateInVietnam, instantInVietnam, isWorkingDay, type Instant, type PlainDate } from '#domain';
import type { Sql } from '#event-store';
import type { Composed, Composer } from '../compose/composer.js';
import type { StoredLine } from '../ledger/ledger-line.js';
import { readHeldRows, readyAt } from '../orders/held-rows.js';
import type { Occurrence } from '../plan/plan-row.js';
import type { PlanTables } from '../plan/reminder-plan.projection.js';
import type { LiveCalendar } from '../policy/live-calendar.js';
import type { LivePolicies } from '../policy/live-policies.js';
import type { Recipient, RecipientDirectory } from '../recipients/recipients.port.js';
import { standInsOf } from '../recipients/stand-ins-of.js';
import { dueRows } from '../send/due-rows.js';
import { addressed, type ToldBy } from '../send/parcels.js';
import { splitSuperseded } from '../send/superseded.js';
import { isStillPlanned, toldIn, type TaskFence } from '../send/task-fence.js';
import { uncertainLines } from '../send/uncertain-lines.js';
import { isSilent, leavesAt } from '../wishes/muting.js';
import { headsOf, rowsTold, type ForetoldLetter, type LetterWish, type Tasks } from './foretold-letter.js';
import { waitingMails } from './waiting-mails.js';

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

/** A line of a letter as the ledger will have it. */
export const lineOf = ({ row, key, dueAt }: Occurrence, standIn: string | null = null): StoredLine => ({
  rowKey: key,
  planKey: row.key,
  taskId: row.taskId,
  planId: row.planId,
  dueAt,
  standIn,
});
/** As the ledger gives them to the composer. */
const inOrder = (one: StoredLine, other: StoredLine): number =>
  one.dueAt === other.dueAt ? (one.rowKey < other.rowKey ? -1 : 1) : one.dueAt < other.dueAt ? -1 : 1;

/** What leaves on one morning, by recipient, in the order in which it is made. */
export interface Morning {
  readonly day: PlainDate;
  readonly at: Instant;
  readonly tasks: Tasks;
  readonly addressed: readonly Addressed[];
}

/** A morning on which letters are made, and the one before it, after which what falls due is told on this one. */
interface OpenMorning {
  readonly day: PlainDate;
  readonly at: Instant;
  readonly after: Instant | null;
}

/** Who would be written to, and of what. */
interface Addressed {
  readonly recipient: Recipient;
  readonly occurrences: Occurrence[];
  /** Of those that the recipient gets for an absent colleague: by which naming. */
  readonly standIns?: Map<string, string>;
}

/** Nothing is written, so that there is no next page. */
const EVERY_ROW = 1_000_000;

/** What of the overview is muted can be told only when the log has been read. */
const withoutOverview: ToldBy = ({ row }) => (row.rule === 'overview' ? [] : [row]);

const isTold =
  (recipient: Recipient, tasks: Tasks, latest: ReadonlyMap<string, number>) =>
  (occurrence: Occurrence): boolean =>
    latest.has(occurrence.key) && !isSilent(toldIn(tasks)(occurrence))(recipient);

/**
 * "Dự kiến gửi trong 07 ngày tới": each morning's mails, made by the very steps that make them then (what is due, the log's own word,
 * superseded rules, people, composer), and written nowhere.
 */
export class Preview {
  constructor(private readonly parts: PreviewParts) {}

  /** The days of the coming ones on which letters leave: today too while one waits for its reader's hour. */
  async days(now: Instant, days: number): Promise<readonly PlainDate[]> {
    const mornings = (await this.#mornings(now, days)).map(({ day }) => day);
    const waiting = (await waitingMails(this.parts.database, now)).map(({ at }) => dateInVietnam(at));
    return [...new Set([...waiting, ...mornings])].sort();
  }

  /** The mails to come, in the order in which they will be made. */
  async coming(now: Instant, days: number): Promise<readonly PreviewedMail[]> {
    const mails: PreviewedMail[] = [];
    for (const day of await this.days(now, days)) {
      for (const letter of await this.letters(now, day)) {
        const { at, recipient } = letter;
        mails.push({ ...(await this.compose(letter)), day, at, recipientKey: recipient.key, name: recipient.name });
      }
    }
    return mails;
  }

  /** Every morning after `now` with what falls due on it. Only what goes to wanted recipients is read from the log. */
  async *mornings(now: Instant, days: number, isWanted: (recipient: Recipient) => boolean): AsyncGenerator<Morning> {
    for (const morning of await this.#mornings(now, days)) {
      const all = (await this.#addressed(morning)).filter(({ recipient }) => isWanted(recipient));
      const { tasks, latest } = await this.#standing(all, []);
      const told = all.map(({ recipient, occurrences }) => ({
        recipient,
        occurrences: occurrences.filter(isTold(recipient, tasks, latest)),
      }));
      yield { day: morning.day, at: morning.at, tasks, addressed: told.filter(({ occurrences }) => occurrences.length > 0) };
    }
  }

  /** The letters of one day, in the order in which they will be made; none on a day without mail. */
  async letters(now: Instant, day: PlainDate, isWanted: LetterWish = () => true): Promise<readonly ForetoldLetter[]> {
    return [...(await this.#waiting(now, day, isWanted)), ...(await this.#toBeMade(now, day, isWanted))];
  }

  /** In the words in which it will be sent; links stand as their places. */
  async compose({ at: now, late, recipient, lines, tasks }: ForetoldLetter): Promise<Composed> {
    const standIns = await standInsOf(this.parts.recipients, lines);
    return this.parts.composer.compose({ delivery: { now, late, kind: 'scheduled' }, recipient, lines, tasks, standIns });
  }

  /** Of one morning after `now`. Only what goes to wanted recipients is read from the log. */
  async #toBeMade(now: Instant, day: PlainDate, isWanted: LetterWish): Promise<readonly ForetoldLetter[]> {
    const ahead = Math.max(0, Math.round((Date.parse(day) - Date.parse(dateInVietnam(now))) / 86_400_000));
    const mornings = await this.#mornings(now, ahead);
    const morning = mornings.find((one) => one.day === day);
    if (morning === undefined) return [];
    const wanted = (await this.#addressed(morning)).filter(
      ({ recipient, occurrences }) =>
        recipient.channel === 'email' &&
        isWanted(
          recipient,
          occurrences.map(({ row }) => row),
        ),
    );
    const repeated = await this.#uncertain(wanted, mornings.slice(0, -1));
    const { tasks, latest } = await this.#standing(
      wanted,
      [...repeated.values()].flat().map(({ taskId }) => taskId),
    );
    const policy = (await this.parts.policies.book()).ruling(null);
    const letters = wanted.flatMap(({ recipient, occurrences: own, standIns }) => {
      const told = own.filter(isTold(recipient, tasks, latest));
      if (told.length === 0) return [];
      const lines = [...told.map((one) => lineOf(one, standIns?.get(one.key))), ...(repeated.get(recipient.key) ?? [])].sort(inOrder);
      const place = Math.min(...told.map(({ key }) => latest.get(key) ?? 0));
      const at = leavesAt(day, recipient, policy);
      return [{ place, letter: { day, at, late: false, recipient, lines, tasks: headsOf(tasks, lines) } }];
    });
    return letters.sort((one, other) => one.place - other.place).map(({ letter }) => letter);
  }

  /** The tasks at their heads, and the place of each occurrence that the log still calls for and nothing newer stands in for. */
  async #standing(
    letters: readonly Addressed[],
    besides: readonly string[],
  ): Promise<{ readonly tasks: Tasks; readonly latest: ReadonlyMap<string, number> }> {
    const occurrences = [...new Map(letters.flatMap((one) => one.occurrences.map((occurrence) => [occurrence.key, occurrence]))).values()];
    const tasks = await this.parts.fence.readMany([...occurrences.map(({ row }) => row.taskId), ...besides]);
    const standing = occurrences.filter(({ row, dueAt }) => isStillPlanned(tasks.get(row.taskId), row.key, dueAt));
    return { tasks, latest: new Map(splitSuperseded(standing).latest.map(({ key }, place) => [key, place])) };
  }

  /** Made this morning already, waiting for the hour that their readers wish. */
  async #waiting(now: Instant, day: PlainDate, isWanted: LetterWish): Promise<readonly ForetoldLetter[]> {
    const { database, fence, recipients } = this.parts;
    const letters: ForetoldLetter[] = [];
    for (const { recipientKey, at, late, lines: made } of await waitingMails(database, now)) {
      const recipient = dateInVietnam(at) === day ? await recipients.lookup(recipientKey) : null;
      if (recipient === null) continue;
      const tasks = await fence.readMany(made.map(({ taskId }) => taskId));
      const lines = made.filter(({ taskId, planKey, dueAt }) => isStillPlanned(tasks.get(taskId), planKey, dueAt));
      const letter = { day, at, late, recipient, lines, tasks: headsOf(tasks, lines) };
      if (
        lines.length > 0 &&
        isWanted(
          recipient,
          rowsTold(letter).map(({ row }) => row),
        )
      )
        letters.push(letter);
    }
    return letters;
  }

  async #mornings(now: Instant, days: number): Promise<readonly OpenMorning[]> {
    const calendar = await this.parts.calendar.calendar();
    const { dailyAt } = (await this.parts.policies.book()).ruling(null);
    const today = dateInVietnam(now);
    const open = Array.from({ length: days + 1 }, (_, ahead) => addDays(today, ahead))
      .filter((day) => isWorkingDay(day, calendar))
      .map((day) => ({ day, at: instantInVietnam(day, dailyAt) }))
      .filter(({ at }) => at > now);
    return open.map((morning, index) => ({ ...morning, after: open[index - 1]?.at ?? null }));
  }

  /** What falls due up to a morning and after the one before it, by whom it reaches. */
  async #addressed({ day, at, after }: OpenMorning): Promise<readonly Addressed[]> {
    const { database, tables, policies, calendar, recipients } = this.parts;
    const rules = { policies: await policies.book(), calendar: await calendar.calendar() };
    const { rows } = await dueRows(database, tables, at, rules, EVERY_ROW);
    const holds = await readHeldRows(database);
    const isOf = (ready: Instant): boolean => ready <= at && (after === null || ready > after);
    const due = rows
      .flatMap(({ occurrences }) => occurrences)
      .filter((one) => one.row.kind === 'scheduled' && one.row.suppressed === null && isOf(readyAt(one, holds)));
    const found = new Map<string, Addressed>();
    for (const { occurrence, recipients: told } of await addressed(recipients, due, day, withoutOverview)) {
      for (const recipient of told) {
        const one = found.get(recipient.key) ?? { recipient, occurrences: [], standIns: new Map<string, string>() };
        one.occurrences.push(occurrence);
        if (recipient.standIn !== undefined) one.standIns?.set(occurrence.key, recipient.standIn);
        found.set(recipient.key, one);
      }
    }
    return [...found.values()];
  }

  /** What may not have arrived is told again, once: in the recipient's first letter from now on. */
  async #uncertain(letters: readonly Addressed[], earlier: readonly OpenMorning[]): Promise<ReadonlyMap<string, readonly StoredLine[]>> {
    const found = new Map<string, readonly StoredLine[]>();
    for (const { recipient } of letters) {
      const lines = await uncertainLines(this.parts.database, recipient.key);
      if (lines.length > 0) found.set(recipient.key, lines);
    }
    if (found.size === 0) return found;
    for (const morning of earlier) for (const { recipient } of await this.#addressed(morning)) found.delete(recipient.key);
    return found;
  }
}
