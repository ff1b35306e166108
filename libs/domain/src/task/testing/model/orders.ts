import { addDays, type PlainDate } from '../../../shared/plain-date.js';
import type { AgencyId } from '../../../shared/ids.js';
import type { TaskCommand } from '../../task.commands.js';
import type { LeadPart, Task } from '../../task.state.js';
import * as steps from '../steps.js';
import { act, chairman, office, part, person, province } from '../scenario.js';
import type { Draw } from './draw.js';
import { dueOf, isFinal, type ExpectedPart } from './expected.js';
import { heirs } from './world.js';

/** An act about to be ordered: what chance drew, and the part and task as they stand. */
export interface Meant extends Draw {
  readonly on: PlainDate;
  readonly part: ExpectedPart;
  readonly real: LeadPart;
  readonly task: Task;
}

interface Order {
  /** Whether it is likely to be carried out; an act gone astray is ordered all the same. */
  readonly when: (meant: Meant) => boolean;
  readonly make: (meant: Meant) => TaskCommand;
}

const isNow =
  (...names: readonly string[]) =>
  ({ part: { work } }: Meant): boolean =>
    names.includes(work);
const isOpen = (m: Meant): boolean => !isFinal(m.part);
const isAtWork = (m: Meant): boolean => isOpen(m) && m.part.work !== 'suspended';
const mayStart = isNow('acknowledged', 'in-progress', 'returned');
const document = { number: '88/QĐ-UBND', date: null, signer: null, form: null };

/** On the part, by its holder, on that day. */
const own = (m: Meant) => ({ of: m.of, by: m.stray ? m.other : m.part.holder, on: m.on });
const byOffice = (m: Meant) => ({ of: m.of, on: m.on });
const byApprover = (m: Meant) => {
  const by = m.flag ? (m.part.approver ?? chairman) : province;
  return { of: m.of, by: m.stray ? m.other : by, on: m.on };
};
const lastSubmission = (m: Meant): number => (m.stray ? m.number : m.part.submissions.length);
const sentOn = (m: Meant): PlainDate => addDays(m.on, m.flag ? 0 : -m.days);

const openAsk = ({ real, number }: Meant) => {
  const open = real.asks.filter(({ outcome }) => outcome.kind === 'open');
  return open[number % Math.max(1, open.length)] ?? null;
};
const askedOf = (m: Meant): { readonly ask: number; readonly agency: AgencyId } => {
  const ask = openAsk(m);
  return { ask: ask?.number ?? m.number, agency: m.stray || ask === null ? m.other : ask.agencyId };
};
const hasOpenAsk = (m: Meant): boolean => openAsk(m) !== null;
const coordinatorOf = ({ task, number }: Meant) => task.coordinators[number % Math.max(1, task.coordinators.length)] ?? null;
const cycleOf = ({ real, number }: Meant, ...kinds: readonly string[]): number =>
  real.cycles.find(({ outcome }) => kinds.includes(outcome.kind))?.number ?? number;
const hasCycle =
  (...kinds: readonly string[]) =>
  ({ real }: Meant): boolean =>
    real.cycles.some(({ outcome }) => kinds.includes(outcome.kind));
const milestoneOf = ({ real, number }: Meant, kind: string): number =>
  real.milestones.find(({ outcome }) => outcome.kind === kind)?.number ?? number;
const hasMilestone =
  (kind: string) =>
  ({ real }: Meant): boolean =>
    real.milestones.some(({ outcome }) => outcome.kind === kind);
const hasProvisional = ({ part: { submissions } }: Meant): boolean => submissions.at(-1)?.provisional === true;

