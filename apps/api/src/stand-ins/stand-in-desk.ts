import { Inject, Injectable } from '@nestjs/common';
import type { StandInsView, StandInView } from '#contracts';
import { dateInVietnam, type AgencyId, type PersonId, type PlainDate } from '#domain';
import { StandIns, type Actor, type Member, type People, type Position, type StandIn, type StandInProblem } from '#identity';
import type { Clock } from '#platform';
import { AgencyQueries, seesEverything } from '#read-models';
import { forbidden, invalid, notFound, ProblemError } from '../http/problem.js';
import { CLOCK, PEOPLE } from '../tokens.js';

export interface WantedStandIn {
  readonly agency: AgencyId;
  readonly absent: PersonId;
  readonly receiver: PersonId;
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly reason: string;
  readonly getsCopy: boolean;
}

const PROBLEMS: Readonly<Record<StandInProblem | 'MEMBER', { readonly pointer: string; readonly message: string }>> = {
  SELF: { pointer: '/receiver', message: 'Người nhận thay phải là người khác.' },
  DAYS: { pointer: '/to', message: 'Ngày cuối phải từ hôm nay trở đi và không trước ngày đầu.' },
  OVERLAP: {
    pointer: '/from',
    message: 'Người vắng mặt đã có người nhận thay trong thời gian này. Hãy kết thúc lần trước, hoặc chọn ngày khác.',
  },
  CIRCLE: { pointer: '/receiver', message: 'Hai người không thể nhận thay cho nhau trong cùng thời gian. Hãy chọn người khác.' },
  ABSENT: {
    pointer: '/receiver',
    message: 'Người được chọn cũng vắng mặt và có người nhận thay trong thời gian này. Hãy chọn người khác.',
  },
  MEMBER: { pointer: '/receiver', message: 'Cả hai phải là người của cơ quan trong suốt thời gian đó.' },
};

const refusal = (problem: StandInProblem | 'MEMBER'): ProblemError => invalid([PROBLEMS[problem]], `STAND_IN.${problem}`);
const alreadyEnded = (): ProblemError =>
  new ProblemError({ status: 409, code: 'STAND_IN.ENDED', title: 'Lần nhận thay này đã kết thúc trước đó.' });

/** Positions that look after their agency's post. */
const POST_KEEPERS: readonly Position[] = ['head', 'deputy', 'clerk'];

const stateOf = ({ from, to, ended }: StandIn, today: PlainDate): StandInView['state'] => {
  if (ended !== null) return 'ended';
  if (today < from) return 'coming';
  return today > to ? 'over' : 'standing';
};

/** Names, ends and shows who receives for whom: each for themselves, post keepers for their agency, an administrator for all. */
@Injectable()
export class StandInDesk {
  constructor(
    @Inject(StandIns) private readonly standIns: StandIns,
    @Inject(PEOPLE) private readonly people: People,
    @Inject(AgencyQueries) private readonly agencies: AgencyQueries,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async view(reader: Actor): Promise<StandInsView> {
    const names = await this.agencies.names();
    const mine = reader.roles.includes('administrator') ? ([...names.keys()] as AgencyId[]) : reader.agencies;
    const agencies = await Promise.all(
      mine.map(async (id) => ({
        id,
        members: await this.people.membersOf(id, this.#today()),
        mayNameFor: await this.#mayNameFor(reader, id),
      })),
    );
    return {
      standIns: await this.#told(await this.standIns.list(seesEverything(reader) ? null : reader.agencies), reader, names),
      agencies: agencies
        .filter(({ members }) => members.length > 1)
        .map(({ id, members, mayNameFor }) => ({
          agency: { id, name: names.get(id) ?? id },
          mayNameFor,
          members: members.map(({ id: person, name, position }) => ({ id: person, name, position })),
        })),
    };
  }

  /** Those of the reader's agencies that stood on a day, by what was known at an instant. */
  async stoodAt(reader: Actor, on: PlainDate, known: string): Promise<StandInView[]> {
    const names = await this.agencies.names();
    const agencies = seesEverything(reader) ? ([...names.keys()] as AgencyId[]) : reader.agencies;
    return this.#told(await this.standIns.stoodAt(agencies, on, known), reader, names);
  }

  async name(reader: Actor, by: PersonId, wanted: WantedStandIn): Promise<StandInsView> {
    const { agency: agencyId, absent: absentId, receiver: receiverId, ...rest } = wanted;
    if (absentId !== by && (await this.#mayNameFor(reader, agencyId)) === 'self') throw forbidden();
    if (absentId === receiverId) throw refusal('SELF');
    for (const day of [rest.from, rest.to]) {
      const members = new Set((await this.people.membersOf(agencyId, day)).map(({ id }: Member) => id));
      if (!members.has(absentId) || !members.has(receiverId)) throw refusal('MEMBER');
    }
    const named = await this.standIns.name({ ...rest, agencyId, absentId, receiverId, namedBy: by }, this.#today());
    if (typeof named === 'string') throw refusal(named);
    return this.view(reader);
  }

  async end(reader: Actor, by: PersonId, id: string): Promise<StandInsView> {
    const found = await this.standIns.find(id);
    if (found === null || !(seesEverything(reader) || reader.agencies.includes(found.agencyId))) throw notFound();
    if (found.absentId !== by && (await this.#mayNameFor(reader, found.agencyId)) === 'self') throw forbidden();
    if (!(await this.standIns.end(id, by))) throw alreadyEnded();
    return this.view(reader);
  }

  #today(): PlainDate {
    return dateInVietnam(this.clock.now());
  }

  async #mayNameFor({ roles, personId }: Actor, agency: AgencyId): Promise<'self' | 'everybody'> {
    if (roles.includes('administrator')) return 'everybody';
    const held = personId === null ? [] : await this.people.membershipsOf(personId, this.#today());
    const keeps = held.some(({ agencyId, position }) => agencyId === agency && POST_KEEPERS.includes(position));
    return keeps ? 'everybody' : 'self';
  }

  async #told(found: readonly StandIn[], reader: Actor, agencies: ReadonlyMap<string, string>): Promise<StandInView[]> {
    const today = this.#today();
    const names = await this.people.names(
      found.flatMap(({ absentId, receiverId, namedBy, ended }) => [absentId, receiverId, namedBy, ...(ended === null ? [] : [ended.by])]),
    );
    const person = (id: PersonId) => ({ id, name: names.get(id) ?? '' });
    return Promise.all(
      found.map(async (one) => {
        const state = stateOf(one, today);
        const isOpen = state === 'coming' || state === 'standing';
        const mayEnd = isOpen && (one.absentId === reader.personId || (await this.#mayNameFor(reader, one.agencyId)) === 'everybody');
        return {
          ...{ id: one.id, from: one.from, to: one.to, reason: one.reason, getsCopy: one.getsCopy, namedAt: one.namedAt, state, mayEnd },
          agency: { id: one.agencyId, name: agencies.get(one.agencyId) ?? one.agencyId },
          ...{ absent: person(one.absentId), receiver: person(one.receiverId), namedBy: person(one.namedBy) },
          ended: one.ended === null ? null : { by: person(one.ended.by), at: one.ended.at },
          receiverIsAbsent: isOpen && found.some((other) => this.#isAway(other, one)),
        };
      }),
    );
  }

  /** Whether the receiver of one is the absent one of another that stands in the same days. */
  #isAway(other: StandIn, { agencyId, receiverId, from, to }: StandIn): boolean {
    const isSame = other.agencyId === agencyId && other.absentId === receiverId;
    return isSame && other.ended === null && other.from <= to && from <= other.to;
  }
}
