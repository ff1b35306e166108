import type { ComingDays, ComingLetter, ComingQuery, ComingScope } from '#contracts';
import { agenciesConcerned, dateInVietnam, type AgencyId, type PlainDate } from '#domain';
import type { People } from '#identity';
import type { Clock } from '#platform';
import { foldText, seesEverything, type AgencyQueries, type Reader } from '#read-models';
import {
  isIndicator,
  policyLabel,
  rowsTold,
  ruleLabel,
  seatLabel,
  type ForetoldLetter,
  type LetterWish,
  type Preview,
  type TaskAtHead,
  type ToldRow,
} from '#reminders';
import type { z } from 'zod';

/** As many days ahead letters are foretold. */
const DAYS = 7;
/** Letters of one page. */
const PAGE = 50;
/** Who answers for an agency, or keeps its post. */
const RESPONSIBLE: readonly string[] = ['head', 'deputy', 'clerk'];

type Query = z.output<typeof ComingQuery>;

const recipientView = ({ recipient: { key, name, channel } }: Pick<ForetoldLetter, 'recipient'>): ComingLetter['recipient'] => ({
  ...{ key, name, channel },
  kind: key.startsWith('mailbox:') ? 'mailbox' : 'person',
});

const workOf = ({ head: { planned }, row }: ToldRow): ComingLetter['reasons'][number]['work'] => {
  if (isIndicator(planned)) {
    const { indicator } = planned;
    return { kind: 'indicator', id: row.taskId, title: indicator.status === 'none' ? '' : indicator.name };
  }
  return { kind: 'task', id: row.taskId, title: planned.task.status === 'none' ? '' : planned.task.title };
};

/** Everybody reads indicators; a task those whom it concerns. */
const mayOpen = (reader: Reader, { planned }: TaskAtHead): boolean => {
  if (seesEverything(reader) || isIndicator(planned)) return true;
  return planned.task.status !== 'none' && agenciesConcerned(planned.task).some((agency) => reader.agencies.includes(agency));
};

/** A letter is opened whole or not at all: a part of it would not be what is sent. */
const mayOpenAll = (reader: Reader, { tasks }: ForetoldLetter): boolean => [...tasks.values()].every((head) => mayOpen(reader, head));

const policyView = (policy: TaskAtHead['policy']): ComingLetter['reasons'][number]['policy'] => ({
  plan: policy.id === 'default' ? null : policy.id,
  version: policy.version,
  label: policyLabel(policy),
});

const isOwn = (reader: Reader, key: string): boolean =>
  reader.personId !== null && [`person:${reader.personId}`, `zalo:${reader.personId}`].includes(key);

/** "Dự kiến gửi trong 07 ngày tới", as far as the reader may know of it. */
export class ComingLetters {
  constructor(
    private readonly preview: Preview,
    private readonly people: People,
    private readonly agencies: AgencyQueries,
    private readonly clock: Clock,
  ) {}

  /** Null: the reader may not ask that far. */
  async list(query: Query, reader: Reader): Promise<ComingDays | null> {
    const now = this.clock.now();
    const answered = await this.answeredFor(reader);
    const scopes = scopesOf(reader, answered);
    if (!scopes.includes(query.scope)) return null;
    const days = await this.preview.days(now, DAYS);
    const day = query.day ?? days[0] ?? null;
    const found =
      day === null || !days.includes(day as PlainDate)
        ? []
        : await this.preview.letters(now, day as PlainDate, wishOf(query, reader, answered));
    const shown = found.slice(query.skip, query.skip + PAGE);
    const names = await this.agencies.names();
    return {
      days: [...days],
      day,
      scopes: [...scopes],
      letters: await Promise.all(
        shown.map(async (letter) => ({
          recipient: recipientView(letter),
          agencies: [...new Set(rowsTold(letter).map(({ row }) => row.agency))].map((id) => ({ id, name: names.get(id) ?? id })),
          reminders: letter.lines.length,
          subject: mayOpenAll(reader, letter) ? (await this.preview.compose(letter)).subject : null,
        })),
      ),
      total: found.length,
      next: query.skip + PAGE < found.length ? query.skip + PAGE : null,
    };
  }

  /** Null: there is no such letter, or the reader may not open it. */
  async letter(day: PlainDate, key: string, reader: Reader): Promise<ComingLetter | null> {
    const now = this.clock.now();
    if (!(await this.preview.days(now, DAYS)).includes(day)) return null;
    const [letter] = await this.preview.letters(now, day, (recipient) => recipient.key === key);
    if (letter === undefined || !(await this.mayRead(reader, letter))) return null;
    const [{ subject, html, text, brief, unsubscribe }, names] = await Promise.all([this.preview.compose(letter), this.agencies.names()]);
    const isShort = letter.recipient.channel === 'zalo';
    return {
      day,
      at: letter.at,
      recipient: recipientView(letter),
      subject,
      html: isShort ? null : html,
      text: isShort ? `${brief.authority}: ${String(brief.count).padStart(2, '0')} nhiệm vụ. Xem tại ${brief.url}` : text,
      isMutable: isShort ? null : unsubscribe !== null,
      reasons: rowsTold(letter).map((found) => ({
        work: workOf(found),
        rule: found.row.rule,
        ruleLabel: ruleLabel(found.row.rule),
        agency: { id: found.row.agency, name: names.get(found.row.agency) ?? found.row.agency },
        seat: found.row.seat,
        seatLabel: seatLabel(found.row.seat),
        policy: policyView(found.head.policy),
      })),
    };
  }

  private async mayRead(reader: Reader, letter: ForetoldLetter): Promise<boolean> {
    if (!mayOpenAll(reader, letter)) return false;
    if (seesEverything(reader) || isOwn(reader, letter.recipient.key)) return true;
    const answered = await this.answeredFor(reader);
    return rowsTold(letter).some(({ row }) => answered.includes(row.agency));
  }

  /** Agencies whose letters the reader may look through. */
  private async answeredFor({ personId }: Reader): Promise<readonly AgencyId[]> {
    if (personId === null) return [];
    const held = await this.people.membershipsOf(personId, dateInVietnam(this.clock.now()));
    return held.filter(({ position }) => RESPONSIBLE.includes(position)).map(({ agencyId }) => agencyId);
  }
}

const scopesOf = (reader: Reader, answered: readonly AgencyId[]): readonly ComingScope[] => [
  'mine',
  ...(answered.length > 0 ? (['agency'] as const) : []),
  ...(seesEverything(reader) ? (['all'] as const) : []),
];

const wishOf = ({ scope, agency, plan, name }: Query, reader: Reader, answered: readonly AgencyId[]): LetterWish => {
  const inScope: LetterWish = (recipient, rows) => {
    if (scope === 'mine') return isOwn(reader, recipient.key);
    return scope === 'all' || rows.some((row) => answered.includes(row.agency));
  };
  const wanted = name === undefined ? '' : foldText(name);
  return (recipient, rows) =>
    inScope(recipient, rows) &&
    (agency === undefined || rows.some((row) => row.agency === agency)) &&
    (plan === undefined || rows.some((row) => row.planId === plan)) &&
    foldText(recipient.name).includes(wanted);
};
