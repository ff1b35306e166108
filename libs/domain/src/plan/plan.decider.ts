import { accept, assertNever, nothing, reject } from '../shared/decision.js';
import type { Instant } from '../shared/ids.js';
import { dateInVietnam } from '../shared/plain-date.js';
import { isSameValue } from '../shared/same-value.js';
import { amendPlan } from './amendment/amend-plan.js';
import { inTheWay, lastStanding, lastUndone, stands } from './draft/corrections.js';
import { applyChange, changeOf, type DraftChange } from './draft/draft-change.js';
import type { CommandOf, PlanDecision } from './plan.decision.js';
import type { PlanCommand } from './plan.model.js';
import type { PlanState } from './plan.state.js';

const draftPlan = ({ data }: CommandOf<'DraftPlan'>, state: PlanState, effectiveAt: Instant): PlanDecision => {
  const { planId, file, document, draft } = data;
  if (state.status === 'none') return accept({ type: 'PlanDrafted', data: { planId, file, document, draft, effectiveAt } });
  return state.file?.sha256 === file.sha256 ? nothing() : reject('PLAN.ALREADY_DRAFTED', { plan: state.id });
};

const notADraft = (state: Exclude<PlanState, { status: 'draft' }>): PlanDecision => {
  if (state.status === 'none') return reject('PLAN.NOT_DRAFTED');
  return reject(state.status === 'draft-closed' ? 'PLAN.DRAFT_CLOSED' : 'PLAN.ALREADY_ENTERED', { plan: state.id });
};

/** All or none: a place that does not exist refuses the whole set. What is already so makes no event. */
const correctDraft = ({ data }: CommandOf<'CorrectDraft'>, state: PlanState, effectiveAt: Instant): PlanDecision => {
  if (state.status !== 'draft') return notADraft(state);
  const changes: DraftChange[] = [];
  let { draft } = state;
  for (const edit of data.edits) {
    const change = changeOf(draft, edit);
    if (change === null) return reject('PLAN.NO_SUCH_PLACE', { pointer: edit.pointer });
    if (change.op === 'replace' && isSameValue(change.was, change.value)) continue;
    changes.push(change);
    draft = applyChange(draft, change);
  }
  const known = new Set(state.corrections.filter(stands).flatMap(({ seen }) => seen));
  const seen = [...new Set(data.seen)].filter((finding) => !known.has(finding));
  if (changes.length + seen.length === 0) return nothing();
  return accept({ type: 'DraftCorrected', data: { changes, seen, effectiveAt } });
};

/** Undoes a correction, or does it again; refused where another one reached the same place since. */
const turnCorrection = (command: CommandOf<'UndoCorrection' | 'RedoCorrection'>, state: PlanState, effectiveAt: Instant): PlanDecision => {
  if (state.status !== 'draft') return notADraft(state);
  const isUndo = command.type === 'UndoCorrection';
  const { corrections } = state;
  const named = command.data.correction;
  const found =
    named === null ? (isUndo ? lastStanding(corrections) : lastUndone(corrections)) : corrections.find(({ number }) => number === named);
  if (found === undefined) return reject('PLAN.NO_SUCH_CORRECTION', { correction: named });
  if (found === null) return reject(isUndo ? 'PLAN.NOTHING_TO_UNDO' : 'PLAN.NOTHING_TO_REDO');
  if (stands(found) !== isUndo) return nothing();
  const other = inTheWay(corrections, found);
  if (other !== null) return reject('PLAN.CORRECTED_SINCE', { correction: found.number, other: other.number });
  return accept({ type: isUndo ? 'CorrectionUndone' : 'CorrectionRedone', data: { correction: found.number, effectiveAt } });
};

const closeDraft = ({ data }: CommandOf<'CloseDraft'>, state: PlanState, effectiveAt: Instant): PlanDecision => {
  if (state.status === 'draft-closed' && state.takenOverBy === data.takenOverBy) return nothing();
  return state.status === 'draft' ? accept({ type: 'DraftClosed', data: { ...data, effectiveAt } }) : notADraft(state);
};

const rowTwice = (rows: readonly { readonly row: number }[]): number | null =>
  rows.find(({ row }, index) => rows.findIndex((other) => other.row === row) !== index)?.row ?? null;

/** Safe to press twice: the rows of the first entry stand. */
const enterPlan = ({ data, meta }: CommandOf<'EnterPlan'>, state: PlanState, effectiveAt: Instant): PlanDecision => {
  if (state.status === 'draft-closed') return notADraft(state);
  if (state.status !== 'none' && state.status !== 'draft') return nothing();
  const { planId, document, assigningAuthority, effectiveOn, late, groups, tasks, indicators, file } = data;
  if (tasks.length + indicators.length === 0) return reject('PLAN.NO_ROWS');
  if (effectiveOn > dateInVietnam(meta.now)) return reject('PLAN.EFFECTIVE_IN_FUTURE', { effectiveOn });
  const row = rowTwice(tasks) ?? rowTwice(indicators);
  if (row !== null) return reject('PLAN.ROW_TWICE', { row });
  const rows = { document, assigningAuthority, effectiveOn, late, groups, tasks, indicators, file };
  return accept({ type: 'PlanEntered', data: { planId, ...rows, enteredBy: meta.actor, effectiveAt } });
};

const completeEntry = ({ data }: CommandOf<'CompletePlanEntry'>, state: PlanState, effectiveAt: Instant): PlanDecision => {
  if (state.status === 'entered' || state.status === 'amending' || state.status === 'closed') return nothing();
  if (state.status !== 'entering') return reject('PLAN.NOT_ENTERED');
  const { tasks, indicators } = data;
  const [ofTasks, ofIndicators] = [state.tasks.length, state.indicators.length];
  return tasks === ofTasks && indicators === ofIndicators
    ? accept({ type: 'PlanEntryCompleted', data: { tasks, indicators, effectiveAt } })
    : reject('PLAN.ROWS_MISSING', { tasks, ofTasks, indicators, ofIndicators });
};

/** What a command makes of a plan: events, nothing (already true), or the reason why not. */
export const decidePlan = (command: PlanCommand, state: PlanState): PlanDecision => {
  const effectiveAt = command.meta.effectiveAt ?? command.meta.now;
  switch (command.type) {
    case 'DraftPlan':
      return draftPlan(command, state, effectiveAt);
    case 'CorrectDraft':
      return correctDraft(command, state, effectiveAt);
    case 'UndoCorrection':
    case 'RedoCorrection':
      return turnCorrection(command, state, effectiveAt);
    case 'CloseDraft':
      return closeDraft(command, state, effectiveAt);
    case 'EnterPlan':
      return enterPlan(command, state, effectiveAt);
    case 'CompletePlanEntry':
      return completeEntry(command, state, effectiveAt);
    case 'AmendPlan':
      return amendPlan(command, state, effectiveAt);
    case 'CompletePlanAmendment':
      if (state.status !== 'amending') return nothing();
      return accept({ type: 'PlanAmendmentCompleted', data: { amendment: command.data.amendment, effectiveAt } });
    case 'ClosePlan':
      if (state.status === 'closed') return nothing();
      return state.status === 'entered' || state.status === 'entering' || state.status === 'amending'
        ? accept({ type: 'PlanClosed', data: { basis: command.data.basis, effectiveAt } })
        : reject('PLAN.NOT_ENTERED');
    default:
      return assertNever(command);
  }
};
