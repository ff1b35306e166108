import { addDays } from '../../../shared/plain-date.js';
import type { TaskCommand } from '../../task.commands.js';
import { act, chairman, office, part, person } from '../scenario.js';
import * as steps from '../steps.js';
import { dueOf, isFinal } from './expected.js';
import {
  askedOf,
  byApprover,
  byAuthority,
  byOffice,
  coordinatorOf,
  cycleOf,
  extension,
  hasCycle,
  hasMilestone,
  hasOpenAsk,
  hasProvisional,
  isAtWork,
  isNow,
  isOpen,
  lastSubmission,
  later,
  mayStart,
  milestoneOf,
  own,
  sentOn,
  silentAsk,
  type Meant,
} from './meant.js';

const document = { number: '88/QĐ-UBND', date: null, signer: null, form: null };

interface Order {
  /** How often it is drawn where it is likely, beside the others' once: what few histories would reach otherwise. */
  readonly weight?: number;
  /** Whether it is likely to be carried out; an act gone astray is ordered all the same. */
  readonly when: (meant: Meant) => boolean;
  readonly make: (meant: Meant) => TaskCommand;
}

/** What a new version of the plan may make of a task, as a mixture of everything. */
const amendment = (m: Meant): TaskCommand => {
  const id = part(m.of);
  const again = m.part.holder;
  return steps.amend(
    {
      wording: m.flag ? { title: `Nội dung ${m.on}`, ordinal: String(m.number) } : {},
      dues: m.days < 4 ? [{ part: id, due: m.flag && m.days === 3 ? null : addDays(m.on, m.days * 30) }] : [],
      reassign: m.number === 1 && m.days > 4 ? [{ part: id, agencyId: m.other }] : [],
      assign: m.number === 2 && m.flag ? [{ agencyId: m.other, approver: chairman, approverProposed: false, due: addDays(m.on, 200) }] : [],
      withdraw: m.number === 3 && m.days > 7 ? [id] : [],
      approvers: m.days % 3 === 0 ? [{ part: id, agencyId: m.flag ? again : m.other }] : [],
      nameCoordinators: m.days === 4 ? [m.other] : [],
      releaseCoordinators: m.days === 5 ? [coordinatorOf(m)?.holder ?? m.other] : [],
      acknowledgeAgain: m.flag ? [id] : [part('L01')],
      withdrawn: m.days === 9 && m.number === 4 && m.flag,
    },
    byOffice(m),
  );
};

