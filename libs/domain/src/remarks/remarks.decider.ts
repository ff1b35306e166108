import { accept, assertNever, nothing, reject, type Decision, type Reason } from '../shared/decision.js';
import type { AgencyId } from '../shared/ids.js';
import { waitsFor, waitsForOffice } from './remarks.evolve.js';
import type { Remark, RemarkCommand, RemarkEvent, RemarkFacts, Remarks } from './remarks.model.js';

/** Every reason for which a remark is refused, with the sentence that a person reads. */
export const remarkRejectionSentences = {
  'REMARK.NO_SUCH': () => 'Không có ý kiến này; đề nghị tải lại trang.',
  'REMARK.NO_SUCH_PART': () => 'Nhiệm vụ không có lượt giao này; đề nghị tải lại trang.',
  'REMARK.REMOVED': () => 'Ý kiến này đã được gỡ.',
  'REMARK.NOT_YOURS': () => 'Chỉ người viết được sửa ý kiến này; người viết hoặc Văn phòng được gỡ.',
  'REMARK.NOT_CONCERNED': () => 'Có nơi nhận không liên quan đến nhiệm vụ nên không xem được; đề nghị chọn lại nơi nhận.',
  'REMARK.NOBODY_ADDRESSED': () => 'Chưa có nơi nhận ý kiến; đề nghị chọn cơ quan hoặc Văn phòng.',
} as const satisfies Record<`REMARK.${string}`, () => string>;

export type RemarkRejection = Reason<keyof typeof remarkRejectionSentences>;
type Made = Decision<RemarkEvent, RemarkRejection>;
type Of<Type extends RemarkCommand['type']> = Extract<RemarkCommand, { type: Type }>;

/** A directive goes to who leads; a reply to who is answered; a word in a discussion to everybody concerned. */
const usualAddressees = ({ data }: Of<'AddRemark'>, state: Remarks, { leads, concerned }: RemarkFacts): readonly AgencyId[] => {
  const answered = state.remarks.find(({ number }) => number === data.replyTo)?.agencyId;
  if (answered != null && concerned.includes(answered)) return [answered];
  if (data.part !== null) return leads.filter(({ part }) => part === data.part).map(({ holder }) => holder);
  return data.kind === 'directive' ? leads.filter(({ isOpen }) => isOpen).map(({ holder }) => holder) : concerned;
};

const whyNotAdded = ({ data }: Of<'AddRemark'>, state: Remarks, facts: RemarkFacts): RemarkRejection['code'] | null => {
  if (data.replyTo !== null && !state.remarks.some(({ number }) => number === data.replyTo)) return 'REMARK.NO_SUCH';
  if (data.part !== null && !facts.leads.some(({ part }) => part === data.part)) return 'REMARK.NO_SUCH_PART';
  return data.to?.some((agency) => !facts.concerned.includes(agency)) === true ? 'REMARK.NOT_CONCERNED' : null;
};

const add = (command: Of<'AddRemark'>, state: Remarks, facts: RemarkFacts): Made => {
  const { data, meta } = command;
  const refusal = whyNotAdded(command, state, facts);
  if (refusal !== null) return reject(refusal);
  const { kind, part, text, replyTo } = data;
  const to = [...new Set(data.to ?? usualAddressees(command, state, facts))].filter((agency) => agency !== meta.onBehalfOf);
  const office = !facts.isOffice && (data.office ?? true);
  if (to.length === 0 && !office) return reject('REMARK.NOBODY_ADDRESSED');
  const remark = state.remarks.length + 1;
  const said = { remark, taskId: facts.taskId, kind, agencyId: meta.onBehalfOf, part, text, to, office, replyTo };
  return accept({ type: 'RemarkAdded', data: { ...said, effectiveAt: meta.now } });
};

const onRemark = (state: Remarks, number: number, act: (remark: Remark) => Made): Made => {
  const remark = state.remarks.find((each) => each.number === number);
  return remark === undefined ? reject('REMARK.NO_SUCH', { remark: number }) : act(remark);
};

const edit = ({ data, meta }: Of<'EditRemark'>, remark: Remark): Made => {
  if (remark.author !== meta.actor) return reject('REMARK.NOT_YOURS', { remark: remark.number });
  if (remark.removed !== null) return reject('REMARK.REMOVED', { remark: remark.number });
  if (remark.text === data.text) return nothing();
  return accept({ type: 'RemarkEdited', data: { remark: remark.number, text: data.text, effectiveAt: meta.now } });
};

const remove = ({ data, meta }: Of<'RemoveRemark'>, remark: Remark, { isOffice }: RemarkFacts): Made => {
  if (remark.author !== meta.actor && !isOffice) return reject('REMARK.NOT_YOURS', { remark: remark.number });
  if (remark.removed !== null) return nothing();
  return accept({ type: 'RemarkRemoved', data: { remark: remark.number, reason: data.reason, effectiveAt: meta.now } });
};

const see = ({ meta }: Of<'SeeRemark'>, remark: Remark, { isOffice }: RemarkFacts): Made => {
  const office = isOffice && waitsForOffice(remark);
  const agencyId = waitsFor(remark).find((agency) => agency === meta.onBehalfOf) ?? null;
  if (!office && agencyId === null) return nothing();
  return accept({ type: 'RemarkSeen', data: { remark: remark.number, agencyId, office, effectiveAt: meta.now } });
};

/** Who may see the task is settled outside, and who may give a directive. */
export const decideRemarks = (command: RemarkCommand, state: Remarks, facts: RemarkFacts): Made => {
  switch (command.type) {
    case 'AddRemark':
      return add(command, state, facts);
    case 'EditRemark':
      return onRemark(state, command.data.remark, (remark) => edit(command, remark));
    case 'RemoveRemark':
      return onRemark(state, command.data.remark, (remark) => remove(command, remark, facts));
    case 'SeeRemark':
      return onRemark(state, command.data.remark, (remark) => see(command, remark, facts));
    default:
      return assertNever(command);
  }
};
