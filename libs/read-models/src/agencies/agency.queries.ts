import type { DataSource, EntityManager } from 'typeorm';
import type { AgencyGroupView } from '#contracts';
import type { AgencyDirectory, AgencyGroup, AgencyId, PlainDate } from '#domain';
import { AgencyRow } from './agency.entity.js';

/** Of the order of the delay with which the view follows the log; agencies change a few times a year. */
const KEPT_MS = 1_000;

interface Kept {
  readonly rows: readonly AgencyRow[];
  readonly names: ReadonlyMap<string, string>;
  readonly until: number;
}

/** The agencies of the tables that a manager leads to. */
export const agencyRows = (manager: EntityManager): Promise<readonly AgencyRow[]> =>
  manager.getRepository(AgencyRow).find({ order: { id: 'ASC' } });

/** The agencies known now, with the dated groups of the reference data. */
export class AgencyQueries {
  private kept: Promise<Kept> | null = null;

  constructor(
    private readonly database: DataSource,
    private readonly groups: readonly AgencyGroup[],
  ) {}

  rows(): Promise<readonly AgencyRow[]> {
    return agencyRows(this.database.manager);
  }

  /** Collective names, with how many agencies each means on a day. */
  groupsOn(day: PlainDate): AgencyGroupView[] {
    return this.groups.map(({ id, names, open, members }) => ({
      id,
      name: names[0] ?? id,
      open,
      members: members.filter(({ from, to }) => from <= day && (to === null || day <= to)).length,
    }));
  }

  /** Names of agencies and of groups, by id. */
  async namesAndGroups(): Promise<ReadonlyMap<string, string>> {
    return new Map([...(await this.names()), ...this.groups.map(({ id, names }) => [id, names[0] ?? id] as const)]);
  }

  /** Implements `AgencyRegistry` of libs/application: every command asks for it, so it is a second old at most. */
  async directory(): Promise<AgencyDirectory> {
    return { agencies: (await this.recent()).rows.map((row) => row.record), groups: this.groups };
  }

  async isActive(agency: AgencyId): Promise<boolean> {
    return this.database.getRepository(AgencyRow).existsBy({ id: agency, active: true });
  }

  /** For screens: a second old at most. */
  async names(): Promise<ReadonlyMap<string, string>> {
    return (await this.recent()).names;
  }

  private async recent(): Promise<Kept> {
    const kept = await this.kept?.catch(() => null);
    if (kept !== null && kept !== undefined && kept.until > performance.now()) return kept;
    this.kept = this.rows().then((rows) => ({
      rows,
      names: new Map(rows.map((row) => [row.id, row.name])),
      until: performance.now() + KEPT_MS,
    }));
    return this.kept;
  }
}
