import type { DataSource } from 'typeorm';
import type { AgencyDirectory, AgencyGroup, AgencyId } from '#domain';
import { AgencyRow } from './agency.entity.js';

const NAMES_KEPT_MS = 1_000;

/** The agencies known now, with the dated groups of the reference data. */
export class AgencyQueries {
  private kept: { readonly names: ReadonlyMap<string, string>; readonly until: number } | null = null;

  constructor(
    private readonly database: DataSource,
    private readonly groups: readonly AgencyGroup[],
  ) {}

  async rows(): Promise<readonly AgencyRow[]> {
    return this.database.getRepository(AgencyRow).find({ order: { id: 'ASC' } });
  }

  /** Implements `AgencyRegistry` of libs/application. */
  async directory(): Promise<AgencyDirectory> {
    return { agencies: (await this.rows()).map((row) => row.record), groups: this.groups };
  }

  async isActive(agency: AgencyId): Promise<boolean> {
    return this.database.getRepository(AgencyRow).existsBy({ id: agency, active: true });
  }

  /** For screens: a second old at most, for names change a few times a year. Decisions ask the directory. */
  async names(): Promise<ReadonlyMap<string, string>> {
    const now = performance.now();
    if (this.kept !== null && this.kept.until > now) return this.kept.names;
    const names = new Map((await this.rows()).map((row) => [row.id, row.name]));
    this.kept = { names, until: now + NAMES_KEPT_MS };
    return names;
  }
}
