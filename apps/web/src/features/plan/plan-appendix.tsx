import { Fragment } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { PlanView, TaskListItem } from '#contracts';
import { tasksQuery } from '../../api/queries.js';
import { DueDate } from '../../ui/due-date.js';
import { EmptyState } from '../../ui/empty-state.js';
import { QueryView } from '../../ui/query-view.js';
import { WorkMark } from '../../ui/work-mark.js';
import { joinNames } from '../../words/labels.js';
import { PartCounts } from '../tasks/task-table.js';

interface Section {
  readonly ordinal: string | null;
  readonly title: string;
  readonly tasks: readonly TaskListItem[];
}

/** Groups in printed order, each with its rows; rows of no group come as one section without a heading. */
const sectionsOf = (plan: PlanView, all: readonly TaskListItem[]): readonly Section[] => {
  // Lines that an amendment took out of the plan have no row in it any more.
  const [tasks, gone] = [all.filter(({ row }) => row !== null), all.filter(({ row }) => row === null)];
  const known = new Set(plan.groups.map((group) => group.ordinal));
  const loose = tasks.filter((task) => task.group === null || !known.has(task.group));
  const grouped = plan.groups.map((group) => ({ ...group, tasks: tasks.filter((task) => task.group === group.ordinal) }));
  return [
    ...(loose.length === 0 ? [] : [{ ordinal: null, title: '', tasks: loose }]),
    ...grouped,
    ...(gone.length === 0 ? [] : [{ ordinal: '', title: 'Không còn trong kế hoạch', tasks: gone }]),
  ];
};

/** A group's row may itself be a task: then the one row is both. */
const isOwnTask = ({ ordinal, tasks }: Section): boolean => ordinal !== null && tasks.some((task) => task.ordinal === ordinal);

const Margin = ({ task }: { readonly task: TaskListItem }) => (
  <td data-label="Tình hình thực hiện" className="plan-margin">
    <div className="stack-tight">
      <WorkMark work={task.work} label={task.workLabel} />
      <DueDate deadline={task.deadline} />
      <PartCounts parts={task.parts} />
    </div>
  </td>
);

const printedOf = ({ printed, leads, coordinators, approver }: TaskListItem) =>
  printed ?? { leads: joinNames(leads, 99), coordinators: joinNames(coordinators, 99), approvers: approver?.name ?? '' };

const Row = ({ task }: { readonly task: TaskListItem }) => {
  const printed = printedOf(task);
  return (
    <tr>
      <td data-label="TT" className="plan-ordinal">
        {task.ordinal}
      </td>
      <td data-label="Nội dung công việc">
        <Link to="/nhiem-vu/$id" params={{ id: task.id }} className="plan-title prose">
          {task.title}
        </Link>
      </td>
      <td data-label="Cơ quan chủ trì" className="prose">
        {printed.leads}
      </td>
      <td data-label="Cơ quan phối hợp" className="prose">
        {printed.coordinators}
      </td>
      <td data-label="Cơ quan phê duyệt" className="prose">
        {printed.approvers}
      </td>
      <td data-label="Thời hạn" className="prose">
        {task.deadline.text}
      </td>
      <Margin task={task} />
    </tr>
  );
};

/** Appendix II as it is printed, with a column of its own for where each row stands today. */
export const PlanAppendix = ({ plan }: { readonly plan: PlanView }) => (
  <QueryView query={useQuery(tasksQuery({ plan: plan.id, limit: '200', sort: 'row' }))} rows={8}>
    {({ items }) =>
      items.length === 0 ? (
        <EmptyState title="Chưa có nhiệm vụ nào được đưa vào theo dõi">
          Các dòng của phụ lục hiện ở đây khi được đưa vào theo dõi.
        </EmptyState>
      ) : (
        <div className="table-frame long">
          <table className="plain plan-table cards-when-narrow">
            <caption className="visually-hidden">Phụ lục phân công nhiệm vụ và tình hình thực hiện</caption>
            <thead>
              <tr>
                <th scope="col">TT</th>
                <th scope="col">Nội dung công việc</th>
                <th scope="col">Cơ quan chủ trì</th>
                <th scope="col">Cơ quan phối hợp</th>
                <th scope="col">Cơ quan phê duyệt</th>
                <th scope="col">Thời hạn</th>
                <th scope="col" className="plan-margin">
                  Tình hình thực hiện
                </th>
              </tr>
            </thead>
            <tbody>
              {sectionsOf(plan, items).map((section) => (
                <Fragment key={section.ordinal ?? ''}>
                  {section.ordinal === null || isOwnTask(section) ? null : (
                    <tr className="plan-group">
                      <th scope="rowgroup" colSpan={7}>
                        {[section.ordinal, section.title].filter((text) => text !== '').join('. ')}
                      </th>
                    </tr>
                  )}
                  {section.tasks.map((task) => (
                    <Row key={task.id} task={task} />
                  ))}
                </Fragment>
              ))}
            </tbody>
          </table>
        </div>
      )
    }
  </QueryView>
);
