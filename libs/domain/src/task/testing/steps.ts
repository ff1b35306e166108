import type { AgencyId } from '../../shared/ids.js';
import { plainDate } from '../../shared/plain-date.js';
import type { AmendTask, TaskCommand } from '../task.commands.js';
import { act, chairman, finance, office, part, province, type When } from './scenario.js';

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
  act('RefuseExtension', { part: of(step), extension, reason: 'Nhiệm vụ cấp bách' }, { by: province, ...step });

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
export const urge = (step: Step = {}): TaskCommand =>
  act('UrgePart', { part: of(step), text: 'Đề nghị khẩn trương thực hiện', document: null }, ofOffice(step));
