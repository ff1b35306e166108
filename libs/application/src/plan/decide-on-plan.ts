import type { AgencyId, PlanCommand } from '#domain';
import type { StoredEvent } from '#event-store';
import { decidePlan, foldPlan } from '../shared/aggregates.js';
import { type Decided, type Refusal, refuse } from '../shared/outcomes.js';

/** Folds the plan's stream and lets the domain decide. */
export const decideOnPlan = (command: PlanCommand, history: readonly StoredEvent[], onBehalfOf: AgencyId | null): Decided | Refusal => {
  const state = foldPlan(history);
  const decision = decidePlan(command, state);
  if (!decision.ok) return refuse('rule', decision.rejection.code, decision.rejection.details, state);
  return { ok: true, events: decision.events, onBehalfOf, effectiveAt: command.meta.effectiveAt ?? command.meta.now };
};
