import { nothing } from '../../shared/decision.js';
import type { Extension, LeadPart } from '../task.state.js';
import { notAuthorised } from './authority.js';
import {
  asHolder,
  closedOrSuspended,
  firstOf,
  notAtWork,
  onLeadPart,
  refuseIf,
  unlessRefused,
  type CommandOf,
  type PartScene,
  type Refusal,
  type Scene,
  type TaskDecision,
} from './scene.js';

const pendingExtension = (part: LeadPart): Extension | undefined => part.extensions.find(({ outcome }) => outcome.kind === 'pending');

/** One pending; later than the date in force; from `acknowledged` on, not while submitted. */
export const requestExtension = ({ data }: CommandOf<'RequestExtension'>, scene: Scene): TaskDecision =>
  asHolder(scene, data.part, (own) => {
    const { part, at, today } = own;
    const { due, reason, document } = data;
    const pending = pendingExtension(part);
    if (pending?.due === due && pending.reason === reason) return nothing();
    return unlessRefused(
      firstOf(
        notAtWork(own),
        refuseIf(part.due === null, 'TASK.NO_DEADLINE', { part: part.id }),
        refuseIf(pending !== undefined, 'TASK.EXTENSION_PENDING', { part: part.id, extension: pending?.number ?? null }),
        notLater(part, due),
        refuseIf(due < today, 'TASK.EXTENSION_IN_PAST', { part: part.id, asked: due }),
      ),
      {
        type: 'ExtensionRequested',
        data: { part: part.id, extension: part.extensions.length + 1, due, reason, document, effectiveAt: at },
      },
    );
  });

const notLater = (part: LeadPart, due: NonNullable<LeadPart['due']>): Refusal | null =>
  refuseIf(part.due !== null && due <= part.due, 'TASK.EXTENSION_NOT_LATER', { part: part.id, due: part.due, asked: due });

/** The decision names the request it means. */
const notDecidable = (
  open: PartScene,
  { extension: number, document }: CommandOf<'GrantExtension' | 'RefuseExtension'>['data'],
): Refusal | null => {
  const { part } = open;
  const extension = part.extensions.find((candidate) => candidate.number === number);
  return firstOf(
    notAuthorised(open, document),
    closedOrSuspended(open),
    refuseIf(extension === undefined, 'TASK.NO_SUCH_EXTENSION', { part: part.id, extension: number }),
    refuseIf(extension?.outcome.kind !== 'pending', 'TASK.EXTENSION_DECIDED', { part: part.id, extension: number }),
  );
};

const outcomeOf = (part: LeadPart, number: number): Extension['outcome'] | undefined =>
  part.extensions.find((extension) => extension.number === number)?.outcome;

/** Granted after the due date it moves the date from then on; the days already overdue stay. */
export const grantExtension = ({ data }: CommandOf<'GrantExtension'>, scene: Scene): TaskDecision =>
  onLeadPart(scene, data.part, (open) => {
    const { part, at } = open;
    const { extension, due, document } = data;
    const outcome = outcomeOf(part, extension);
    if (outcome?.kind === 'granted' && outcome.due === due) return nothing();
    const nth = part.extensions.filter((earlier) => earlier.outcome.kind === 'granted').length + 1;
    return unlessRefused(firstOf(notDecidable(open, data), notLater(part, due)), {
      type: 'ExtensionGranted',
      data: { part: part.id, extension, nth, from: part.due, due, document, effectiveAt: at },
    });
  });

export const refuseExtension = ({ data }: CommandOf<'RefuseExtension'>, scene: Scene): TaskDecision =>
  onLeadPart(scene, data.part, (open) => {
    const { part, at } = open;
    const { extension, reason, document } = data;
    if (outcomeOf(part, extension)?.kind === 'refused') return nothing();
    return unlessRefused(notDecidable(open, data), {
      type: 'ExtensionRefused',
      data: { part: part.id, extension, reason, document, effectiveAt: at },
    });
  });
