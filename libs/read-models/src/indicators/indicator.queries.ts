import type { DataSource } from 'typeorm';
import type { IndicatorView } from '#contracts';
import type { Past } from '../past/past-question.js';
import type { ReadPoints } from '../past/read-points.js';
import type { Names } from '../shared/names.js';
import { IndicatorRow } from './indicator.entity.js';
import type { IndicatorState } from './indicator.state.js';

const viewOf = ({ entered, measurements, version, withdrawnBy }: IndicatorState, names: Names): IndicatorView => ({
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
  withdrawn: withdrawnBy !== undefined,
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
    private readonly points: ReadPoints,
  ) {}

  /** `planId` null: those of every plan. */
  list(planId: string | null, past: Past | null = null): Promise<IndicatorView[]> {
    return this.points.at(past, ['indicators'], async ({ manager, names }) => {
      const rows = await manager
        .getRepository(IndicatorRow)
        .find({ ...(planId === null ? {} : { where: { planId } }), order: { planId: 'ASC', row: 'ASC', id: 'ASC' } });
      return rows.map((row) => viewOf(row.state, names));
    });
  }

  /** Everybody who may sign in may read indicators, and the files of their measurements. */
  async refersToFile(sha256: string): Promise<boolean> {
    return this.database
      .getRepository(IndicatorRow)
      .createQueryBuilder('i')
      .where('i.state @> cast(:files as jsonb)', { files: JSON.stringify({ measurements: [{ files: [{ sha256 }] }] }) })
      .getExists();
  }

  indicator(id: string, past: Past | null = null): Promise<IndicatorView | null> {
    return this.points.at(past, ['indicators'], async ({ manager, names }) => {
      const row = await manager.getRepository(IndicatorRow).findOneBy({ id });
      return row === null ? null : viewOf(row.state, names);
    });
  }
}
