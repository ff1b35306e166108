import { isOpenPart } from './task.situation.js';
import type { LeadPart, Task } from './task.state.js';

/**
 * What a person should look at in a task as it stands; codes are stable.
 * `no-period`: a recurring part without periods ("chưa có kỳ"). `repeated-holder`: one agency leads two open parts.
 * `lead-coordinates`: an agency leads a part and coordinates. `repeated-coordinator`: one agency coordinates twice. `asks-itself`: by a reorganisation an open ask reaches its own asker.
 * `approver-to-designate`: an open part without approver.
 */
export type TaskFinding =
  'no-period' | 'repeated-holder' | 'lead-coordinates' | 'repeated-coordinator' | 'asks-itself' | 'approver-to-designate';

const recursWithoutPeriod = (task: Task, part: LeadPart): boolean =>
  part.due === null && part.recurrence === null && ['recurring', 'by-rule'].includes(task.deadline.kind);

const repeated = (parts: readonly { readonly holder: LeadPart['holder'] }[]): boolean =>
  new Set(parts.map(({ holder }) => holder)).size < parts.length;

export const taskFindings = (task: Task): readonly TaskFinding[] => {
  const open = task.leads.filter(isOpenPart);
  const coordinates = (part: LeadPart): boolean => task.coordinators.some(({ holder, released }) => !released && holder === part.holder);
  const asksItself = (part: LeadPart): boolean =>
    part.asks.some(({ agencyId, outcome }) => outcome.kind === 'open' && agencyId === part.holder);
  const found: readonly (readonly [TaskFinding, boolean])[] = [
    ['no-period', open.some((part) => recursWithoutPeriod(task, part))],
    ['repeated-holder', repeated(open)],
    ['lead-coordinates', open.some(coordinates)],
    ['repeated-coordinator', repeated(task.coordinators.filter(({ released }) => !released))],
    ['asks-itself', open.some(asksItself)],
    ['approver-to-designate', open.some(({ approver }) => approver === null)],
  ];
  return found.filter(([, holds]) => holds).map(([code]) => code);
};

/** What each finding tells, in Vietnamese. */
export const taskFindingLabels: Readonly<Record<TaskFinding, string>> = {
  'no-period': 'Nhiệm vụ thường xuyên, định kỳ chưa có kỳ báo cáo.',
  'repeated-holder': 'Một cơ quan chủ trì hai lượt giao của nhiệm vụ.',
  'lead-coordinates': 'Một cơ quan vừa chủ trì vừa phối hợp.',
  'repeated-coordinator': 'Một cơ quan phối hợp hai lần trong một nhiệm vụ.',
  'asks-itself': 'Sau khi sắp xếp tổ chức, cơ quan được hỏi ý kiến nay chính là cơ quan chủ trì.',
  'approver-to-designate': 'Có lượt giao chưa có cấp phê duyệt.',
};
