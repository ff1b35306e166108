import type { AgencyId } from '#domain';
import type { CommandActor } from '../ports.js';
import { type Refusal, refuse } from './outcomes.js';

/** Nobody speaks for an agency that is not theirs; the system itself may name any. */
export const refuseForeignAgency = (actor: CommandActor, onBehalfOf: AgencyId | null): Refusal | null =>
  onBehalfOf === null || actor.via === 'system' || actor.agencies.includes(onBehalfOf)
    ? null
    : refuse('forbidden', 'ACTOR.NOT_YOUR_AGENCY', { agency: onBehalfOf });
