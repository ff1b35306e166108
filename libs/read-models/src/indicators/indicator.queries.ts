import type { DataSource } from 'typeorm';
import type { IndicatorView } from '#contracts';
import type { AgencyQueries } from '../agencies/agency.queries.js';
import { Names } from '../shared/names.js';
import { IndicatorRow } from './indicator.entity.js';
import type { IndicatorState } from './indicator.state.js';

const viewOf = ({ entered, measurements, version }: IndicatorState, names: Names): IndicatorView => ({
  id: entered.indicatorId,
  planId: entered.planId,
  ordinal: entered.ordinal,
  row: entered.row,
  name: entered.name,
  unit: entered.unit,
  targets: entered.targets.map((target) => ({ ...target })),
  leads: entered.leads.map((id) => names.agency(id)),
  printedLeads: entered.printedLeads,
  source: entered.source === null ? null : { ...entered.source },
  findings: [...entered.findings],
  measurements: measurements.map(({ measurement, on, value, text, agencyId, document, files, recordedAt }) => ({
    number: measurement,
    on,
    value,
    text,
    agency: names.agency(agencyId),
    document,
    files: files.map((file) => ({ ...file })),
    recordedAt,
  })),
  version,
});

/** Indicators (chỉ tiêu) with their targets and measurements; everybody signed in may read them. */
export class IndicatorQueries {
  constructor(
    private readonly database: DataSource,
    private readonly agencies: AgencyQueries,
  ) {}

  /** `planId` null: those of every plan. */
  async list(planId: string | null): Promise<IndicatorView[]> {
    const [rows, agencies] = await Promise.all([
      this.database
        .getRepository(IndicatorRow)
        .find({ ...(planId === null ? {} : { where: { planId } }), order: { planId: 'ASC', row: 'ASC', id: 'ASC' } }),
      this.agencies.names(),
    ]);
    const names = new Names(agencies);
    return rows.map((row) => viewOf(row.state, names));
  }

  /** Everybody who may sign in may read indicators, and the files of their measurements. */
  async refersToFile(sha256: string): Promise<boolean> {
    return this.database
      .getRepository(IndicatorRow)
      .createQueryBuilder('i')
      .where('i.state @> cast(:files as jsonb)', { files: JSON.stringify({ measurements: [{ files: [{ sha256 }] }] }) })
      .getExists();
  }

  async indicator(id: string): Promise<IndicatorView | null> {
    const row = await this.database.getRepository(IndicatorRow).findOneBy({ id });
    return row === null ? null : viewOf(row.state, new Names(await this.agencies.names()));
  }
}
