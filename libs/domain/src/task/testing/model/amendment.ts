import type { AgencyId } from '../../../shared/ids.js';
import type { AmendTask } from '../../task.commands.js';
import { addPart, assigned, close, dayOf, reassign, redate } from './changes.js';
import { dueOf, isFinal, type Expected, type ExpectedPart } from './expected.js';

type Orders = AmendTask['data'];

/** Work that had begun waits for a receipt of the new words, beneath a suspension too. */
const receiveAgain = (part: ExpectedPart): void => {
  const work = part.work === 'suspended' ? part.beneath[0] : part.work;
  if (work !== 'acknowledged' && work !== 'in-progress') return;
  part.again = work;
  part.acknowledged = false;
  if (part.work === 'suspended') part.beneath = ['awaiting'];
  else part.work = 'awaiting';
};

/** What the new version makes of one open part; an agency that would lead what it approves is to be assigned anew. */
const amendPart = (id: string, part: ExpectedPart, command: AmendTask): AgencyId | null => {
  const orders: Orders = command.data;
  const meant = <Item extends { readonly part: string }>(items: readonly Item[]): Item | undefined =>
    items.find((item) => item.part === id);
  const approver = meant(orders.approvers)?.agencyId ?? part.approver;
  const to = meant(orders.reassign)?.agencyId ?? part.holder;
  const moves = to !== part.holder;
  const due = meant(orders.dues);
  if (orders.withdrawn || orders.withdraw.some((each) => each === id) || (moves && to === approver)) {
    close(part, 'withdrawn');
    return moves && !orders.withdrawn ? to : null;
  }
  if (moves) reassign(part, to);
  else if (orders.acknowledgeAgain.some((each) => each === id)) receiveAgain(part);
  if (approver !== part.holder) part.approver = approver;
  if (due !== undefined) redate(part, due.due, dayOf(command));
  return null;
};

/** What a new version of the plan makes of the task: of each open part first, then of the agencies that lead it from now on. */
export const amend = (expected: Expected, command: AmendTask): void => {
  const { assign, dues, withdrawn } = command.data;
  const wanted = withdrawn ? [] : [...assign];
  for (const [id, part] of [...expected.parts].filter(([, each]) => !isFinal(each))) {
    const due = dues.find((each) => each.part === id)?.due ?? dueOf(part);
    const displaced = amendPart(id, part, command);
    if (displaced !== null) wanted.push({ agencyId: displaced, approver: null, approverProposed: false, due });
  }
  for (const { agencyId, approver, due } of wanted) {
    const leads = [...expected.parts.values()].some((part) => !isFinal(part) && part.holder === agencyId);
    if (!leads) addPart(expected, assigned(agencyId, approver === agencyId ? null : approver, due, dayOf(command)));
  }
  expected.withdrawn ||= withdrawn;
};
