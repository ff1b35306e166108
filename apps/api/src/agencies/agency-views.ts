import type { AgencyGroupView, AgencyView } from '#contracts';
import { dateInVietnam, type AgencyId, type PlainDate } from '#domain';
import type { People } from '#identity';
import type { Clock } from '#platform';
import { agencyRows, seesEverything, type AgencyQueries, type Past, type Reader, type ReadPoints } from '#read-models';

type Members = AgencyView['people'];
type Row = Awaited<ReturnType<AgencyQueries['rows']>>[number];

const viewOf = ({ record, active }: Row, people: Members): AgencyView => ({
  id: record.id,
  name: record.name,
  level: record.level,
  abbreviations: [...record.abbreviations],
  provenance: record.provenance,
  active,
  people,
});

/** The directory, with the people of the agencies that the reader belongs to (everybody's for the Office). */
export class AgencyViews {
  constructor(
    private readonly agencies: AgencyQueries,
    private readonly points: ReadPoints,
    private readonly people: People,
    private readonly clock: Clock,
  ) {}

  async list(reader: Reader): Promise<AgencyView[]> {
    const today = dateInVietnam(this.clock.now());
    const rows = await this.agencies.rows();
    const all = seesEverything(reader);
    return Promise.all(
      rows.map(async (row) => viewOf(row, all || reader.agencies.includes(row.record.id) ? await this.members(row.record.id, today) : [])),
    );
  }

  /** The agencies as they were; without people, for those stand in no event and may be erased. */
  listAt(past: Past): Promise<AgencyView[]> {
    return this.points.at(past, [], async ({ manager }) => (await agencyRows(manager)).map((row) => viewOf(row, [])));
  }

  groups(): AgencyGroupView[] {
    return this.agencies.groupsOn(dateInVietnam(this.clock.now()));
  }

  private async members(agency: AgencyId, today: PlainDate): Promise<Members> {
    const members = await this.people.membersOf(agency, today);
    return members.map(({ id, name, position }) => ({ id, name, position }));
  }
}
