import type { DataSource } from 'typeorm';
import {
  addDays,
  adjustedLines,
  figuresOf,
  isUnassigned,
  periodKind,
  type AgencyId,
  type FiguresPeriod,
  type PeriodLine,
  type PlanId,
  type ReportContent,
  type ReportLine,
  type Task,
  type TaskId,
} from '#domain';
import type { EventStore } from '#event-store';
import { countedAt, type Counted, type FiguresMoments } from '../figures/counted.js';
import type { ReadPoints } from '../past/read-points.js';
import { TaskRow } from '../tasks/task.entity.js';
import { adjustmentsSince, type LockedReport } from './adjustments-since.js';
import { ReportRow } from './report.entity.js';
import { storedContent } from './stored-content.js';

export interface ReportScope {
  readonly period: FiguresPeriod;
  readonly planId: PlanId | null;
  /** The log is read so far. */
  readonly position: number;
}

/** Changes to what was locked longer ago are not looked for. */
const ADJUSTED_DAYS = 731;

const resultOf = (task: Task | undefined, line: Pick<PeriodLine, 'part' | 'cycle'>): ReportLine['result'] => {
  const part = task?.leads.find(({ id }) => id === line.part);
  const cycle = part?.cycles.find(({ number }) => number === line.cycle);
  const sent = line.cycle === null ? part?.submissions.at(-1) : cycle?.reports.at(-1);
  if (sent?.document == null) return null;
  return { number: sent.document.number, on: sent.document.date ?? sent.sentOn };
};

const lineOf = (line: PeriodLine, { tasks }: Counted): ReportLine => {
  const task = tasks.get(line.task);
  const part = task?.leads.find(({ id }) => id === line.part);
  const cycle = part?.cycles.find(({ number }) => number === line.cycle);
  return { ...line, due: cycle?.due ?? part?.due ?? null, label: cycle?.period.label ?? null, result: resultOf(task, line) };
};

const figuresIn = ({ lines, tasks, names }: Counted): ReportContent['figures'] => {
  const byName = (one: AgencyId, other: AgencyId): number => names.agency(one).name.localeCompare(names.agency(other).name, 'vi');
  const holders = [...new Set(lines.map(({ holder }) => holder))].sort(byName);
  return {
    total: figuresOf(lines),
    unassigned: [...tasks.values()].filter(isUnassigned).length,
    agencies: holders.map((agency) => ({ agency, figures: figuresOf(lines.filter(({ holder }) => holder === agency)) })),
  };
};

/** Gathers what a report is to say, at its cut-off. */
export class ReportContents {
  constructor(
    private readonly database: DataSource,
    private readonly points: ReadPoints,
    private readonly store: EventStore,
  ) {}

  async contentOf(scope: ReportScope, moments: FiguresMoments): Promise<ReportContent> {
    const { period, planId, position } = scope;
    const counted = await countedAt(this.points, planId === null ? {} : { plan: planId }, moments);
    const adjustments = await adjustmentsSince(this.store, await this.lockedBefore(scope), position);
    const tasks = await this.named(
      counted,
      [...counted.lines, ...adjustments].map(({ task }) => task),
    );
    const meant = [
      ...counted.lines.map(({ holder }) => holder),
      ...adjustments.flatMap(({ before, after }) => [before, after].flatMap((side) => (side === null ? [] : [side.holder]))),
    ];
    return {
      period,
      figures: figuresIn(counted),
      lines: counted.lines.map((line) => lineOf(line, counted)),
      adjustments,
      agencies: [...new Set(meant)].sort().map((id) => ({ id, name: counted.names.agency(id).name })),
      tasks,
      plans: [...counted.plans].map(([id, plan]) => ({ id: id as PlanId, ...plan })),
    };
  }

  /** A task that was counted in an earlier period alone is named as it is now. */
  private async named({ tasks }: Counted, ids: readonly TaskId[]): Promise<ReportContent['tasks']> {
    const meant = [...new Set(ids)];
    const missing = meant.filter((id) => !tasks.has(id));
    const rows = missing.length === 0 ? [] : await this.database.getRepository(TaskRow).findBy(missing.map((id) => ({ id })));
    const all = new Map<string, Task>([...tasks, ...rows.map(({ id, state }) => [id, state] as const)]);
    return meant.flatMap((id) => {
      const task = all.get(id);
      return task === undefined ? [] : [{ id, ordinal: task.ordinal, title: task.title, plan: task.planId }];
    });
  }

  /** Locked reports of the same series: the same scope, the same kind of period. */
  private async lockedBefore({ period, planId }: ReportScope): Promise<readonly LockedReport[]> {
    const rows = await this.database.getRepository(ReportRow).find({ where: { locked: true }, order: { endsOn: 'ASC' } });
    const series = rows.filter(
      ({ state, planId: plan }) =>
        plan === planId &&
        periodKind(state.period) === periodKind(period) &&
        state.period.to < period.from &&
        state.period.to >= addDays(period.from, -ADJUSTED_DAYS),
    );
    const contents = await Promise.all(series.map(({ id, state }) => storedContent(this.store, id, state.cutOffs.length)));
    return series.flatMap(({ id, state }, index) => {
      const content = contents[index];
      const later = contents.slice(index + 1).filter((one) => one != null);
      if (content == null) return [];
      const position = state.cutOffs.at(-1)?.position ?? 0;
      return [{ id, period: state.period, planId, position, lines: adjustedLines(id, content, later) }];
    });
  }
}
