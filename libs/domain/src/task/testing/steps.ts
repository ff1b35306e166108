import type { AgencyId } from '../../shared/ids.js';
import { plainDate } from '../../shared/plain-date.js';
import type { AmendTask, TaskCommand } from '../task.commands.js';
import { act, chairman, coordinating, finance, office, part, province, type When } from './scenario.js';

/** Commands of everyday use, on part L01 unless `of` names another. */
export interface Step extends When {
  readonly of?: string;
}

const of = (step: Step): ReturnType<typeof part> => part(step.of ?? 'L01');
const ofOffice = (step: Step): Step => ({ by: office, ...step });
const basis = { basis: 'Thông báo số 45/TB-VP', document: null };

export const acknowledge = (step: Step = {}): TaskCommand => act('AcknowledgeAssignment', { part: of(step), assignTo: null }, step);

export const report = (step: Step & { readonly text?: string } = {}): TaskCommand =>
  act(
    'ReportProgress',
    {
      part: of(step),
      text: step.text ?? 'Đã khảo sát 5/11 địa bàn',
      percent: 40,
      status: 'on-course',
      difficulties: null,
      files: [],
      period: null,
    },
    step,
  );

export const ask = (
  step: Step & { readonly agencies?: readonly AgencyId[]; readonly replyBy?: string; readonly text?: string } = {},
): TaskCommand =>
  act(
    'AskCoordination',
    {
      part: of(step),
      agencies: step.agencies ?? [finance],
      text: step.text ?? 'Cho ý kiến về kinh phí',
      replyBy: plainDate(step.replyBy ?? '2026-11-20'),
    },
    step,
  );

export const answer = (step: Step & { readonly ask?: number; readonly general?: boolean; readonly text?: string } = {}): TaskCommand =>
  act(
    'GiveOpinion',
    {
      part: step.general === true ? null : of(step),
      ask: step.ask ?? (step.general === true ? 0 : 1),
      text: step.text ?? 'Nhất trí',
      files: [],
    },
    { by: finance, ...step },
  );

export const submit = (step: Step & { readonly sentOn?: string; readonly despite?: string } = {}): TaskCommand =>
  act(
    'SubmitCompletion',
    {
      part: of(step),
      text: 'Đã hoàn thành đề án',
      document: { number: '112/BC-SNV', date: null, signer: null, form: null },
      sentOn: step.sentOn === undefined ? null : plainDate(step.sentOn),
      files: [],
      despiteOpenAsks: step.despite ?? null,
    },
    step,
  );

export const withdraw = (submission: number, step: Step = {}): TaskCommand =>
  act('WithdrawSubmission', { part: of(step), submission, reason: null }, step);

export const approve = (submission: number, step: Step = {}): TaskCommand =>
  act('ApproveCompletion', { part: of(step), submission, note: null }, { by: chairman, ...step });

export const giveBack = (
  submission: number,
  step: Step & { readonly kind?: 'incomplete' | 'not-acceptable'; readonly resubmitBy?: string } = {},
): TaskCommand =>
  act(
    'ReturnCompletion',
    {
      part: of(step),
      submission,
      kind: step.kind ?? 'incomplete',
      reason: 'Thiếu phụ lục kinh phí',
      resubmitBy: step.resubmitBy === undefined ? null : plainDate(step.resubmitBy),
    },
    { by: chairman, ...step },
  );

export const confirmSentDate = (submission: number, step: Step = {}): TaskCommand =>
  act('ConfirmSentDate', { part: of(step), submission }, ofOffice(step));

export const correctSentDate = (submission: number, sentOn: string, step: Step = {}): TaskCommand =>
  act('CorrectSentDate', { part: of(step), submission, sentOn: plainDate(sentOn), reason: 'Theo dấu đến của văn thư' }, ofOffice(step));

export const requestExtension = (due: string, step: Step = {}): TaskCommand =>
  act('RequestExtension', { part: of(step), due: plainDate(due), reason: 'Chờ ý kiến của Bộ', document: null }, step);

export const grant = (extension: number, due: string, step: Step = {}): TaskCommand =>
  act('GrantExtension', { part: of(step), extension, due: plainDate(due), document: null }, { by: province, ...step });

export const refuseExtension = (extension: number, step: Step = {}): TaskCommand =>
  act('RefuseExtension', { part: of(step), extension, reason: 'Nhiệm vụ cấp bách', document: null }, { by: province, ...step });

export const requestReassignment = (step: Step = {}): TaskCommand =>
  act('RequestReassignment', { part: of(step), reason: 'Không đúng chức năng', proposal: finance }, step);

