import { assertNever } from '../../shared/decision.js';
import type { AgencyId, LeadPartId } from '../../shared/ids.js';
import type { TaskEvent } from '../task.events.js';
import { cycleSentence, milestoneSentence } from './cycle-sentences.js';
import { causeSentence, successionSentence } from './decision-sentences.js';
import { amendedSentence, baselineSentence, closingSentence, deadlineSentence, resumedSentence } from './office-sentences.js';
import { count, day, documentWords, dueWords, inBrackets, sentence, type TimelineNames } from './wording.js';

type EventOf<Type extends TaskEvent['type']> = Extract<TaskEvent, { type: Type }>;

/** Whose names and whose act: `by` is the agency on behalf of which it was done, where the log says so. */
interface Teller {
  readonly names: TimelineNames;
  readonly by: AgencyId | null;
}

const office = 'Văn phòng UBND tỉnh';

const actor = ({ names, by }: Teller, fallback: string): string => (by === null ? fallback : names.agency(by));

/** The lead that acts on its own part. */
const lead = (teller: Teller, part: LeadPartId): string => {
  const holder = teller.names.holder?.(part) ?? null;
  return holder === null ? actor(teller, 'Cơ quan chủ trì') : teller.names.agency(holder);
};

/** " đối với Sở Nội vụ": whose part an act of another concerns; empty where the reader does not know. */
const concerning = ({ names }: Teller, part: LeadPartId): string => {
  const holder = names.holder?.(part) ?? null;
  return holder === null ? ` (lượt giao ${part})` : ` đối với ${names.agency(holder)}`;
};

const taskSentence = (event: EventOf<'TaskEntered'>, { names }: Teller): string => {
  const { late, deadline, assigningAuthority } = event.data;
  const entered = late ? 'Đưa vào theo dõi (nhập sau ngày giao)' : 'Đưa vào theo dõi';
  const due = deadline.text === '' ? '' : `, thời hạn ghi trong văn bản: “${deadline.text}”`;
  return `${entered} nhiệm vụ do ${names.agency(assigningAuthority)} giao${due}`;
};

const internalSentence = ({ data }: EventOf<'InternallyAssigned'>, teller: Teller): string => {
  const to = [data.unit, data.officer === null ? null : `đồng chí ${teller.names.person(data.officer)}`].filter((each) => each !== null);
  const due = data.internalDeadline === null ? '' : `, hạn nội bộ ${day(data.internalDeadline)}`;
  return `${lead(teller, data.part)} phân công thực hiện${to.length === 0 ? '' : `: ${to.join(', ')}`}${due}`;
};

const askSentence = (
  event: EventOf<'AskAcknowledged' | 'OpinionGiven' | 'ReleaseRequested' | 'AskReleased' | 'AskDelivered' | 'SilenceAccepted'>,
  { names }: Teller,
): string => {
  const agency = names.agency(event.data.agencyId);
  const general = event.data.part === null;
  switch (event.type) {
    case 'AskAcknowledged':
      return general ? `${agency} tiếp nhận yêu cầu phối hợp thực hiện nhiệm vụ` : `${agency} tiếp nhận yêu cầu tham gia ý kiến`;
    case 'OpinionGiven':
      return `${agency} tham gia ý kiến phối hợp`;
    case 'ReleaseRequested':
      return `${agency} đề nghị thôi phối hợp: ${event.data.reason}`;
    case 'AskReleased':
      return `Đồng ý để ${agency} thôi ${general ? 'phối hợp' : 'trả lời yêu cầu phối hợp'}: ${event.data.reason}`;
    case 'AskDelivered':
      return `Ghi nhận ${agency} đã nhận yêu cầu phối hợp ngày ${day(event.data.on)}: ${event.data.evidence}${inBrackets(event.data.document)}`;
    case 'SilenceAccepted':
      return `${agency} không trả lời trước hết ngày ${day(event.data.replyBy)} (đã nhận ngày ${day(event.data.deliveredOn)}), được coi là đồng ý`;
  }
};

const progressSentence = ({ data }: EventOf<'ProgressReported'>, teller: Teller): string => {
  const period = data.period === null ? '' : ` ${data.period}`;
  const percent = data.percent === null ? '' : `, đạt khoảng ${String(data.percent)}%`;
  const words = { 'on-course': 'đúng tiến độ', 'at-risk': 'có nguy cơ chậm tiến độ', stuck: 'đang vướng mắc' } as const;
  const status = data.status === null ? '' : `, ${words[data.status]}`;
  return `${lead(teller, data.part)} báo cáo tiến độ${period}${percent}${status}`;
};

const verdictWords = (onTime: boolean | null): string => (onTime === null ? '' : onTime ? ' (đúng hạn)' : ' (quá hạn)');

