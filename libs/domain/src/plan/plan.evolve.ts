import { assertNever } from '../shared/decision.js';
import { replaceAtPointer } from '../shared/json-pointer.js';
import type { Recorded } from '../shared/meta.js';
import type { PlanEvent } from './plan.model.js';
import type { PlanState } from './plan.state.js';

/** What the state becomes by an event of the log. Total and dull. */
export const evolvePlan = (state: PlanState, event: PlanEvent, { version }: Recorded): PlanState => {
  switch (event.type) {
    case 'PlanDrafted': {
      const { planId: id, file, document, draft } = event.data;
      return { status: 'draft', id, file, document, draft, corrections: 0, version };
    }
    case 'DraftCorrected': {
      if (state.status !== 'draft') return state;
      const corrected = replaceAtPointer(state.draft, event.data.pointer, event.data.value);
      return { ...state, draft: corrected === null ? state.draft : corrected.value, corrections: state.corrections + 1, version };
    }
    case 'PlanEntered': {
      const { planId: id, effectiveAt: _effective, ...entered } = event.data;
      return { status: 'entering', id, ...entered, draft: 'draft' in state ? state.draft : null, version };
    }
    case 'PlanEntryCompleted':
      return state.status === 'entering' ? { ...state, status: 'entered', version } : state;
    case 'PlanClosed':
      return state.status === 'entering' || state.status === 'entered' ? { ...state, status: 'closed', version } : state;
    default:
      return assertNever(event);
  }
};
