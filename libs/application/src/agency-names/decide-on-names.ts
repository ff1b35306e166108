import { type AgencyId, type AgencyNamesCommand, decideAgencyNames } from '#domain';
import type { StoredEvent } from '#event-store';
import { foldAgencyNames } from '../shared/aggregates.js';
import { type Decided, type Refusal, refuse } from '../shared/outcomes.js';

/** Folds the memory of names and lets the domain decide. */
export const decideOnNames = (
  command: AgencyNamesCommand,
  history: readonly StoredEvent[],
  onBehalfOf: AgencyId | null,
): Decided | Refusal => {
  const decision = decideAgencyNames(command, foldAgencyNames(history));
  if (!decision.ok) return refuse('rule', decision.rejection.code, decision.rejection.details);
  return { ok: true, events: decision.events, onBehalfOf, effectiveAt: command.meta.now };
};
