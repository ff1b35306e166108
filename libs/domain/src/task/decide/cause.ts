import { nothing } from '../../shared/decision.js';
import type { LeadPart, ObjectiveCause } from '../task.state.js';
import { notAuthorised } from './authority.js';
import {
  firstOf,
  isOpen,
  notHolder,
  onLeadPart,
  refuseIf,
  unlessRefused,
  type CommandOf,
  type PartScene,
  type Refusal,
  type Scene,
  type TaskDecision,
} from './scene.js';

const suspended = ({ part }: PartScene): Refusal | null =>
  refuseIf(part.situation.name === 'suspended', 'TASK.PART_SUSPENDED', { part: part.id });

/** What is late, may still be, or ended undone can be explained; what ended well or was called off need not. */
const mayBeLate = ({ situation }: LeadPart): boolean =>
  situation.name === 'closed-not-done' || (situation.name === 'completed' && situation.verdict === 'late');

/** With evidence, and one undecided at a time. Possible after the end too: lateness is judged then. */
export const claimObjectiveCause = ({ data }: CommandOf<'ClaimObjectiveCause'>, scene: Scene): TaskDecision =>
  onLeadPart(scene, data.part, (own) => {
    const { part, at } = own;
    const { text, from, to, document, files } = data;
    const pending = part.causes.find(({ outcome }) => outcome.kind === 'pending');
    if (pending?.text === text && part.holder === own.meta.onBehalfOf) return nothing();
    return unlessRefused(
      firstOf(
        notHolder(own),
        suspended(own),
        refuseIf(!isOpen(part) && !mayBeLate(part), 'TASK.NOTHING_LATE', { part: part.id, situation: part.situation.name }),
        refuseIf(pending !== undefined, 'TASK.CAUSE_PENDING', { part: part.id, cause: pending?.number ?? null }),
        refuseIf(document === null && files.length === 0, 'TASK.EVIDENCE_MISSING', { part: part.id }),
        refuseIf(from !== null && to !== null && to < from, 'TASK.SPAN_REVERSED', { from, to }),
      ),
      {
        type: 'ObjectiveCauseClaimed',
        data: { part: part.id, cause: part.causes.length + 1, agencyId: part.holder, text, from, to, document, files, effectiveAt: at },
      },
    );
  });

const outcomeOf = (part: LeadPart, number: number): ObjectiveCause['outcome'] | undefined =>
  part.causes.find((cause) => cause.number === number)?.outcome;

const notDecidable = (open: PartScene, { cause, document }: CommandOf<'ConfirmCause' | 'RefuseCause'>['data']): Refusal | null => {
  const outcome = outcomeOf(open.part, cause);
  return firstOf(
    notAuthorised(open, document),
    suspended(open),
    refuseIf(outcome === undefined, 'TASK.NO_SUCH_CAUSE', { part: open.part.id, cause }),
    refuseIf(outcome?.kind !== 'pending', 'TASK.CAUSE_DECIDED', { part: open.part.id, cause }),
  );
};

export const confirmCause = ({ data }: CommandOf<'ConfirmCause'>, scene: Scene): TaskDecision =>
  onLeadPart(scene, data.part, (open) => {
    const { cause, document, note } = data;
    if (outcomeOf(open.part, cause)?.kind === 'confirmed') return nothing();
    return unlessRefused(notDecidable(open, data), {
      type: 'CauseConfirmed',
      data: { part: open.part.id, cause, document, note, effectiveAt: open.at },
    });
  });

export const refuseCause = ({ data }: CommandOf<'RefuseCause'>, scene: Scene): TaskDecision =>
  onLeadPart(scene, data.part, (open) => {
    const { cause, document, reason } = data;
    if (outcomeOf(open.part, cause)?.kind === 'refused') return nothing();
    return unlessRefused(notDecidable(open, data), {
      type: 'CauseRefused',
      data: { part: open.part.id, cause, document, reason, effectiveAt: open.at },
    });
  });
