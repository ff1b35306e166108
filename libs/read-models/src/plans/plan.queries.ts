import type { DataSource } from 'typeorm';
import { In } from 'typeorm';
import type { PlanSummary, PlanView } from '#contracts';
import type { EnteredPlan, Task } from '#domain';
import { IndicatorRow } from '../indicators/indicator.entity.js';
import { partDeadlineView } from '../shared/deadline.view.js';
import type { CurrentDay, Today } from '../shared/ports.js';
import { TaskRow } from '../tasks/task.entity.js';
import { gridView } from './plan-grid.view.js';
import { PlanRow } from './plan.entity.js';

const figuresOf = (tasks: readonly Task[], today: Today): PlanSummary['figures'] => {
  const parts = tasks.flatMap((task) => task.leads.map((part) => ({ task, part })));
  return {
    parts: parts.length,
    completed: parts.filter(({ part }) => part.situation.name === 'completed').length,
    overdue: parts.filter(({ task, part }) => !part.unreviewed && partDeadlineView(task, part, today).status === 'overdue').length,
    unassigned: tasks.filter((task) => task.leads.length === 0).length,
    unreviewed: parts.filter(({ part }) => part.unreviewed).length,
  };
};

/** Drafts are the Office's and stand apart. */
const ENTERED = ['entering', 'entered', 'closed'] as const satisfies readonly EnteredPlan['status'][];
const isEntered = (state: PlanRow['state']): state is EnteredPlan => (ENTERED as readonly string[]).includes(state.status);

const summaryOf = (state: EnteredPlan, tasks: readonly Task[], indicators: number, today: Today): PlanSummary => ({
  id: state.id,
  document: { ...state.document },
  status: state.status,
  progress: { tasks: tasks.length, ofTasks: state.tasks.length, indicators, ofIndicators: state.indicators.length },
  effectiveOn: state.effectiveOn,
  late: state.late,
  figures: figuresOf(tasks, today),
});

/** Assigning documents, how far their entry has come, and their figures. */
export class PlanQueries {
  constructor(
    private readonly database: DataSource,
    private readonly currentDay: CurrentDay,
  ) {}

  /** Those entered or being entered, newest first. */
  async list(): Promise<PlanSummary[]> {
    const [today, rows] = await Promise.all([
      this.currentDay.today(),
      this.database.getRepository(PlanRow).find({ where: { status: In([...ENTERED]) }, order: { id: 'DESC' } }),
    ]);
    const ids = rows.map((row) => row.id);
    const [tasks, indicators] = await Promise.all([this.tasksOf(ids), this.indicatorsOf(ids)]);
    return rows.flatMap(({ id, state }) => {
      if (!isEntered(state)) return [];
      const own = tasks.filter((task) => task.planId === id);
      return [summaryOf(state, own, indicators(id), today)];
    });
  }

  async plan(id: string): Promise<{ readonly view: PlanView; readonly version: number } | null> {
    const row = await this.database.getRepository(PlanRow).findOneBy({ id });
    if (row === null || !isEntered(row.state)) return null;
    const [today, tasks, indicators] = await Promise.all([this.currentDay.today(), this.tasksOf([id]), this.indicatorsOf([id])]);
    const view: PlanView = {
      ...summaryOf(row.state, tasks, indicators(id), today),
      file: row.state.file === null ? null : { ...row.state.file },
      groups: row.state.groups.map((group) => ({ ...group })),
      grid: gridView(tasks, today.date),
    };
    return { view, version: row.version };
  }

  /** Whether a plan's own file is this one; files of drafts are the Office's. */
  async refersToFile(sha256: string, draftsToo: boolean): Promise<boolean> {
    const statuses = await this.statusesOfFile(sha256);
    return draftsToo ? statuses.length > 0 : statuses.some((status) => status !== 'draft' && status !== 'draft-closed');
  }

  /** The statuses of the plans that were read from this file. */
  async statusesOfFile(sha256: string): Promise<readonly PlanRow['status'][]> {
    const rows = await this.database
      .getRepository(PlanRow)
      .createQueryBuilder('p')
      .select(['p.id', 'p.status'])
      .where(`p.state->'file'->>'sha256' = :sha256`, { sha256 })
      .getMany();
    return rows.map(({ status }) => status);
  }

  private async tasksOf(planIds: readonly string[]): Promise<readonly Task[]> {
    if (planIds.length === 0) return [];
    const rows = await this.database.getRepository(TaskRow).find({ where: { planId: In([...planIds]) }, order: { row: 'ASC' } });
    return rows.map((row) => row.state);
  }

  private async indicatorsOf(planIds: readonly string[]): Promise<(planId: string) => number> {
    if (planIds.length === 0) return () => 0;
    const rows = await this.database
      .getRepository(IndicatorRow)
      .find({ select: { id: true, planId: true }, where: { planId: In([...planIds]) } });
    return (planId) => rows.filter((row) => row.planId === planId).length;
  }
}
