import type { DataSource } from 'typeorm';
import type { AgencyDirectory, AgencyGroup, AgencyId } from '#domain';
import { AgencyRow } from './agency.entity.js';

const FRESH_MS = 2_000;

/** The agencies known now, with the dated groups of the reference data. Kept for two seconds: names change a few times a year. */
export class AgencyQueries {
  private kept: { readonly rows: readonly AgencyRow[]; readonly until: number } | null = null;

  constructor(
    private readonly database: DataSource,
    private readonly groups: readonly AgencyGroup[],
  ) {}

  async rows(): Promise<readonly AgencyRow[]> {
    const now = performance.now();
    if (this.kept !== null && this.kept.until > now && this.kept.rows.length > 0) return this.kept.rows;
    const rows = await this.database.getRepository(AgencyRow).find({ order: { id: 'ASC' } });
    this.kept = { rows, until: now + FRESH_MS };
    return rows;
  }

  /** Implements `AgencyRegistry` of libs/application. */
  async directory(): Promise<AgencyDirectory> {
    return { agencies: (await this.rows()).map((row) => row.record), groups: this.groups };
  }

  async isActive(agency: AgencyId): Promise<boolean> {
    return (await this.rows()).some((row) => row.id === agency && row.active);
  }

  async names(): Promise<ReadonlyMap<string, string>> {
    return new Map((await this.rows()).map((row) => [row.id, row.name]));
  }
}
