import type { ComingQuery, ComingScope } from '#contracts';
import { agenciesConcerned, dateInVietnam, type AgencyId } from '#domain';
import type { People } from '#identity';
import type { Clock } from '#platform';
import { foldText, seesEverything, type Reader } from '#read-models';
import { isIndicator, rowsTold, type ForetoldLetter, type LetterWish, type TaskAtHead } from '#reminders';
import type { z } from 'zod';

type Query = z.output<typeof ComingQuery>;

/** What is foretold, whatever the channel. */
type Foretold = Pick<ForetoldLetter, 'recipient' | 'lines' | 'tasks'>;

/** Who answers for an agency, or keeps its post. */
const RESPONSIBLE: readonly string[] = ['head', 'deputy', 'clerk'];

/** Everybody reads indicators; a task those whom it concerns. */
const mayOpen = (reader: Reader, { planned }: TaskAtHead): boolean => {
  if (seesEverything(reader) || isIndicator(planned)) return true;
  return planned.task.status !== 'none' && agenciesConcerned(planned.task).some((agency) => reader.agencies.includes(agency));
};

/** It is opened whole or not at all: a part of it would not be what is sent. */
export const mayOpenAll = (reader: Reader, { tasks }: Pick<Foretold, 'tasks'>): boolean =>
  [...tasks.values()].every((head) => mayOpen(reader, head));

const isOwn = (reader: Reader, key: string): boolean =>
  reader.personId !== null && [`person:${reader.personId}`, `zalo:${reader.personId}`].includes(key);

/** As far as a reader may look, and what they asked for of it; `isWanted` null: they may not ask that far. */
interface ComingRight {
  readonly scopes: readonly ComingScope[];
  readonly isWanted: LetterWish | null;
}

/** Who may look through what will be sent. */
export class ComingAudience {
  constructor(
    private readonly people: People,
    private readonly clock: Clock,
  ) {}

  async rightOf(reader: Reader, query: Query): Promise<ComingRight> {
    const answered = await this.answeredFor(reader);
    const scopes = scopesOf(reader, answered);
    return { scopes, isWanted: scopes.includes(query.scope) ? wishOf(query, reader, answered) : null };
  }

  async mayRead(reader: Reader, foretold: Foretold): Promise<boolean> {
    if (!mayOpenAll(reader, foretold)) return false;
    if (seesEverything(reader) || isOwn(reader, foretold.recipient.key)) return true;
    const answered = await this.answeredFor(reader);
    return rowsTold(foretold).some(({ row }) => answered.includes(row.agency));
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
