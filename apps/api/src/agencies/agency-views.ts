import type { AgencyGroupView, AgencyView } from '#contracts';
import { dateInVietnam, existsOn, nameOn, type AgencyId, type PlainDate } from '#domain';
import type { People } from '#identity';
import type { Clock } from '#platform';
import { agencyRows, seesEverything, type AgencyQueries, type Past, type Reader, type ReadPoints } from '#read-models';

type Members = AgencyView['people'];
type Row = Awaited<ReturnType<AgencyQueries['rows']>>[number];

/** As an agency is on a day: called by its name of that day, there or not. */
const viewOf = ({ record, life }: Row, day: PlainDate, rows: readonly Row[], people: Members): AgencyView => {
  const nameOf = (id: string): string => {
    const row = rows.find((one) => one.id === id);
    return row === undefined ? id : nameOn(row.life, day);
  };
  const name = nameOn(life, day);
  const { end } = life;
  return {
    id: record.id,
    name,
    level: record.level,
    abbreviations: [...record.abbreviations],
    provenance: record.provenance,
    statisticalCode: record.statisticalCode ?? null,
    active: existsOn(life, day),
    from: life.from,
    endedOn: end?.on ?? null,
    endBasis: end?.basis ?? null,
    successors: (end?.successors ?? []).map((id) => ({ id, name: nameOf(id) })),
    formerNames: life.names.filter((one) => one.name !== name && one.from <= day).map((one) => ({ name: one.name, from: one.from })),
    people,
  };
};

/** The directory, with the people of the agencies that the reader belongs to (everybody's for the Office). */
export class AgencyViews {
  constructor(
    private readonly agencies: AgencyQueries,
    private readonly points: ReadPoints,
    private readonly people: People,
    private readonly clock: Clock,
  ) {}

  /** `day`: as the agencies are on it; null: today. */
  async list(reader: Reader, day: PlainDate | null = null): Promise<AgencyView[]> {
    const today = dateInVietnam(this.clock.now());
    const rows = await this.agencies.rows();
    const all = seesEverything(reader);
    return Promise.all(
      rows.map(async (row) => {
        const isMine = all || reader.agencies.includes(row.record.id);
        return viewOf(row, day ?? today, rows, isMine ? await this.members(row.record.id, today) : []);
      }),
    );
  }

  /** The agencies as they were; without people, for those stand in no event and may be erased. */
  listAt(past: Past): Promise<AgencyView[]> {
    return this.points.at(past, [], async ({ manager, today }) => {
      const rows = await agencyRows(manager);
      return rows.map((row) => viewOf(row, today.date, rows, []));
    });
  }

  groups(): Promise<AgencyGroupView[]> {
    return this.agencies.groupsOn(dateInVietnam(this.clock.now()));
  }

  private async members(agency: AgencyId, today: PlainDate): Promise<Members> {
    const members = await this.people.membersOf(agency, today);
    return members.map(({ id, name, position }) => ({ id, name, position }));
  }
}
