import type { RemarksView, RemarkView } from '#contracts';
import { agenciesConcerned, initialRemarks, waitsFor, waitsForOffice, type PersonId, type Remark, type Remarks, type Task } from '#domain';
import type { EventStore } from '#event-store';
import type { Past } from '../past/past-question.js';
import type { ReadPoints } from '../past/read-points.js';
import type { Names } from '../shared/names.js';
import type { PersonNames, PossibleActs } from '../shared/ports.js';
import { seesEverything, type Reader } from '../shared/reader.js';
import { evolveStoredRemarks } from './remarks.projection.js';

const authorName = (author: PersonId | null, names: Names): string => (author === null ? 'Hệ thống' : names.person(author).name);

const actsOf = (remark: Remark, reader: Reader): RemarkView['acts'] => {
  if (remark.removed !== null) return [];
  const isAuthor = remark.author !== null && remark.author === reader.personId;
  const waits = waitsFor(remark).some((agency) => reader.agencies.includes(agency)) || (seesEverything(reader) && waitsForOffice(remark));
  return [
    ...(waits ? ['see' as const] : []),
    'reply',
    ...(isAuthor ? ['edit' as const] : []),
    ...(isAuthor || seesEverything(reader) ? ['remove' as const] : []),
  ];
};

/** A removed remark keeps its place without its words. */
const remarkView = (remark: Remark, names: Names, acts: RemarkView['acts']): RemarkView => {
  const { number, kind, part, replyTo, at, office, removed } = remark;
  return {
    number,
    kind,
    agency: names.agencyOrNull(remark.agencyId),
    author: authorName(remark.author, names),
    part,
    text: removed === null ? remark.text : null,
    to: remark.to.map((agency) => names.agency(agency)),
    office,
    replyTo,
    at,
    before: removed === null ? remark.before.map(({ text, at }) => ({ text, at })) : [],
    textAt: remark.textAt,
    removed: removed === null ? null : { at: removed.at, by: authorName(removed.by, names), reason: removed.reason },
    seen: remark.seen.map((each) => ({ agency: names.agencyOrNull(each.agencyId), at: each.at })),
    acts,
  };
};

const peopleIn = ({ remarks }: Remarks): readonly PersonId[] => [
  ...new Set(remarks.flatMap(({ author, removed }) => [author, removed?.by ?? null]).filter((id) => id !== null)),
];

export interface RemarkQueryParts {
  readonly store: EventStore;
  readonly points: ReadPoints;
  readonly people: PersonNames;
  readonly acts: Pick<PossibleActs, 'mayDirect'>;
}

/** The remarks on one task, told from their stream: as it is, or as it was known at a past moment. */
export class RemarkQueries {
  constructor(private readonly parts: RemarkQueryParts) {}

  async ofTask(task: Task, reader: Reader, past: Past | null = null): Promise<RemarksView> {
    const { store, points, people, acts } = this.parts;
    const events = await store.readStream(`remarks-${task.id}`, past === null ? {} : { upTo: past.moment.position });
    const folded = events.reduce(evolveStoredRemarks, initialRemarks);
    const known = await people.names(peopleIn(folded));
    return points.at(past, [], ({ names }) => {
      const named = names.withPeople(known);
      return Promise.resolve({
        remarks: folded.remarks.map((remark) => remarkView(remark, named, past === null ? actsOf(remark, reader) : [])),
        mayDirect: past === null && acts.mayDirect(reader, task),
        concerned: past === null ? agenciesConcerned(task).map((agency) => named.agency(agency)) : [],
      });
    });
  }
}
