import type { EntityManager } from 'typeorm';
import { In } from 'typeorm';
import { periodLines, type FiguresPeriod, type PeriodLine, type PlainDate, type Task } from '#domain';
import type { Past } from '../past/past-question.js';
import type { ReadPoints } from '../past/read-points.js';
import { PlanRow } from '../plans/plan.entity.js';
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

/** What a period counts, and what the lines are called. */
export interface Counted {
  readonly lines: readonly PeriodLine[];
  readonly tasks: ReadonlyMap<string, Task>;
  readonly plans: ReadonlyMap<string, { readonly name: string; readonly issuedOn: PlainDate | null }>;
  readonly names: Names;
}

interface Scope {
  readonly plan?: string | undefined;
}

export const tasksIn = async (manager: EntityManager, { plan }: Scope): Promise<readonly Task[]> => {
  const rows = await manager.getRepository(TaskRow).find({
    ...(plan === undefined ? {} : { where: { planId: plan } }),
    order: { planId: 'ASC', row: 'ASC', id: 'ASC' },
  });
  return rows.map(({ state }) => state);
};

const plansOf = async (manager: EntityManager, tasks: readonly Task[]): Promise<Counted['plans']> => {
  const ids = [...new Set(tasks.flatMap(({ planId }) => (planId === null ? [] : [planId])))];
  const rows = await manager.getRepository(PlanRow).findBy({ id: In(ids) });
  return new Map(
    rows.map(({ id, state }) => {
      if (!('document' in state)) return [id, { name: id, issuedOn: null }];
      const { number, title, issuedOn } = state.document;
      return [id, { name: number ?? title, issuedOn }];
    }),
  );
};

/** Reads the tasks of a scope at both moments and counts the period between them, all agencies. */
export const countedAt = async (points: ReadPoints, scope: Scope, { period, before, at }: FiguresMoments): Promise<Counted> => {
  const then = await points.at(before, ['tasks'], ({ manager }) => tasksIn(manager, scope));
  return points.at(at, ['tasks', 'plans'], async ({ manager, names }) => {
    const tasks = await tasksIn(manager, scope);
    const lines = periodLines(then, tasks, period);
    return { lines, tasks: new Map(tasks.map((task) => [task.id, task])), plans: await plansOf(manager, tasks), names };
  });
};