export const reassign = (to: AgencyId, step: Step = {}): TaskCommand =>
  act('ReassignPart', { part: of(step), agencyId: to, reason: 'Đúng chức năng, nhiệm vụ' }, ofOffice(step));

export const insist = (step: Step = {}): TaskCommand =>
  act('InsistAssignment', { part: of(step), reason: 'Đúng chức năng' }, ofOffice(step));

export const suspend = (step: Step = {}): TaskCommand => act('Suspend', { part: of(step), ...basis }, ofOffice(step));
export const resume = (step: Step & { readonly due?: string } = {}): TaskCommand =>
  act('Resume', { part: of(step), due: step.due === undefined ? null : plainDate(step.due), ...basis }, ofOffice(step));
export const cancel = (step: Step = {}): TaskCommand => act('Cancel', { part: of(step), ...basis }, ofOffice(step));
export const withdrawPart = (step: Step = {}): TaskCommand => act('WithdrawPart', { part: of(step), ...basis }, ofOffice(step));
export const supersede = (step: Step = {}): TaskCommand =>
  act('Supersede', { part: of(step), by: 'Kế hoạch 279/KH-UBND', ...basis }, ofOffice(step));
export const closeNotDone = (step: Step = {}): TaskCommand => act('CloseNotDone', { part: of(step), ...basis }, ofOffice(step));
export const reopen = (step: Step & { readonly due?: string } = {}): TaskCommand =>
  act('Reopen', { part: of(step), due: step.due === undefined ? null : plainDate(step.due), ...basis }, ofOffice(step));
export const changeDeadline = (due: string | null, step: Step = {}): TaskCommand =>
  act('ChangeDeadline', { part: of(step), due: due === null ? null : plainDate(due), ...basis }, ofOffice(step));
const unchanged = {
  amendment: null,
  wording: {},
  dues: [],
  reassign: [],
  assign: [],
  withdraw: [],
  approvers: [],
  nameCoordinators: [],
  releaseCoordinators: [],
  acknowledgeAgain: [],
  withdrawn: false,
};
/** What a new version of the plan makes of the task. */
export const amend = (orders: Partial<AmendTask['data']>, step: Step = {}): TaskCommand =>
  act('AmendTask', { ...unchanged, ...basis, ...orders }, ofOffice(step));
export const urge = (step: Step & { readonly urgent?: boolean } = {}): TaskCommand =>
  act('UrgePart', { part: of(step), text: 'Đề nghị khẩn trương thực hiện', document: null, urgent: step.urgent ?? false }, ofOffice(step));

export const claimCause = (step: Step & { readonly text?: string } = {}): TaskCommand =>
  act(
    'ClaimObjectiveCause',
    {
      part: of(step),
      text: step.text ?? 'Bão số 3 làm gián đoạn khảo sát thực địa',
      from: plainDate('2026-11-10'),
      to: plainDate('2026-11-20'),
      document: { number: '77/BC-PCTT', date: null, signer: null, form: null },
      files: [],
    },
    step,
  );
export const confirmCause = (cause: number, step: Step = {}): TaskCommand =>
  act('ConfirmCause', { part: of(step), cause, document: null, note: null }, { by: province, ...step });
export const refuseCause = (cause: number, step: Step = {}): TaskCommand =>
  act('RefuseCause', { part: of(step), cause, document: null, reason: 'Đã được tính trong kế hoạch' }, { by: province, ...step });

export const deliver = (step: Step & { readonly ask?: number; readonly to?: AgencyId; readonly arrived?: string } = {}): TaskCommand =>
  act(
    'RecordDelivery',
    {
      part: of(step),
      ask: step.ask ?? 1,
      agencyId: step.to ?? finance,
      on: plainDate(step.arrived ?? '2026-11-04'),
      evidence: 'Sổ công văn đến số 512',
      document: null,
    },
    { by: office, on: '2026-11-05', ...step },
  );
export const acceptSilence = (step: Step & { readonly ask?: number; readonly to?: AgencyId } = {}): TaskCommand =>
  act('AcceptSilence', { part: of(step), ask: step.ask ?? 1, agencyId: step.to ?? finance }, ofOffice(step));

export const addMilestone = (due: string, step: Step & { readonly text?: string } = {}): TaskCommand =>
  act('AddMilestone', { part: of(step), text: step.text ?? 'Trình dự thảo đề án', due: plainDate(due), ...basis }, ofOffice(step));