const submittedSentence = ({ data }: EventOf<'CompletionSubmitted'>, teller: Teller): string => {
  const number = data.submission === 1 ? '' : ` lần ${String(data.submission)}`;
  const provisional = data.provisional ? ', ngày gửi chờ Văn phòng xác nhận' : '';
  const asks =
    data.openAsks.length === 0 ? '' : `; còn ${count(data.openAsks.length)} yêu cầu phối hợp chưa trả lời: ${data.despiteOpenAsks ?? ''}`;
  return `${lead(teller, data.part)} trình kết quả${number}${inBrackets(data.document)}, gửi ngày ${day(data.sentOn)}${provisional}${asks}`;
};

const approvedSentence = ({ data }: EventOf<'CompletionApproved'>, teller: Teller): string => {
  const approver = teller.names.agency(data.agencyId);
  const confirmation = data.needsConfirmation ? ', chờ xác nhận hoàn thành' : '';
  const what = `phê duyệt kết quả${concerning(teller, data.part)}${verdictWords(data.onTime)}${confirmation}`;
  return data.document === null ? `${approver} ${what}` : `Ghi nhận ${approver} ${what} tại ${documentWords(data.document)}`;
};

const returnedSentence = ({ data }: EventOf<'CompletionReturned'>, { names }: Teller): string => {
  const kind = data.kind === 'not-acceptable' ? ' (không đạt yêu cầu)' : '';
  return `${names.agency(data.agencyId)} yêu cầu bổ sung, hoàn thiện${kind}: ${data.reason.replace(/[.;\s]+$/u, '')}; trình lại chậm nhất ngày ${day(data.resubmitBy)}`;
};

const wordsFor = (teller: Teller, part: LeadPartId) => ({
  lead: lead(teller, part),
  actor: actor(teller, office),
  part: concerning(teller, part),
  agency: teller.names.agency,
});