export const orders: Readonly<Record<string, Order>> = {
  acknowledge: { weight: 3, when: isNow('awaiting'), make: (m) => steps.acknowledge(own(m)) },
  assignInternally: {
    when: isAtWork,
    make: (m) => {
      const { of, ...when } = own(m);
      const officer = m.flag ? person(`can-bo@${m.part.holder}`) : null;
      const to = { unit: `Phòng ${String(m.number)}`, officer, internalDeadline: null, instruction: null };
      return act('AssignInternally', { part: part(of), ...to }, when);
    },
  },
  report: { when: isAtWork, make: (m) => steps.report({ ...own(m), text: `Báo cáo ${m.on}` }) },
  submit: { weight: 5, when: mayStart, make: (m) => steps.submit({ ...own(m), sentOn: sentOn(m), despite: 'Không chờ được' }) },
  withdraw: { when: isNow('submitted'), make: (m) => steps.withdraw(lastSubmission(m), own(m)) },
  giveBack: {
    weight: 3,
    when: isNow('submitted'),
    make: (m) => steps.giveBack(lastSubmission(m), { ...byApprover(m), kind: m.days < 7 ? 'incomplete' : 'not-acceptable' }),
  },
  approve: { weight: 3, when: isNow('submitted'), make: (m) => steps.approve(lastSubmission(m), byApprover(m)) },
  recordApproval: {
    when: isNow('submitted'),
    make: (m) => act('RecordApproval', { part: part(m.of), submission: lastSubmission(m), document, note: null }, { by: office, on: m.on }),
  },
  confirm: {
    weight: 8,
    when: isNow('approved'),
    make: (m) => act('ConfirmCompletion', { part: part(m.of), submission: lastSubmission(m) }, { by: office, on: m.on }),
  },
  confirmSentDate: {
    weight: 2,
    when: hasProvisional,
    make: (m) => steps.confirmSentDate(lastSubmission(m), byOffice(m)),
  },
  correctSentDate: {
    weight: 3,
    when: isNow('submitted', 'returned'),
    make: (m) => steps.correctSentDate(lastSubmission(m), addDays(m.on, -m.days), byOffice(m)),
  },
  requestExtension: {
    weight: 2,
    when: (m) => mayStart(m) && dueOf(m.part) !== null,
    make: (m) => steps.requestExtension(later(m), own(m)),
  },
  grant: {
    weight: 3,
    when: (m) => m.part.extensionPending && isAtWork(m),
    make: (m) => steps.grant(extension(m), later(m), byAuthority(m)),
  },
  refuseExtension: {
    when: (m) => m.part.extensionPending && isAtWork(m),
    make: (m) => steps.refuseExtension(extension(m), byAuthority(m)),
  },
  claimCause: { when: isAtWork, make: (m) => steps.claimCause({ ...own(m), text: `Nguyên nhân ${m.on}` }) },
  confirmCause: { when: (m) => m.part.causePending, make: (m) => steps.confirmCause(m.real.causes.length, byAuthority(m)) },
  refuseCause: { when: (m) => m.part.causePending, make: (m) => steps.refuseCause(m.real.causes.length, byAuthority(m)) },
  ask: {
    weight: 3,
    when: isAtWork,
    make: (m) => steps.ask({ ...own(m), agencies: [m.other], replyBy: addDays(m.on, m.days), text: `Hỏi ${m.on} ${m.other}` }),
  },
  acknowledgeAsk: {
    when: hasOpenAsk,
    make: (m) => act('AcknowledgeAsk', { part: part(m.of), ask: askedOf(m).ask }, { by: askedOf(m).agency, on: m.on }),
  },
  answer: { when: hasOpenAsk, make: (m) => steps.answer({ of: m.of, ask: askedOf(m).ask, by: askedOf(m).agency, on: m.on }) },
  answerGeneral: {
    when: (m) => coordinatorOf(m) !== null,
    make: (m) => steps.answer({ general: true, by: coordinatorOf(m)?.holder ?? m.other, on: m.on }),
  },
  requestRelease: {
    when: hasOpenAsk,
    make: (m) =>
      act('RequestRelease', { part: part(m.of), ask: askedOf(m).ask, reason: 'Ngoài lĩnh vực' }, { by: askedOf(m).agency, on: m.on }),
  },
  releaseAsk: {
    when: hasOpenAsk,
    make: (m) =>
      act(
        'ReleaseAsk',
        { part: part(m.of), ask: askedOf(m).ask, agencyId: askedOf(m).agency, reason: 'Đồng ý' },
        { by: m.flag ? office : m.part.holder, on: m.on },
      ),
  },
  deliver: {
    weight: 5,
    when: hasOpenAsk,
    make: (m) => steps.deliver({ of: m.of, ask: askedOf(m).ask, to: askedOf(m).agency, arrived: m.on, on: m.on }),
  },
  acceptSilence: {
    weight: 25,
    when: (m) => silentAsk(m) !== null,
    make: (m) => {
      const silent = silentAsk(m);
      return steps.acceptSilence({ of: m.of, ask: silent?.number ?? askedOf(m).ask, to: silent?.agencyId ?? askedOf(m).agency, on: m.on });
    },
  },
  nameCoordinator: { when: isOpen, make: (m) => act('NameCoordinator', { agencyId: m.other }, { by: office, on: m.on }) },
  releaseCoordinator: {
    when: (m) => coordinatorOf(m) !== null,
    make: (m) =>
      act('ReleaseCoordinator', { agencyId: coordinatorOf(m)?.holder ?? m.other, reason: 'Ngoài lĩnh vực' }, { by: office, on: m.on }),
  },
  nameConsolidator: { when: isOpen, make: (m) => act('NameConsolidator', { agencyId: m.other }, { by: office, on: m.on }) },
  consolidate: {
    when: (m) => m.task.consolidator !== null,
    make: (m) => steps.consolidate({ by: m.stray ? m.other : (m.task.consolidator ?? m.other), on: m.on }),
  },
  followUp: {
    when: isOpen,
    make: (m) => act('AssignFollowUp', { personId: person(`theo-doi-${String(m.number)}`) }, { by: office, on: m.on }),
  },
  requestReassignment: { when: isNow('awaiting', 'acknowledged', 'in-progress'), make: (m) => steps.requestReassignment(own(m)) },
  insist: { when: isNow('reassignment-requested'), make: (m) => steps.insist(byOffice(m)) },
  reassign: { when: (m) => isAtWork(m) && m.days < 3, make: (m) => steps.reassign(m.other, byOffice(m)) },
  replaceApprover: {
    when: isOpen,
    make: (m) =>
      act('ReplaceApprover', { part: part(m.of), agencyId: m.flag ? chairman : m.other, reason: 'Ủy quyền' }, { by: office, on: m.on }),
  },
  designateApprover: {
    when: (m) => isOpen(m) && m.part.approver === null,
    make: (m) => act('DesignateApprover', { part: part(m.of), agencyId: m.flag ? chairman : m.other }, { by: office, on: m.on }),
  },
  amend: { weight: 2, when: (m) => m.task.withdrawnBy === undefined, make: amendment },
  assignPart: {
    when: (m) => m.days === 0,
    make: (m) => act('AssignPart', { agencyId: m.other, due: null, approver: chairman }, { by: office, on: m.on }),
  },
  baseline: {
    when: (m) => m.part.unreviewed && isAtWork(m),
    make: (m) =>
      act(
        'RecordBaseline',
        { part: part(m.of), outcome: m.days < 7 ? { kind: 'in-progress' } : { kind: 'done', document, sentOn: sentOn(m) }, note: null },
        { by: office, on: m.on },
      ),
  },
  withdrawBaseline: {
    weight: 3,
    when: ({ part: { reviewed } }) => reviewed !== null,
    make: (m) => act('WithdrawBaseline', { part: part(m.of), reason: 'Ghi nhầm' }, { by: office, on: m.on }),
  },
  urge: { when: isAtWork, make: (m) => steps.urge(byOffice(m)) },
  changeDeadline: {
    when: isOpen,
    make: (m) => steps.changeDeadline(m.number === 1 && m.days > 5 ? null : addDays(m.on, m.days * 4 - 10), byOffice(m)),
  },
  suspend: { when: (m) => isAtWork(m) && m.days < 4, make: (m) => steps.suspend(byOffice(m)) },
  resume: {
    weight: 2,
    when: isNow('suspended'),
    make: (m) => steps.resume({ ...byOffice(m), ...(m.flag ? { due: addDays(m.on, m.days * 5) } : {}) }),
  },
  reopen: {
    weight: 3,
    when: (m) => isFinal(m.part),
    make: (m) => steps.reopen({ ...byOffice(m), ...(m.flag ? { due: addDays(m.on, m.days * 5) } : {}) }),
  },
  cancel: { when: (m) => isOpen(m) && m.days === 0, make: (m) => steps.cancel(byOffice(m)) },
  withdrawPart: { when: (m) => isOpen(m) && m.days === 1, make: (m) => steps.withdrawPart(byOffice(m)) },
  supersede: { when: (m) => isOpen(m) && m.days === 2, make: (m) => steps.supersede(byOffice(m)) },
  closeNotDone: { when: (m) => isOpen(m) && m.days === 3, make: (m) => steps.closeNotDone(byOffice(m)) },
  addMilestone: { when: isOpen, make: (m) => steps.addMilestone(addDays(m.on, m.days * 3), byOffice(m)) },
  changeMilestone: {
    when: hasMilestone('open'),
    make: (m) => steps.changeMilestone(milestoneOf(m, 'open'), addDays(m.on, m.days * 5), byOffice(m)),
  },
  withdrawMilestone: { when: hasMilestone('open'), make: (m) => steps.withdrawMilestone(milestoneOf(m, 'open'), byOffice(m)) },
  reportMilestone: {
    weight: 2,
    when: hasMilestone('open'),
    make: (m) => steps.reportMilestone(milestoneOf(m, 'open'), { ...own(m), sentOn: sentOn(m) }),
  },
  confirmMilestoneDate: {
    weight: 6,
    when: hasMilestone('reported'),
    make: (m) => steps.confirmMilestoneDate(milestoneOf(m, 'reported'), m.flag ? null : addDays(m.on, -m.days), byOffice(m)),
  },
  recur: {
    when: isOpen,
    make: (m) => steps.recur({ kind: m.flag ? 'monthly' : 'quarterly' }, { ...byOffice(m), signed: m.days < 6, dueAfter: m.number }),
  },
  openCycle: { when: ({ real }) => real.recurrence !== null, make: (m) => steps.openCycle(m.real.cycles.length + 1, byOffice(m)) },
  missCycle: { when: hasCycle('open'), make: (m) => steps.missCycle(cycleOf(m, 'open'), byOffice(m)) },
  reportCycle: {
    weight: 2,
    when: hasCycle('open', 'returned'),
    make: (m) => steps.reportCycle(cycleOf(m, 'open', 'returned'), { ...own(m), sentOn: sentOn(m), text: `Kỳ ${m.on}` }),
  },
  signCycle: { weight: 4, when: hasCycle('reported'), make: (m) => steps.signCycle(cycleOf(m, 'reported'), byApprover(m)) },
  returnCycle: {
    weight: 5,
    when: hasCycle('reported'),
    make: (m) => steps.returnCycle(cycleOf(m, 'reported'), byApprover(m)),
  },
  confirmCycleDate: {
    weight: 6,
    when: hasCycle('reported', 'done'),
    make: (m) => steps.confirmCycleDate(cycleOf(m, 'done', 'reported'), m.flag ? null : addDays(m.on, -m.days), byOffice(m)),
  },
  closeRecurring: { when: ({ real, days }) => real.recurrence !== null && days < 3, make: (m) => steps.closeRecurring(byOffice(m)) },
  confirmTakeover: { when: ({ real }) => real.takeover !== null, make: (m) => steps.confirmTakeover(own(m)) },
};
