import type { ReminderPolicyView } from '#contracts';
import { draftOf, says, type PolicyDraft } from './policy-draft.js';
import { policySections, type PolicyField } from './policy-fields.js';

/** What somebody is changing: nothing but their own edits, over the policy in force as they see it. */
export interface PolicyWork {
  readonly seen: ReminderPolicyView;
  /** What they typed, by the field's path, where the policy says something else. */
  readonly edits: PolicyDraft;
  /** What was in force when they began, where others changed it since; otherwise null. */
  readonly before: ReminderPolicyView | null;
}

export const workOn = (policy: ReminderPolicyView): PolicyWork => ({ seen: policy, edits: {}, before: null });

export const isUntouched = ({ edits, before }: PolicyWork): boolean => Object.keys(edits).length === 0 && before === null;

/** The whole form: the policy in force, and the edits on top of it. */
export const draftIn = ({ seen, edits }: PolicyWork): PolicyDraft => ({ ...draftOf(seen.settings), ...edits });

/** The form is to say this. */
export const edited = (work: PolicyWork, draft: PolicyDraft): PolicyWork => {
  const inForce = draftOf(work.seen.settings);
  const edits = Object.entries(draft).filter(([path, typed]) => String(typed) !== String(inForce[path]));
  return { ...work, edits: Object.fromEntries(edits) };
};

/** A plan that follows the general policy keeps its version when that one changes: the settings count too. */
export const isSamePolicy = (one: ReminderPolicyView, other: ReminderPolicyView): boolean =>
  one.version === other.version && JSON.stringify(one.settings) === JSON.stringify(other.settings);

/**
 * The work goes on over a newer policy: what was edited stays edited, everything else is as the newer policy has it.
 * `wasAsked`: whether effects were asked for, which are now those of an overtaken policy; then the change is told even where nothing was edited.
 */
export const overNewer = ({ seen, edits, before }: PolicyWork, newer: ReminderPolicyView, wasAsked: boolean): PolicyWork => {
  const own = Object.entries(edits).filter(([path, typed]) => ![seen, newer].some(({ settings }) => says(settings, path, typed)));
  return { seen: newer, edits: Object.fromEntries(own), before: own.length > 0 || wasAsked ? (before ?? seen) : null };
};

/** What both this work and others have changed. */
export const contestedIn = ({ seen, edits, before }: PolicyWork): readonly PolicyField[] => {
  if (before === null) return [];
  const [once, now] = [draftOf(before.settings), draftOf(seen.settings)];
  return policySections
    .flatMap(({ fields }) => fields)
    .filter(({ path }) => edits[path] !== undefined && String(once[path]) !== String(now[path]));
};