const tell = (event: TaskEvent, teller: Teller): string => {
  const { names } = teller;
  switch (event.type) {
    case 'TaskEntered':
      return taskSentence(event, teller);
    case 'TaskAmended':
      return amendedSentence(event);
    case 'PartAssigned':
      return `Giao ${names.agency(event.data.agencyId)} chủ trì thực hiện, ${dueWords(event.data.due)}`;
    case 'CoordinatorNamed':
      return `Giao ${names.agency(event.data.agencyId)} phối hợp thực hiện`;
    case 'CoordinatorReleased':
      return `Cho thôi phối hợp: ${event.data.reason}`;
    case 'ApproverDesignated':
      return `${event.data.proposed ? 'Dự kiến' : 'Chỉ định'} cấp có thẩm quyền phê duyệt${concerning(teller, event.data.part)}: ${names.agency(event.data.agencyId)}`;
    case 'ApproverReplaced':
      return `Thay cấp có thẩm quyền phê duyệt${concerning(teller, event.data.part)}: ${names.agency(event.data.agencyId)} thay ${names.agency(event.data.from)}. Lý do: ${event.data.reason}`;
    case 'ConsolidatorNamed':
      return `Giao ${names.agency(event.data.agencyId)} làm cơ quan đầu mối theo dõi, tổng hợp`;
    case 'FollowUpAssigned':
      return `Phân công đồng chí ${names.person(event.data.personId)} là chuyên viên theo dõi`;
    case 'BaselineRecorded':
      return baselineSentence(event, concerning(teller, event.data.part));
    case 'BaselineWithdrawn':
      return `Rút lại kết quả rà soát hiện trạng${concerning(teller, event.data.part)}: ${event.data.reason}`;
    case 'AssignmentAcknowledged':
      return `${names.agency(event.data.agencyId)} tiếp nhận nhiệm vụ`;
    case 'InternallyAssigned':
      return internalSentence(event, teller);
    case 'ReassignmentRequested': {
      const proposal = event.data.proposal === null ? '' : `; đề xuất giao ${names.agency(event.data.proposal)}`;
      return `${lead(teller, event.data.part)} đề nghị điều chỉnh cơ quan chủ trì: ${event.data.reason}${proposal}`;
    }
    case 'PartReassigned':
      return `Chuyển nhiệm vụ từ ${names.agency(event.data.from)} sang ${names.agency(event.data.agencyId)} chủ trì: ${event.data.reason}`;
    case 'AssignmentInsisted':
      return `${actor(teller, office)} giữ nguyên cơ quan chủ trì${concerning(teller, event.data.part)}: ${event.data.reason}`;
    case 'CoordinationAsked':
      return `${lead(teller, event.data.part)} đề nghị ${names.agency(event.data.agencyId)} phối hợp, trả lời chậm nhất ngày ${day(event.data.replyBy)}`;
    case 'AskAcknowledged':
    case 'OpinionGiven':
    case 'ReleaseRequested':
    case 'AskReleased':
    case 'AskDelivered':
    case 'SilenceAccepted':
      return askSentence(event, teller);
    case 'ConsolidatedReportSent': {
      const period = event.data.period === null ? '' : ` ${event.data.period}`;
      return `${names.agency(event.data.agencyId)} báo cáo tổng hợp${period}${inBrackets(event.data.document)}`;
    }
    case 'ProgressReported':
      return progressSentence(event, teller);
    case 'CompletionSubmitted':
      return submittedSentence(event, teller);
    case 'SubmissionWithdrawn':
      return `${lead(teller, event.data.part)} rút kết quả đã trình${event.data.reason === null ? '' : `: ${event.data.reason}`}`;
    case 'SentDateConfirmed':
      return `${actor(teller, office)} xác nhận ngày gửi kết quả${concerning(teller, event.data.part)}`;
    case 'SentDateCorrected':
      return `${actor(teller, office)} điều chỉnh ngày gửi kết quả${concerning(teller, event.data.part)} thành ngày ${day(event.data.sentOn)}${verdictWords(event.data.onTime)}: ${event.data.reason}`;
    case 'CompletionApproved':
      return approvedSentence(event, teller);
    case 'CompletionReturned':
      return returnedSentence(event, teller);
    case 'CompletionConfirmed':
      return `${actor(teller, office)} xác nhận hoàn thành${concerning(teller, event.data.part)}`;
    case 'ExtensionRequested':
      return `${lead(teller, event.data.part)} đề nghị gia hạn đến ngày ${day(event.data.due)}${inBrackets(event.data.document)}: ${event.data.reason}`;
    case 'ExtensionGranted':
      return `Gia hạn lần ${String(event.data.nth)}${concerning(teller, event.data.part)} đến ngày ${day(event.data.due)}${inBrackets(event.data.document)}`;
    case 'ExtensionRefused':
      return `Không đồng ý gia hạn${concerning(teller, event.data.part)}${inBrackets(event.data.document)}: ${event.data.reason}`;
    case 'ObjectiveCauseClaimed':
    case 'CauseConfirmed':
    case 'CauseRefused':
      return causeSentence(event, concerning(teller, event.data.part), names);
    case 'MilestoneAdded':
    case 'MilestoneChanged':
    case 'MilestoneWithdrawn':
    case 'MilestoneReported':
    case 'MilestoneDateConfirmed':
      return milestoneSentence(event, wordsFor(teller, event.data.part));
    case 'RecurrenceSet':
    case 'RecurringClosed':
    case 'CycleOpened':
    case 'CycleMissed':
    case 'CycleReported':
    case 'CycleSigned':
    case 'CycleReturned':
    case 'CycleDateConfirmed':
      return cycleSentence(event, wordsFor(teller, event.data.part));
    case 'PartSucceeded':
    case 'ApproverSucceeded':
    case 'TakeoverConfirmed':
      return successionSentence(event, concerning(teller, event.data.part), names);
    case 'CoordinatorSucceeded':
      return successionSentence(event, '', names);
    case 'PartUrged':
      return `${actor(teller, office)} đôn đốc ${event.data.urgent ? 'khẩn việc ' : ''}thực hiện${concerning(teller, event.data.part)}${inBrackets(event.data.document)}`;
    case 'DeadlineChanged':
      return deadlineSentence(event, concerning(teller, event.data.part));
    case 'PartWithdrawn':
    case 'PartSuspended':
    case 'PartCancelled':
    case 'PartSuperseded':
    case 'PartClosedNotDone':
      return closingSentence(event, concerning(teller, event.data.part));
    case 'PartResumed':
    case 'PartReopened':
      return resumedSentence(event, concerning(teller, event.data.part));
    default:
      return assertNever(event);
  }
};

/** One event of a task, told to people who read the timeline. `by`: the agency on behalf of which it was done. */
export const timelineSentence = (event: TaskEvent, names: TimelineNames, by: AgencyId | null = null): string =>
  sentence(tell(event, { names, by }));

/** The longer text that stands under the sentence: what was reported, asked, answered, submitted; null where there is none. */
export const timelineDetail = ({ type, data }: TaskEvent): string | null => {
  if ((type === 'ProgressReported' || type === 'ConsolidatedReportSent') && data.difficulties !== null) {
    return `${data.text}\nKhó khăn, vướng mắc, kiến nghị: ${data.difficulties}`;
  }
  // The words of a milestone stand in its sentence.
  if (type === 'MilestoneAdded' || type === 'MilestoneChanged') return null;
  if ('text' in data) return data.text;
  if ('note' in data) return data.note;
  return 'instruction' in data ? data.instruction : null;
};
