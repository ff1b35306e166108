import type { Act } from './act.js';
import { attachedDecisionActs, attachedLeadActs, attachedOfficeActs, consolidatorActs } from './attached-acts.js';
import { askActs, decisionActs } from './decision-acts.js';
import { leadActs } from './lead-acts.js';
import { officeActs, taskActs } from './office-acts.js';

/** Every act a form exists for, in the order its buttons stand. */
export const allActs: readonly Act[] = [
  ...decisionActs,
  ...attachedDecisionActs,
  ...leadActs,
  ...attachedLeadActs,
  ...askActs,
  ...officeActs,
  ...attachedOfficeActs,
  ...consolidatorActs,
  ...taskActs,
];

const byVerb = new Map<string, Act>(allActs.map((act) => [act.verb, act]));
export const actOf = (verb: string | undefined): Act | null => (verb === undefined ? null : (byVerb.get(verb) ?? null));

const askVerbs = new Set<string>(askActs.map((act) => act.verb));
/** Acts on an ask stand beside the ask, not among the part's buttons. */
export const isAskVerb = (verb: string): boolean => askVerbs.has(verb);

/** The acts among `verbs` that have a form, ordered. */
export const actsAmong = (verbs: readonly string[]): readonly Act[] => allActs.filter((act) => verbs.includes(act.verb));