export const orders: Readonly<Record<string, Order>> = {
  acknowledge: { when: isNow('awaiting'), make: (m) => steps.acknowledge(own(m)) },
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
  submit: { when: mayStart, make: (m) => steps.submit({ ...own(m), sentOn: sentOn(m), despite: 'Không chờ được' }) },
  withdraw: { when: isNow('submitted'), make: (m) => steps.withdraw(lastSubmission(m), own(m)) },
  giveBack: {
    when: isNow('submitted'),
    make: (m) => steps.giveBack(lastSubmission(m), { ...byApprover(m), kind: m.days < 7 ? 'incomplete' : 'not-acceptable' }),
  },
  approve: { when: isNow('submitted'), make: (m) => steps.approve(lastSubmission(m), byApprover(m)) },
  recordApproval: {
    when: isNow('submitted'),
    make: (m) => act('RecordApproval', { part: part(m.of), submission: lastSubmission(m), document, note: null }, { by: office, on: m.on }),
  },
  confirm: {
    when: isNow('approved'),
    make: (m) => act('ConfirmCompletion', { part: part(m.of), submission: lastSubmission(m) }, { by: office, on: m.on }),
  },
  confirmSentDate: { when: hasProvisional, make: (m) => steps.confirmSentDate(lastSubmission(m), byOffice(m)) },
  correctSentDate: {
    when: isNow('submitted', 'returned'),
    make: (m) => steps.correctSentDate(lastSubmission(m), addDays(m.on, -m.days), byOffice(m)),
  },
  requestExtension: { when: (m) => mayStart(m) && dueOf(m.part) !== null, make: (m) => steps.requestExtension(later(m), own(m)) },
  grant: { when: (m) => m.part.extensionPending && isAtWork(m), make: (m) => steps.grant(extension(m), later(m), byAuthority(m)) },
  refuseExtension: {
    when: (m) => m.part.extensionPending && isAtWork(m),
    make: (m) => steps.refuseExtension(extension(m), byAuthority(m)),
  },
  claimCause: { when: isAtWork, make: (m) => steps.claimCause({ ...own(m), text: `Nguyên nhân ${m.on}` }) },
  confirmCause: { when: (m) => m.part.causePending, make: (m) => steps.confirmCause(m.real.causes.length, byAuthority(m)) },
  refuseCause: { when: (m) => m.part.causePending, make: (m) => steps.refuseCause(m.real.causes.length, byAuthority(m)) },
  ask: {
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
    when: hasOpenAsk,
    make: (m) => steps.deliver({ of: m.of, ask: askedOf(m).ask, to: askedOf(m).agency, arrived: m.on, on: m.on }),
  },
  acceptSilence: { when: hasOpenAsk, make: (m) => steps.acceptSilence({ of: m.of, ask: askedOf(m).ask, to: askedOf(m).agency, on: m.on }) },
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
  urge: { when: isAtWork, make: (m) => steps.urge(byOffice(m)) },
  changeDeadline: {
    when: isOpen,
    make: (m) => steps.changeDeadline(m.number === 1 && m.days > 5 ? null : addDays(m.on, m.days * 4 - 10), byOffice(m)),
  },
  suspend: { when: (m) => isAtWork(m) && m.days < 4, make: (m) => steps.suspend(byOffice(m)) },
  resume: {
    when: isNow('suspended'),
    make: (m) => steps.resume({ ...byOffice(m), ...(m.flag ? { due: addDays(m.on, m.days * 5) } : {}) }),
  },
  reopen: {
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
    when: hasMilestone('open'),
    make: (m) => steps.reportMilestone(milestoneOf(m, 'open'), { ...own(m), sentOn: sentOn(m) }),
  },
  confirmMilestoneDate: {
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
    when: hasCycle('open', 'returned'),
    make: (m) => steps.reportCycle(cycleOf(m, 'open', 'returned'), { ...own(m), sentOn: sentOn(m), text: `Kỳ ${m.on}` }),
  },
  signCycle: { when: hasCycle('reported'), make: (m) => steps.signCycle(cycleOf(m, 'reported'), byApprover(m)) },
  returnCycle: { when: hasCycle('reported'), make: (m) => steps.returnCycle(cycleOf(m, 'reported'), byApprover(m)) },
  confirmCycleDate: {
    when: hasCycle('reported', 'done'),
    make: (m) => steps.confirmCycleDate(cycleOf(m, 'done', 'reported'), m.flag ? null : addDays(m.on, -m.days), byOffice(m)),
  },
  closeRecurring: { when: ({ real, days }) => real.recurrence !== null && days < 3, make: (m) => steps.closeRecurring(byOffice(m)) },
  confirmTakeover: { when: ({ real }) => real.takeover !== null, make: (m) => steps.confirmTakeover(own(m)) },
};

const later = (m: Meant): PlainDate => {
  const due = dueOf(m.part) ?? m.on;
  return addDays(due > m.on ? due : m.on, m.stray ? -m.days : m.days + 1);
};
const extension = (m: Meant): number => (m.stray ? m.number : m.real.extensions.length);
const byAuthority = (m: Meant) => ({ of: m.of, on: m.on, by: m.stray ? m.other : province });

/** What a reorganisation orders of one task: each open part, each coordinating part, each approver that ended. */
export const successionsIn = (task: Task, on: PlainDate): readonly TaskCommand[] => [
  ...task.leads.flatMap((each) => {
    const to = heirs.get(each.holder);
    return to === undefined || to === null ? [] : [steps.succeed(each.holder, to, { of: each.id, on, effectiveOn: on })];
  }),
  ...task.coordinators.flatMap((each) => {
    const to = heirs.get(each.holder);
    return to === undefined || to === null || each.released
      ? []
      : [steps.succeedCoordinator(each.id, each.holder, to, { on, effectiveOn: on })];
  }),
  ...task.leads.flatMap((each) => {
    const to = each.approver === null ? undefined : heirs.get(each.approver);
    return to === undefined || each.approver === null
      ? []
      : [steps.succeedApprover(each.approver, to, { of: each.id, on, effectiveOn: on })];
  }),
];
