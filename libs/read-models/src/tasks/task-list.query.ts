import { Brackets, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import type { TaskListQuery } from '#contracts';
import type { Task } from '#domain';
import { soonLimit } from '../shared/deadline.view.js';
import { searchPatterns } from '../shared/fold-text.js';
import type { Today } from '../shared/ports.js';
import { seesEverything, type Reader } from '../shared/reader.js';
import { decodeCursor, encodeCursor } from './list-cursor.js';
import { PART_STATUS, sortKey, TASK_STATUS } from './task-list.sql.js';
import { LeadPartRow } from './lead-part.entity.js';
import { TaskRow } from './task.entity.js';

type Builder = SelectQueryBuilder<TaskRow>;

/** One line of the list: the task, and the part where parts are listed. */
export interface ListedTask {
  readonly task: Task;
  readonly part: string | null;
}

export interface TaskPage {
  readonly rows: readonly ListedTask[];
  readonly nextCursor: string | null;
  readonly total: number;
}

const PART_ROLE = { lead: 'p.holder = any(cast(:whose as text[]))', approver: 'p.approver = any(cast(:whose as text[]))' } as const;
const COORDINATES = 't.coordinators && cast(:whose as text[])';

/** `role` without `agency`: the reader's own agencies. `agency` without `role`: in any of the three roles. */
const filterByAgency = (builder: Builder, query: TaskListQuery, reader: Reader): void => {
  if (query.agency === undefined && query.role === undefined) return;
  const whose = query.agency === undefined ? [...reader.agencies] : [query.agency];
  const ofPart = (condition: string): string =>
    query.by === 'part' ? condition : `exists (select 1 from lead_parts p where p.task_id = t.id and ${condition})`;
  const conditions = { lead: ofPart(PART_ROLE.lead), approver: ofPart(PART_ROLE.approver), coordinator: COORDINATES };
  const wanted = query.role === undefined ? Object.values(conditions) : [conditions[query.role]];
  builder.andWhere(`(${wanted.join(' or ')})`, { whose });
};

const filterBySearch = (builder: Builder, text: string | undefined): void => {
  searchPatterns(text ?? '').forEach((pattern, index) => {
    const word = `word${String(index)}`;
    builder.andWhere(
      new Brackets((either) => {
        either
          .where(`t.search like :${word}`, { [word]: pattern })
          .orWhere(`exists (select 1 from plans plan where plan.id = t.plan_id and plan.search like :${word})`);
      }),
    );
  });
};

const isUuid = (text: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu.test(text);

const filterByColumns = (builder: Builder, query: TaskListQuery): void => {
  const row = query.by === 'part' ? 'p' : 't';
  if (query.work !== undefined) builder.andWhere(`${row}.work = :work`, { work: query.work });
  if (query.plan !== undefined) builder.andWhere(isUuid(query.plan) ? 't.plan_id = cast(:plan as uuid)' : 'false', { plan: query.plan });
  if (query.group !== undefined) builder.andWhere('t.group_ordinal = :group', { group: query.group });
  if (query.dueBefore !== undefined) builder.andWhere(`${row}.due < cast(:dueBefore as date)`, { dueBefore: query.dueBefore });
  if (query.dueAfter !== undefined) builder.andWhere(`${row}.due > cast(:dueAfter as date)`, { dueAfter: query.dueAfter });
};

const filterByDeadline = (builder: Builder, query: TaskListQuery, today: Today): void => {
  if (query.deadline === undefined) return;
  builder.andWhere(`${query.by === 'part' ? PART_STATUS : TASK_STATUS} = :deadline`, {
    deadline: query.deadline,
    today: today.date,
    soon: soonLimit(today),
  });
};

/** The list of tasks, or of lead parts: filters, visibility, order and page, all in SQL. */
export class TaskListReader {
  constructor(private readonly database: EntityManager) {}

  async page(query: TaskListQuery, reader: Reader, today: Today): Promise<TaskPage> {
    const after = decodeCursor(query);
    const builder = this.filtered(query, reader, today);
    const total = await builder.clone().select('count(*)::int', 'total').getRawOne<{ total: number }>();
    const key = sortKey(query.sort, query.by);
    const descending = query.sort === '-due';
    if (after !== null) builder.andWhere(`${key} ${descending ? '<' : '>'} :after`, { after });
    const rows = await builder
      .select('t.state', 'task')
      .addSelect(query.by === 'part' ? 'p.part' : 'null', 'part')
      .addSelect(key, 'key')
      .orderBy('key', descending ? 'DESC' : 'ASC')
      .limit(query.limit + 1)
      .getRawMany<ListedTask & { readonly key: string }>();
    const shown = rows.slice(0, query.limit);
    const last = shown.at(-1);
    const more = rows.length > shown.length && last !== undefined;
    return { rows: shown, nextCursor: more ? encodeCursor(query, last.key) : null, total: total?.total ?? 0 };
  }

  private filtered(query: TaskListQuery, reader: Reader, today: Today): Builder {
    const builder = this.database.getRepository(TaskRow).createQueryBuilder('t');
    if (query.by === 'part') builder.innerJoin(LeadPartRow, 'p', 'p.task_id = t.id');
    if (!seesEverything(reader)) builder.andWhere('t.agencies && cast(:mine as text[])', { mine: [...reader.agencies] });
    filterByColumns(builder, query);
    filterByAgency(builder, query, reader);
    filterByDeadline(builder, query, today);
    filterBySearch(builder, query.q);
    return builder;
  }
}
