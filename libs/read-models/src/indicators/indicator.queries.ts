import type { DataSource } from 'typeorm';
import type { AssessmentView, IndicatorView, RebasePreview } from '#contracts';
import {
  assessIndicator,
  assessmentLabels,
  measuredOf,
  rebasedTargets,
  type Indicator,
  type MeasuredFigure,
  type PlainDate,
} from '#domain';
import type { Past } from '../past/past-question.js';
import type { ReadPoint, ReadPoints } from '../past/read-points.js';
import type { Names } from '../shared/names.js';
import { IndicatorRow } from './indicator.entity.js';

type Measurement = Indicator['measurements'][number];

const figureView = ({
  period,
  on,
  reading,
  meets,
  value,
  text,
  document,
}: MeasuredFigure): IndicatorView['measurements'][number]['figure'] => ({
  period,
  on,
  reading: { ...reading },
  meets,
  value,
  text,
  document,
});

const measurementView = (one: Measurement, names: Names): IndicatorView['measurements'][number] => ({
  number: one.measurement,
  on: one.on,
  value: one.value,
  text: one.text,
  agency: names.agencyOn(one.agencyId, one.on),
  document: one.document,
  files: one.files.map((file) => ({ ...file })),
  recordedAt: one.recordedAt,
  figure: figureView(one),
  confirmed: one.confirmed === null ? null : { note: one.confirmed.note, at: one.confirmed.at },
  corrections: one.corrections.map(({ from, to, reason, moves, recordedAt }) => ({
    from: figureView(from),
    to: figureView(to),
    reason,
    moves: moves.map((moved) => ({ ...moved })),
    recordedAt,
  })),
});

const assessedOn = (today: PlainDate, state: Indicator, targets = state.targets): AssessmentView[] =>
  assessIndicator({ targets, measurements: measuredOf(state) }, today).map((assessment) => ({
    ...assessment,
    statusLabel: assessmentLabels[assessment.status],
  }));

const viewOf = (state: Indicator, { names, today }: Pick<ReadPoint, 'names' | 'today'>): IndicatorView => ({
  id: state.indicatorId,
  planId: state.planId,
  ordinal: state.ordinal,
  row: state.row,
  name: state.name,
  unit: state.unit,
  targets: state.targets.map((target) => ({ ...target })),
  leads: state.leads.map((id) => names.agency(id)),
  printedLeads: state.printedLeads,
  source: state.source === null ? null : { ...state.source },
  findings: [...state.findings],
  withdrawn: state.withdrawnBy !== undefined,
  closed: state.closed === null ? null : { ...state.closed },
  formerTargets: state.formerTargets.map(({ targets, until, basis }) => ({
    targets: targets.map((target) => ({ ...target })),
    until,
    basis,
  })),
  tasks: state.tasks.map(({ taskId, note }) => ({ id: taskId, note })),
  assessments: assessedOn(today.date, state),
  measurements: state.measurements.map((one) => measurementView(one, names)),
  version: state.version,
});

/** Indicators (chỉ tiêu) with their targets and measurements; everybody signed in may read them. */
export class IndicatorQueries {
  constructor(
    private readonly database: DataSource,
    private readonly points: ReadPoints,
  ) {}

  /** `planId` null: those of every plan. */
  list(planId: string | null, past: Past | null = null): Promise<IndicatorView[]> {
    return this.points.at(past, ['indicators'], async ({ manager, ...point }) => {
      const rows = await manager
        .getRepository(IndicatorRow)
        .find({ ...(planId === null ? {} : { where: { planId } }), order: { planId: 'ASC', row: 'ASC', id: 'ASC' } });
      return rows.map((row) => viewOf(row.state, point));
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
    return this.points.at(past, ['indicators'], async ({ manager, ...point }) => {
      const row = await manager.getRepository(IndicatorRow).findOneBy({ id });
      return row === null ? null : viewOf(row.state, point);
    });
  }

  /** What other targets would make of its assessment; null: there is no such indicator. */
  previewRebase(id: string, targets: Parameters<typeof rebasedTargets>[0]): Promise<RebasePreview | null> {
    return this.points.at(null, ['indicators'], async ({ manager, today }) => {
      const row = await manager.getRepository(IndicatorRow).findOneBy({ id });
      if (row === null) return null;
      return { before: assessedOn(today.date, row.state), after: assessedOn(today.date, row.state, rebasedTargets(targets)) };
    });
  }
}
