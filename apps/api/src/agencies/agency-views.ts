import type { AgencyGroupView, AgencyView } from '#contracts';
import { dateInVietnam, type AgencyId, type PlainDate } from '#domain';
import type { People } from '#identity';
import type { Clock } from '#platform';
import type { AgencyQueries } from '#read-models';
import { seesEverything, type Reader } from '#read-models';

type Members = AgencyView['people'];

/** The directory, with the people of the agencies that the reader belongs to (everybody's for the Office). */
export class AgencyViews {
  constructor(
    private readonly agencies: AgencyQueries,
    private readonly people: People,
    private readonly clock: Clock,
  ) {}

  async list(reader: Reader): Promise<AgencyView[]> {
    const today = dateInVietnam(this.clock.now());
    const rows = await this.agencies.rows();
    const all = seesEverything(reader);
    return Promise.all(
      rows.map(async ({ record, active }) => ({
        id: record.id,
        name: record.name,
        level: record.level,
        abbreviations: [...record.abbreviations],
        provenance: record.provenance,
        active,
        people: all || reader.agencies.includes(record.id) ? await this.members(record.id, today) : [],
      })),
    );
  }

  groups(): AgencyGroupView[] {
    return this.agencies.groupsOn(dateInVietnam(this.clock.now()));
  }

  private async members(agency: AgencyId, today: PlainDate): Promise<Members> {
    const members = await this.people.membersOf(agency, today);
    return members.map(({ id, name, position }) => ({ id, name, position }));
  }
}
