import { plainDate, type AgencyId, type LeadPartId, type TaskId } from '#domain';
import type { Order } from './decided.js';
import type { ReminderWorld } from './reminder-world.js';

/** The one lead part of a task of these tests. */
export const L01 = 'L01' as LeadPartId;
const part = L01;

type Act = (world: ReminderWorld, task: TaskId) => Promise<void>;

const holderOf = async (world: ReminderWorld, task: TaskId): Promise<string> => {
  const events = await world.store.readStream(`task-${task}`);
  const last = events.filter(({ type }) => type === 'PartAssigned' || type === 'PartReassigned').at(-1);
  return (last?.data as { agencyId: string }).agencyId;
};

const byOffice =
  (order: Order): Act =>
  (world, task) =>
    world.order(task, order, 'van-phong');

const byHolder =
  (order: Order): Act =>
  async (world, task) =>
    world.order(task, order, await holderOf(world, task));

export const acknowledge = byHolder({ type: 'AcknowledgeAssignment', data: { part, assignTo: null } });

/** Acknowledged first, where that is still to be done. */
export const submit: Act = async (world, task) => {
  await acknowledge(world, task);
  const data = { part, text: 'Đã xong', document: null, sentOn: null, files: [], despiteOpenAsks: 'Không cần thêm' };
  await byHolder({ type: 'SubmitCompletion', data })(world, task);
};

export const approve = (world: ReminderWorld, task: TaskId, submission = 1): Promise<void> =>
  world.order(task, { type: 'ApproveCompletion', data: { part, submission, note: null } }, 'chu-tich');

export const giveBack = (world: ReminderWorld, task: TaskId, submission = 1): Promise<void> =>
  world.order(
    task,
    { type: 'ReturnCompletion', data: { part, submission, kind: 'incomplete', reason: 'Thiếu phụ lục', resubmitBy: null } },
    'chu-tich',
  );

const basis = { part, basis: 'Công văn 5', document: null };

export const reDate = (due: string): Act => byOffice({ type: 'ChangeDeadline', data: { ...basis, due: plainDate(due) } });
export const reassign = (agency: string): Act =>
  byOffice({ type: 'ReassignPart', data: { part, agencyId: agency as AgencyId, reason: 'Phân công lại' } });
export const resume = (due: string): Act => byOffice({ type: 'Resume', data: { ...basis, due: plainDate(due) } });
export const suspend = byOffice({ type: 'Suspend', data: basis });
export const cancel = byOffice({ type: 'Cancel', data: basis });
export const close = byOffice({ type: 'CloseNotDone', data: basis });

/** Every way in which nothing more is to be told of a part; `chu-tich` approves. */
export const ENDINGS: Readonly<Record<string, Act>> = {
  completed: async (world, task) => {
    await submit(world, task);
    await approve(world, task);
  },
  suspended: suspend,
  withdrawn: byOffice({ type: 'WithdrawPart', data: basis }),
  cancelled: cancel,
  superseded: byOffice({ type: 'Supersede', data: { ...basis, by: 'QĐ 2' } }),
  closed: close,
};
