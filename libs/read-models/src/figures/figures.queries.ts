import type { EntityManager } from 'typeorm';
import { In } from 'typeorm';
import type { FigureLineView, FigureLinesQuery, FiguresQuery, FiguresView } from '#contracts';
import { figuresOf, isUnassigned, periodLines, type FiguresPeriod, type PeriodLine, type Task } from '#domain';
import type { Past } from '../past/past-question.js';
import type { ReadPoints } from '../past/read-points.js';
import { PlanRow } from '../plans/plan.entity.js';
import { seesEverything, type Reader } from '../shared/reader.js';
import type { Names } from '../shared/names.js';
import { TaskRow } from '../tasks/task.entity.js';

/** The two moments between which a period lies. */
export interface FiguresMoments {
  readonly period: FiguresPeriod;
  /** The end of the day before it. */
  readonly before: Past;
  /** The end of its last day; null: now. */
  readonly at: Past | null;
}

type Scope = Pick<FiguresQuery, 'plan' | 'agency'>;

interface Counted {
  readonly lines: readonly PeriodLine[];
  readonly tasks: ReadonlyMap<string, Task>;
  readonly plans: ReadonlyMap<string, string>;
  readonly names: Names;
}

const tasksIn = async (manager: EntityManager, { plan }: Scope): Promise<readonly Task[]> => {
  const rows = await manager.getRepository(TaskRow).find({
    ...(plan === undefined ? {} : { where: { planId: plan } }),
    order: { planId: 'ASC', row: 'ASC', id: 'ASC' },
  });
  return rows.map(({ state }) => state);
};

const planNames = async (manager: EntityManager, tasks: readonly Task[]): Promise<ReadonlyMap<string, string>> => {
  const ids = [...new Set(tasks.flatMap(({ planId }) => (planId === null ? [] : [planId])))];
  const rows = await manager.getRepository(PlanRow).findBy({ id: In(ids) });
  return new Map(rows.map(({ id, state }) => [id, 'document' in state ? (state.document.number ?? state.document.title) : id]));
};

/** Figures over lượt giao for a period, and the lines that they count. Agencies read their own lines; the Office reads all. */
export class FiguresQueries {
  constructor(private readonly points: ReadPoints) {}

  async figures(query: FiguresQuery, moments: FiguresMoments, reader: Reader): Promise<FiguresView> {
    const counted = await this.counted(query, moments, reader);
    const grouped = new Map<string, PeriodLine[]>();
    for (const line of counted.lines) {
      const key = keyOf(line, query.by, counted);
      const own = grouped.get(key);
      if (own === undefined) grouped.set(key, [line]);
      else own.push(line);
    }
    const rows = [...grouped].map(([key, lines]) => ({ key, name: nameOf(key, query.by, counted), figures: plain(lines) }));
    return {
      ...moments.period,
      by: query.by,
      total: plain(counted.lines),
      unassigned: seesEverything(reader) && query.agency === undefined ? [...counted.tasks.values()].filter(isUnassigned).length : 0,
      // By name: nobody is ranked.
      rows: query.by === 'task' ? rows : rows.sort((one, other) => one.name.localeCompare(other.name, 'vi')),
    };
  }

  async lines({ cell, origin, ...scope }: FigureLinesQuery, moments: FiguresMoments, reader: Reader): Promise<FigureLineView[]> {
    const counted = await this.counted(scope, moments, reader);
    return counted.lines
      .filter((line) => (cell === undefined || line.cell === cell) && (origin === undefined || line.origin === origin))
      .flatMap((line) => lineView(line, counted));
  }

  private async counted(scope: Scope, { period, before, at }: FiguresMoments, reader: Reader): Promise<Counted> {
    const then = await this.points.at(before, ['tasks'], ({ manager }) => tasksIn(manager, scope));
    return this.points.at(at, ['tasks', 'plans'], async ({ manager, names }) => {
      const tasks = await tasksIn(manager, scope);
      const lines = periodLines(then, tasks, period).filter(
        ({ holder }) =>
          (scope.agency === undefined || holder === scope.agency) && (seesEverything(reader) || reader.agencies.includes(holder)),
      );
      return { lines, tasks: new Map(tasks.map((task) => [task.id, task])), plans: await planNames(manager, tasks), names };
    });
  }
}

const keyOf = ({ holder, task }: PeriodLine, by: FiguresQuery['by'], { tasks }: Counted): string => {
  if (by === 'agency') return holder;
  return by === 'task' ? task : (tasks.get(task)?.planId ?? '');
};

const nameOf = (key: string, by: FiguresQuery['by'], { tasks, plans, names }: Counted): string => {
  if (by === 'agency') return names.agency(key).name;
  if (by === 'task') return tasks.get(key)?.title ?? key;
  return plans.get(key) ?? 'Nhiệm vụ ngoài kế hoạch';
};

const plain = (lines: readonly PeriodLine[]): FiguresView['total'] => {
  const { lateness, ...figures } = figuresOf(lines);
  return { ...figures, lateness: { done: [...lateness.done], open: [...lateness.open] } };
};

const lineView = (line: PeriodLine, { tasks, plans, names }: Counted): FigureLineView[] => {
  const task = tasks.get(line.task);
  const part = task?.leads.find(({ id }) => id === line.part);
  if (task === undefined || part === undefined) return [];
  const cycle = part.cycles.find(({ number }) => number === line.cycle);
  const { cell, origin, submitted, extensionAsked, daysLate } = line;
  return [
    {
      task: { id: task.id, title: task.title, ordinal: task.ordinal },
      plan: task.planId === null ? null : { id: task.planId, name: plans.get(task.planId) ?? task.planId },
      part: part.id,
      period: cycle?.period.label ?? null,
      agency: names.agency(line.holder),
      due: cycle?.due ?? part.due,
      cell,
      origin,
      submitted,
      extensionAsked,
      daysLate,
    },
  ];
};
