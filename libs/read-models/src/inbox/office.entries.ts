import { addWorkingDays, dateInVietnam, isOpenPart, isUnassigned, type LeadPart, type Task } from '#domain';
import type { GroupKey, InboxEntry } from './inbox.model.js';
import { partItem, taskItem, type InboxContext } from './item.view.js';

/** Not acknowledged after so many working days comes to the Office's pile. */
const ACKNOWLEDGE_WITHIN_WORKING_DAYS = 2;

type Line = readonly [group: GroupKey, text: string, nextAct: string | null];

const pendingDecisions = (part: LeadPart): readonly Line[] => {
  const lines: Line[] = [];
  if (part.situation.name === 'reassignment-requested') {
    lines.push(['office-decisions', `Đề nghị điều chỉnh cơ quan chủ trì: ${part.situation.reason}`, 'reassign-part']);
  }
  for (const extension of part.extensions.filter((one) => one.outcome.kind === 'pending')) {
    lines.push(['office-decisions', `Đề nghị gia hạn: ${extension.reason}`, 'grant-extension']);
  }
  if (part.submissions.some((submission) => submission.provisional && ['pending', 'approved'].includes(submission.outcome.kind))) {
    lines.push(['office-decisions', 'Ngày gửi ghi lùi so với ngày nhập, chờ xác nhận', 'confirm-sent-date']);
  }
  for (const cause of part.causes.filter((one) => one.outcome.kind === 'pending')) {
    lines.push(['office-decisions', `Đề nghị xác nhận nguyên nhân khách quan: ${cause.text}`, 'confirm-cause']);
  }
  if (part.milestones.some(({ outcome }) => outcome.kind === 'reported' && outcome.provisional))
    lines.push(['office-decisions', 'Ngày báo cáo mốc ghi lùi so với ngày nhập, chờ xác nhận', 'confirm-milestone-date']);
  if (part.cycles.some(({ reports }) => reports.at(-1)?.provisional === true))
    lines.push(['office-decisions', 'Ngày gửi báo cáo kỳ ghi lùi so với ngày nhập, chờ xác nhận', 'confirm-cycle-date']);
  if (part.situation.name === 'approved')
    lines.push(['office-decisions', 'Đã phê duyệt, chờ Văn phòng xác nhận hoàn thành', 'confirm-completion']);
  for (const ask of part.asks.filter((one) => one.outcome.kind === 'open' && one.releaseRequested !== null)) {
    lines.push(['office-decisions', `Đề nghị thôi phối hợp: ${ask.releaseRequested ?? ''}`, 'release-ask']);
  }
  return lines;
};

const follows = (context: InboxContext, part: LeadPart): readonly Line[] => {
  if (!isOpenPart(part)) return [];
  if (part.unreviewed) return [['unreviewed', 'Rà soát, ghi nhận hiện trạng thực hiện', 'record-baseline']];
  if (part.takeover?.confirmedAt === null) return [['not-acknowledged', 'Cơ quan kế thừa chưa xác nhận nhận bàn giao', 'urge']];
  if (part.situation.name === 'submitted' && part.approver === null)
    return [['office-decisions', 'Đã trình nhưng chưa có cấp phê duyệt', 'designate-approver']];
  if (part.situation.name === 'submitted') return [['to-approve', 'Đã trình, chờ cấp có thẩm quyền phê duyệt', null]];
  if (part.situation.name !== 'awaiting') return [];
  const { date, calendar } = context.today;
  const limit = addWorkingDays(dateInVietnam((part.amendedAt ?? part.assignedAt).recorded), ACKNOWLEDGE_WITHIN_WORKING_DAYS, calendar);
  return limit < date ? [['not-acknowledged', 'Đã quá 02 ngày làm việc chưa tiếp nhận', 'urge']] : [];
};

/** What the Office decides, completes or follows up. */
export const officeEntries = (context: InboxContext, tasks: readonly Task[]): readonly InboxEntry[] =>
  tasks.flatMap((task) => {
    if (isUnassigned(task)) {
      return [{ group: 'unassigned' as const, item: taskItem(task, 'Xác định cơ quan chủ trì', 'assign-part') }];
    }
    return task.leads.flatMap((part) =>
      [...pendingDecisions(part), ...follows(context, part)].map(([group, text, nextAct]) => ({
        group,
        item: partItem(context, task, part, text, nextAct),
      })),
    );
  });