export const changeMilestone = (milestone: number, due: string, step: Step = {}): TaskCommand =>
  act('ChangeMilestone', { part: of(step), milestone, text: 'Trình dự thảo đề án', due: plainDate(due), ...basis }, ofOffice(step));
export const withdrawMilestone = (milestone: number, step: Step = {}): TaskCommand =>
  act('WithdrawMilestone', { part: of(step), milestone, ...basis }, ofOffice(step));

interface Reporting extends Step {
  readonly sentOn?: string;
  readonly text?: string;
}
const reporting = (step: Reporting) => ({
  text: step.text ?? 'Đã hoàn thành nội dung của kỳ',
  document: null,
  sentOn: step.sentOn === undefined ? null : plainDate(step.sentOn),
  files: [],
});
const typed = (sentOn: string | null) => ({
  sentOn: sentOn === null ? null : plainDate(sentOn),
  reason: sentOn === null ? null : 'Theo dấu đến của văn thư',
});
export const reportMilestone = (milestone: number, step: Reporting = {}): TaskCommand =>
  act('ReportMilestone', { part: of(step), milestone, ...reporting(step) }, step);
export const confirmMilestoneDate = (milestone: number, sentOn: string | null, step: Step = {}): TaskCommand =>
  act('ConfirmMilestoneDate', { part: of(step), milestone, ...typed(sentOn) }, ofOffice(step));

type Periods = Extract<TaskCommand, { type: 'SetRecurrence' }>['data']['schedule'];
export const recur = (
  schedule: Periods,
  step: Step & { readonly signed?: boolean; readonly dueAfter?: number; readonly since?: string; readonly all?: boolean } = {},
): TaskCommand =>
  act(
    'SetRecurrence',
    {
      part: step.all === true ? null : of(step),
      schedule,
      since: step.since === undefined ? null : plainDate(step.since),
      dueAfter: step.dueAfter ?? 5,
      signed: step.signed ?? false,
      ...basis,
    },
    ofOffice(step),
  );
export const closeRecurring = (step: Step = {}): TaskCommand => act('CloseRecurring', { part: of(step), ...basis }, ofOffice(step));
/** What the clock brings about, ordered by nobody. */
const byClock = (step: Step): Step => ({ by: office, actor: null, ...step });
export const openCycle = (cycle: number, step: Step = {}): TaskCommand => act('OpenCycle', { part: of(step), cycle }, byClock(step));
export const missCycle = (cycle: number, step: Step = {}): TaskCommand => act('MissCycle', { part: of(step), cycle }, byClock(step));
export const reportCycle = (cycle: number, step: Reporting = {}): TaskCommand =>
  act('ReportCycle', { part: of(step), cycle, ...reporting(step) }, step);
export const signCycle = (cycle: number, step: Step = {}): TaskCommand =>
  act('SignCycle', { part: of(step), cycle, note: null }, { by: chairman, ...step });
export const returnCycle = (cycle: number, step: Step & { readonly resubmitBy?: string } = {}): TaskCommand =>
  act(
    'ReturnCycle',
    {
      part: of(step),
      cycle,
      reason: 'Thiếu số liệu của ba địa bàn',
      resubmitBy: step.resubmitBy === undefined ? null : plainDate(step.resubmitBy),
    },
    { by: chairman, ...step },
  );
export const confirmCycleDate = (cycle: number, sentOn: string | null, step: Step = {}): TaskCommand =>
  act('ConfirmCycleDate', { part: of(step), cycle, ...typed(sentOn) }, ofOffice(step));

const reorganised = { basis: 'Nghị quyết số 04/NQ-HĐND ngày 18/02/2025', document: null };
export const succeed = (from: AgencyId, to: AgencyId, step: Step = {}): TaskCommand =>
  act('SucceedPart', { part: of(step), from, agencyId: to, ...reorganised }, ofOffice(step));
export const succeedCoordinator = (id: string, from: AgencyId, to: AgencyId, step: Step = {}): TaskCommand =>
  act('SucceedCoordinator', { part: coordinating(id), from, agencyId: to, ...reorganised }, ofOffice(step));
export const succeedApprover = (from: AgencyId, to: AgencyId | null, step: Step = {}): TaskCommand =>
  act('SucceedApprover', { part: of(step), from, agencyId: to, ...reorganised }, ofOffice(step));
export const confirmTakeover = (step: Step = {}): TaskCommand => act('ConfirmTakeover', { part: of(step) }, step);

export const consolidate = (step: Step = {}): TaskCommand =>
  act(
    'SendConsolidatedReport',
    { period: null, text: 'Tổng hợp kết quả của các cơ quan', difficulties: null, document: null, files: [] },
    step,
  );
