import { assertNever } from '../shared/decision.js';
import type { Recorded } from '../shared/meta.js';
import { turned, withCorrection } from './draft/corrections.js';
import type { PlanEvent } from './plan.model.js';
import type { PlanState } from './plan.state.js';

/** What the state becomes by an event of the log. Total and dull. */
export const evolvePlan = (state: PlanState, event: PlanEvent, recorded: Recorded): PlanState => {
  const { version } = recorded;
  switch (event.type) {
    case 'PlanDrafted': {
      const { planId: id, file, document, draft } = event.data;
      const { actor: draftedBy, recordedAt: draftedAt } = recorded;
      return { status: 'draft', id, file, document, draft, corrections: [], draftedBy, draftedAt, version };
    }
    case 'DraftCorrected':
      return state.status === 'draft' ? { ...state, ...withCorrection(state, event.data, recorded), version } : state;
    case 'CorrectionUndone':
    case 'CorrectionRedone':
      return state.status === 'draft' ? { ...state, ...turned(state, event.data.correction, version), version } : state;
    case 'DraftClosed': {
      const { reason, takenOverBy } = event.data;
      return state.status === 'draft' ? { ...state, status: 'draft-closed', reason, takenOverBy, version } : state;
    }
    case 'PlanEntered': {
      const { planId: id, effectiveAt: _effective, ...entered } = event.data;
      return {
        status: 'entering',
        id,
        ...entered,
        draft: 'draft' in state ? state.draft : null,
        corrections: 'corrections' in state ? state.corrections : [],
        version,
      };
    }
    case 'PlanEntryCompleted':
      return state.status === 'entering' ? { ...state, status: 'entered', version } : state;
    case 'PlanClosed':
      return state.status === 'entering' || state.status === 'entered' ? { ...state, status: 'closed', version } : state;
    default:
      return assertNever(event);
  }
};
