import type { PlainDate } from '../shared/plain-date.js';
import { earliest } from '../shared/plain-date.js';
import { nextCycleDue } from './cycles.js';
import { isFinalSituation } from './evolve/clock.js';
import type { Ask, LeadPart, SituationName, Task, Verdict } from './task.state.js';

/** What a task or a part is called in lists; `unassigned`: the task has no lead part. */
export type WorkSituation = 'unassigned' | SituationName;

/** From the least advanced on: an open task shows its least advanced open part. */
export const situationOrder: readonly WorkSituation[] = [
  'unassigned',
  'awaiting',
  'reassignment-requested',
  'acknowledged',
  'in-progress',
  'returned',
  'submitted',
  'approved',
  'completed',
  'suspended',
  'withdrawn',
  'cancelled',
  'superseded',
  'closed-not-done',
];

export const situationLabels: Readonly<Record<WorkSituation, string>> = {
  unassigned: 'Chưa có cơ quan chủ trì',
  awaiting: 'Chờ tiếp nhận',
  'reassignment-requested': 'Đề nghị điều chỉnh cơ quan chủ trì',
  acknowledged: 'Đã tiếp nhận',
  'in-progress': 'Đang thực hiện',
  returned: 'Yêu cầu bổ sung, hoàn thiện',
  submitted: 'Đã trình, chờ phê duyệt',
  approved: 'Đã phê duyệt, chờ xác nhận hoàn thành',
  completed: 'Hoàn thành',
  suspended: 'Tạm dừng thực hiện',
  withdrawn: 'Đã rút lượt giao',
  cancelled: 'Thôi thực hiện',
  superseded: 'Được thay thế',
  'closed-not-done': 'Kết thúc theo dõi, không hoàn thành',
};

export const isOpenPart = (part: LeadPart): boolean => !isFinalSituation(part.situation);

export interface TaskSituation {
  readonly work: WorkSituation;
  /** At least one lead part that was not withdrawn, and every such part completed. */
  readonly done: boolean;
  /** The earliest due date of the open parts; of a recurring one, that of its period. */
  readonly due: PlainDate | null;
}

const rank = (name: WorkSituation): number => situationOrder.indexOf(name);

const least = (parts: readonly LeadPart[]): SituationName | null =>
  parts.reduce<SituationName | null>(
    (lowest, { situation: { name } }) => (lowest === null || rank(name) < rank(lowest) ? name : lowest),
    null,
  );

/** A task without an open part that is not done shows how its unfinished parts ended. */
const ended = (parts: readonly LeadPart[]): WorkSituation => {
  const counted = parts.filter(({ situation }) => situation.name !== 'withdrawn');
  return least(counted.filter(({ situation }) => situation.name !== 'completed')) ?? least(counted) ?? least(parts) ?? 'unassigned';
};

/** A task that nobody leads waits for the Office, unless its document says it no more. */
const withoutParts = ({ leads, withdrawnBy }: WithParts): WorkSituation | null =>
  leads.length === 0 && withdrawnBy !== undefined ? 'withdrawn' : null;

type WithParts = Pick<Task, 'leads' | 'withdrawnBy'>;

/** Whether the task waits for its first lead agency. */
export const isUnassigned = (task: WithParts): boolean => taskSituation(task).work === 'unassigned';

export const taskSituation = (task: WithParts): TaskSituation => {
  const open = task.leads.filter(isOpenPart);
  const work = least(open) ?? withoutParts(task) ?? ended(task.leads);
  return {
    work,
    done: work === 'completed',
    due: earliest(open.map((part) => part.due ?? nextCycleDue(part)).filter((due) => due !== null)),
  };
};

/** Of a task that is done: late where one part was; null where none had a due date, or the task is not done. */
export const taskVerdict = (task: WithParts): Verdict => {
  if (!taskSituation(task).done) return null;
  const verdicts = task.leads.map(({ situation }) => (situation.name === 'completed' ? situation.verdict : null));
  if (verdicts.includes('late')) return 'late';
  return verdicts.includes('on-time') ? 'on-time' : null;
};

/** The asks of a part that wait for an answer. */
export const openAsks = (part: LeadPart): readonly Ask[] => part.asks.filter(({ outcome }) => outcome.kind === 'open');

/** Everything a task still asks of an agency: ask 0 while the task is open, and the asks of its open parts. */
export const openAsksOf = (task: Task, agency: Ask['agencyId']): readonly { readonly part: LeadPart['id'] | null; readonly ask: Ask }[] => {
  const open = isUnassigned(task) || task.leads.some(isOpenPart);
  const participation = task.coordinators
    .filter((part) => open && part.holder === agency && !part.released && part.participation.outcome.kind === 'open')
    .map((part) => ({ part: null, ask: part.participation }));
  const asked = task.leads.flatMap((part) =>
    openAsks(part)
      .filter((ask) => ask.agencyId === agency)
      .map((ask) => ({ part: part.id, ask })),
  );
  return [...participation, ...asked];
};
