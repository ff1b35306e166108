import { In, type DataSource } from 'typeorm';
import type { PartListItem, TaskDetail, TaskListItem, TaskListQuery } from '#contracts';
import type { Instant, LeadPart, Task } from '#domain';
import type { EventStore } from '#event-store';
import type { Past } from '../past/past-question.js';
import type { ReadPoints } from '../past/read-points.js';
import type { Names } from '../shared/names.js';
import type { PersonNames, PossibleActs } from '../shared/ports.js';
import type { Reader } from '../shared/reader.js';
import { officersOf, taskDetail } from './task-detail.view.js';
import { partListItem, taskListItem } from './task-head.view.js';
import { taskAt } from './task-history.js';
import { TaskListReader, type ListedTask } from './task-list.query.js';
import { TaskRow } from './task.entity.js';

export interface TaskQueryParts {
  readonly database: DataSource;
  readonly store: EventStore;
  readonly points: ReadPoints;
  readonly people: PersonNames;
  readonly acts: PossibleActs;
}

export interface TaskListPage {
  readonly items: (TaskListItem | PartListItem)[];
  readonly nextCursor: string | null;
  readonly total: number;
}

/** A lead part with its task, and as lists show it. */
export interface PartOfPlan {
  readonly task: Task;
  readonly part: LeadPart;
  readonly item: PartListItem;
}

const partOf = ({ task, part }: ListedTask): LeadPart | undefined => task.leads.find((lead) => lead.id === part);

/** Lists and single tasks, as far as the reader may see them. */
export class TaskQueries {
  constructor(private readonly parts: TaskQueryParts) {}

  /** Of a past: the tasks that concerned the reader's agencies then. */
  list(query: TaskListQuery, reader: Reader, past: Past | null = null): Promise<TaskListPage> {
    return this.parts.points.at(past, ['tasks', 'plans'], async ({ manager, today, names }) => {
      const page = await new TaskListReader(manager).page(query, reader, today);
      const items = page.rows.map((row) => {
        const part = partOf(row);
        return part === undefined ? taskListItem(row.task, names, today) : partListItem(row.task, part, names, today);
      });
      return { items, nextCursor: page.nextCursor, total: page.total };
    });
  }

  /** The task as it is now; null where there is none or the reader may not see it. */
  async task(id: string, reader: Reader): Promise<Task | null> {
    const row = await this.parts.database.getRepository(TaskRow).findOneBy({ id });
    return row !== null && this.parts.acts.maySee(reader, row.state) ? row.state : null;
  }

  /** The lead parts of a plan, or of some of its tasks, row by row, as far as the reader may see them. */
  async partsOfPlan(planId: string, reader: Reader, tasks: readonly string[] | null = null): Promise<readonly PartOfPlan[]> {
    return this.parts.points.at(null, [], async ({ manager, today, names }) => {
      const where = tasks === null ? { planId } : { planId, id: In([...tasks]) };
      const rows = await manager.getRepository(TaskRow).find({ where, order: { row: 'ASC' } });
      const seen = rows.map(({ state }) => state).filter((task) => this.parts.acts.maySee(reader, task));
      return seen.flatMap((task) => task.leads.map((part) => ({ task, part, item: partListItem(task, part, names, today) })));
    });
  }

  async detail(id: string, reader: Reader, now: Instant): Promise<TaskDetail | null> {
    const task = await this.task(id, reader);
    if (task === null) return null;
    return this.parts.points.at(null, [], async ({ names, today }) =>
      taskDetail(task, {
        reader,
        names: await this.withOfficers(names, task),
        today,
        now,
        acts: this.parts.acts,
        asOf: null,
        validAt: null,
      }),
    );
  }

  /** The task at a past moment, folded from its stream, for those who may see it today or might have then. */
  async detailAt(id: string, reader: Reader, past: Past): Promise<TaskDetail | null> {
    const task = await taskAt(this.parts.store, id, past);
    if (task === null) return null;
    if (!this.parts.acts.maySee(reader, task) && (await this.task(id, reader)) === null) return null;
    const { at: now, asOf, validAt } = past;
    return this.parts.points.at(past, [], async ({ names, today }) =>
      taskDetail(task, { reader, names: await this.withOfficers(names, task), today, now, acts: null, asOf, validAt }),
    );
  }

  /** People are named as they are called today: their names stand in no event. */
  private async withOfficers(names: Names, task: Task): Promise<Names> {
    return names.withPeople(await this.parts.people.names(officersOf(task)));
  }
}
