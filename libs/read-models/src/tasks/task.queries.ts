import type { DataSource } from 'typeorm';
import type { PartListItem, TaskDetail, TaskListItem, TaskListQuery } from '#contracts';
import { dateInVietnam, type Instant, type LeadPart, type Task } from '#domain';
import type { EventStore } from '#event-store';
import type { AgencyQueries } from '../agencies/agency.queries.js';
import { Names } from '../shared/names.js';
import type { CurrentDay, PersonNames, PossibleActs } from '../shared/ports.js';
import type { Reader } from '../shared/reader.js';
import { officersOf, taskDetail } from './task-detail.view.js';
import { partListItem, taskListItem } from './task-head.view.js';
import { taskAt, type PastQuestion } from './task-history.js';
import { TaskListReader, type ListedTask } from './task-list.query.js';
import { TaskRow } from './task.entity.js';

export interface TaskQueryParts {
  readonly database: DataSource;
  readonly store: EventStore;
  readonly agencies: AgencyQueries;
  readonly people: PersonNames;
  readonly currentDay: CurrentDay;
  readonly acts: PossibleActs;
}

export interface TaskListPage {
  readonly items: (TaskListItem | PartListItem)[];
  readonly nextCursor: string | null;
  readonly total: number;
}

const partOf = ({ task, part }: ListedTask): LeadPart | undefined => task.leads.find((lead) => lead.id === part);

/** Lists and single tasks, as far as the reader may see them. */
export class TaskQueries {
  private readonly lists: TaskListReader;

  constructor(private readonly parts: TaskQueryParts) {
    this.lists = new TaskListReader(parts.database);
  }

  async list(query: TaskListQuery, reader: Reader): Promise<TaskListPage> {
    const today = await this.parts.currentDay.today();
    const [page, agencies] = await Promise.all([this.lists.page(query, reader, today), this.parts.agencies.names()]);
    const names = new Names(agencies);
    const items = page.rows.map((row) => {
      const part = partOf(row);
      return part === undefined ? taskListItem(row.task, names, today) : partListItem(row.task, part, names, today);
    });
    return { items, nextCursor: page.nextCursor, total: page.total };
  }

  /** The task as it is now; null where there is none or the reader may not see it. */
  async task(id: string, reader: Reader): Promise<Task | null> {
    const row = await this.parts.database.getRepository(TaskRow).findOneBy({ id });
    return row !== null && this.parts.acts.maySee(reader, row.state) ? row.state : null;
  }

  async detail(id: string, reader: Reader, now: Instant): Promise<TaskDetail | null> {
    const task = await this.task(id, reader);
    if (task === null) return null;
    const [names, today] = await Promise.all([this.namesFor(task), this.parts.currentDay.today()]);
    return taskDetail(task, { reader, names, today, now, acts: this.parts.acts, asOf: null, validAt: null });
  }

  /** The task at a past moment, for those who may see it today. `at`: the moment its deadlines are counted for. */
  async detailAt(id: string, reader: Reader, question: PastQuestion, at: Instant): Promise<TaskDetail | null> {
    if ((await this.task(id, reader)) === null) return null;
    const task = await taskAt(this.parts.store, id, question);
    if (task === null) return null;
    const [names, { calendar }] = await Promise.all([this.namesFor(task), this.parts.currentDay.today()]);
    const asOf = typeof question.asOf === 'number' ? `p${String(question.asOf)}` : question.asOf;
    return taskDetail(task, {
      reader,
      names,
      today: { date: dateInVietnam(at), calendar },
      now: at,
      acts: null,
      asOf,
      validAt: question.validAt,
    });
  }

  private async namesFor(task: Task): Promise<Names> {
    const [agencies, people] = await Promise.all([this.parts.agencies.names(), this.parts.people.names(officersOf(task))]);
    return new Names(agencies, people);
  }
}
