import { assertNever } from '../shared/decision.js';
import type { Recorded } from '../shared/meta.js';
import { turned, withCorrection } from './draft/corrections.js';
import type { PlanAmended, PlanEvent } from './plan.model.js';
import type { EnteredPlan, PlanState } from './plan.state.js';

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
    case 'PlanAmended':
      return isFollowed(state) ? amended(state, event, recorded) : state;
    case 'PlanAmendmentCompleted':
      return state.status === 'amending' ? { ...state, status: 'entered', version } : state;
    case 'PlanClosed':
      return isFollowed(state) ? { ...state, status: 'closed', version } : state;
    default:
      return assertNever(event);
  }
};

const isFollowed = (state: PlanState): state is EnteredPlan =>
  state.status === 'entering' || state.status === 'entered' || state.status === 'amending';

const byRow = <Row extends { readonly row: number }>(rows: readonly (Row | null)[]): readonly Row[] =>
  rows.filter((row): row is Row => row !== null).toSorted((one, other) => one.row - other.row);

/** The plan says what its new version says; the file and the draft of the first version stay with its first event. */
const amended = (plan: EnteredPlan, { data }: PlanAmended, { version, recordedAt }: Recorded): EnteredPlan => {
  const { amendment: number, draftId, document, file, effectiveOn, groups, tasks, indicators } = data;
  return {
    ...plan,
    status: 'amending',
    document,
    file: file ?? plan.file,
    groups,
    tasks: byRow(tasks.map(({ row }) => row)),
    indicators: byRow(indicators.map(({ row }) => row)),
    amendments: [...(plan.amendments ?? []), { number, draftId, document, file, effectiveOn, recordedAt }],
    version,
  };
};
