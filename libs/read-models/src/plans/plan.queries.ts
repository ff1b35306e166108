import type { DataSource, EntityManager } from 'typeorm';
import { In } from 'typeorm';
import type { PlanSummary, PlanView } from '#contracts';
import { isUnassigned, type EnteredPlan, type PastAmendment, type Task } from '#domain';
import { IndicatorRow } from '../indicators/indicator.entity.js';
import type { Past } from '../past/past-question.js';
import type { ReadPoint, ReadPoints } from '../past/read-points.js';
import { partDeadlineView } from '../shared/deadline.view.js';
import type { Today } from '../shared/ports.js';
import { TaskRow } from '../tasks/task.entity.js';
import { gridView } from './plan-grid.view.js';
import { PlanRow } from './plan.entity.js';

const figuresOf = (tasks: readonly Task[], today: Today): PlanSummary['figures'] => {
  const parts = tasks.flatMap((task) => task.leads.map((part) => ({ task, part })));
  return {
    parts: parts.length,
    completed: parts.filter(({ part }) => part.situation.name === 'completed').length,
    overdue: parts.filter(({ task, part }) => !part.unreviewed && partDeadlineView(task, part, today).status === 'overdue').length,
    unassigned: tasks.filter(isUnassigned).length,
    unreviewed: parts.filter(({ part }) => part.unreviewed).length,
  };
};

/** Drafts are the Office's and stand apart. */
const ENTERED = ['entering', 'entered', 'amending', 'closed'] as const satisfies readonly EnteredPlan['status'][];
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

/** What a plan and its figures are read from. */
const VIEWS = ['plans', 'tasks', 'indicators'] as const;

export interface FoundPlan {
  readonly view: PlanView;
  readonly version: number;
}

/** What the tasks of a plan are called. */
export interface FollowedTitles {
  readonly id: string;
  /** The plan's number, or its title. */
  readonly name: string;
  readonly tasks: readonly { readonly title: string }[];
}

const amendmentView = ({ number, document, file, effectiveOn, recordedAt, draftId }: PastAmendment): PlanView['amendments'][number] => ({
  number,
  document: { number: document.number, issuedOn: document.issuedOn, title: document.title },
  file: file === null ? null : { ...file },
  effectiveOn,
  recordedAt,
  draftId,
});

/** Assigning documents, how far their entry has come, and their figures. */
export class PlanQueries {
  constructor(
    private readonly database: DataSource,
    private readonly points: ReadPoints,
  ) {}

  /** Those entered or being entered, newest first. */
  list(past: Past | null = null): Promise<PlanSummary[]> {
    return this.points.at(past, VIEWS, async ({ manager, today }) => {
      const rows = await manager.getRepository(PlanRow).find({ where: { status: In([...ENTERED]) }, order: { id: 'DESC' } });
      const ids = rows.map((row) => row.id);
      const tasks = await tasksOf(manager, ids);
      const indicators = await indicatorsOf(manager, ids);
      return rows.flatMap(({ id, state }) => {
        if (!isEntered(state)) return [];
        const own = tasks.filter((task) => task.planId === id);
        return [summaryOf(state, own, indicators(id), today)];
      });
    });
  }

  plan(id: string, past: Past | null = null): Promise<FoundPlan | null> {
    return this.points.at(past, VIEWS, (point) => planAt(point, id));
  }

  /** The titles of the tasks of every plan that is followed, newest plan first: for telling tasks that are given twice. */
  async followedTitles(): Promise<readonly FollowedTitles[]> {
    // The draft in a plan's state is many times what is wanted of it: PostgreSQL picks the titles out.
    const rows = await this.database
      .getRepository(PlanRow)
      .createQueryBuilder('p')
      .select('p.id', 'id')
      .addSelect(`coalesce(p.state->'document'->>'number', p.state->'document'->>'title')`, 'name')
      .addSelect(`jsonb_path_query_array(p.state, '$.tasks[*].title')`, 'titles')
      .where(`p.status in ('entering', 'entered', 'amending')`)
      .orderBy('p.id', 'DESC')
      .getRawMany<{ id: string; name: string; titles: string[] }>();
    return rows.map(({ id, name, titles }) => ({ id, name, tasks: titles.map((title) => ({ title })) }));
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
}

const planAt = async ({ manager, today }: ReadPoint, id: string): Promise<FoundPlan | null> => {
  const row = await manager.getRepository(PlanRow).findOneBy({ id });
  if (row === null || !isEntered(row.state)) return null;
  const tasks = await tasksOf(manager, [id]);
  const indicators = await indicatorsOf(manager, [id]);
  const view: PlanView = {
    ...summaryOf(row.state, tasks, indicators(id), today),
    file: row.state.file === null ? null : { ...row.state.file },
    hasAppendix: row.state.draft !== null,
    amendments: (row.state.amendments ?? []).map(amendmentView),
    groups: row.state.groups.map((group) => ({ ...group })),
    grid: gridView(tasks, today.date),
  };
  return { view, version: row.version };
};

const tasksOf = async (manager: EntityManager, planIds: readonly string[]): Promise<readonly Task[]> => {
  if (planIds.length === 0) return [];
  const rows = await manager.getRepository(TaskRow).find({ where: { planId: In([...planIds]) }, order: { row: 'ASC' } });
  return rows.map((row) => row.state);
};

const indicatorsOf = async (manager: EntityManager, planIds: readonly string[]): Promise<(planId: string) => number> => {
  if (planIds.length === 0) return () => 0;
  const rows = await manager.getRepository(IndicatorRow).find({ select: { id: true, planId: true }, where: { planId: In([...planIds]) } });
  return (planId) => rows.filter((row) => row.planId === planId).length;
};
