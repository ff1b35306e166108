import { isOpenPart, type LeadPart, type SituationName, type Task } from '#domain';
import { partDeadlineView } from '../shared/deadline.view.js';
import type { Reader } from '../shared/reader.js';
import type { GroupKey, InboxEntry } from './inbox.model.js';
import { partItem, type InboxContext } from './item.view.js';

type Wanted = readonly [text: string, nextAct: string | null];

const ENDED: Wanted = ['Đã kết thúc', null];

const wantedIn: Readonly<Record<Exclude<SituationName, 'returned'>, Wanted>> = {
  awaiting: ['Tiếp nhận nhiệm vụ và phân công thực hiện', 'acknowledge'],
  'reassignment-requested': ['Đã đề nghị điều chỉnh cơ quan chủ trì, chờ Văn phòng xử lý', null],
  acknowledged: ['Báo cáo tiến độ thực hiện', 'report-progress'],
  'in-progress': ['Báo cáo tiến độ hoặc trình kết quả', 'report-progress'],
  submitted: ['Đã trình, chờ phê duyệt', null],
  approved: ['Đã phê duyệt, chờ Văn phòng xác nhận', null],
  suspended: ['Tạm dừng thực hiện', null],
  completed: ENDED,
  withdrawn: ENDED,
  cancelled: ENDED,
  superseded: ENDED,
  'closed-not-done': ENDED,
};

const vietnameseDate = (date: string): string => date.split('-').reverse().join('/');

/** What is asked of the lead in each situation, and the act that answers it. */
const wanted = ({ situation }: LeadPart): Wanted => {
  if (situation.name === 'awaiting' && situation.was !== undefined)
    return ['Nhiệm vụ được điều chỉnh theo văn bản mới: xem lại và tiếp nhận lại', 'acknowledge'];
  return situation.name === 'returned'
    ? [`Bổ sung, hoàn thiện trước hết ngày ${vietnameseDate(situation.resubmitBy)}: ${situation.reason}`, 'submit-completion']
    : wantedIn[situation.name];
};

/** Overdue comes before all; work already submitted or standing still is only followed. */
const groupOf = (context: InboxContext, task: Task, part: LeadPart): GroupKey => {
  const deadline = partDeadlineView(task, part, context.today);
  const [, nextAct] = wanted(part);
  if (nextAct === null) return 'others';
  if (!part.unreviewed && deadline.status === 'overdue') return 'overdue';
  if (!part.unreviewed && deadline.due === context.today.date) return 'due-today';
  if (part.situation.name === 'returned') return 'returned';
  if (part.situation.name === 'awaiting') return 'new';
  return !part.unreviewed && deadline.status === 'due-soon' ? 'due-soon' : 'others';
};

/** The parts that the reader's agencies hold and that are still open. */
export const leadEntries = (context: InboxContext, reader: Reader, tasks: readonly Task[]): readonly InboxEntry[] =>
  tasks.flatMap((task) =>
    task.leads
      .filter((part) => isOpenPart(part) && reader.agencies.includes(part.holder))
      .map((part) => {
        const [text, nextAct] = wanted(part);
        return { group: groupOf(context, task, part), item: partItem(context, task, part, text, nextAct) };
      }),
  );

/** Submissions that wait for the decision of an agency of the reader's. */
export const approverEntries = (context: InboxContext, reader: Reader, tasks: readonly Task[]): readonly InboxEntry[] =>
  tasks.flatMap((task) =>
    task.leads
      .filter((part) => part.situation.name === 'submitted' && part.approver !== null && reader.agencies.includes(part.approver))
      .map((part) => ({
        group: 'to-approve' as const,
        item: partItem(context, task, part, `Xem xét kết quả do ${context.names.agency(part.holder).name} trình`, 'approve-completion'),
      })),
  );
