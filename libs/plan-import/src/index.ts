export { decodePlanText } from './text/decode-plan-text.js';
export { ImportRefused } from './refusal.js';
export { readPlanText } from './read-plan-text.js';
export { indicatorIdOf, taskIdOf } from './entry/row-ids.js';
export { planRowsOf, type PlanRowsOfDraft, type PlanRowsOptions, type RowProblem } from './entry/plan-rows.js';
export { baselineRows, PlanDecisions, readPlanDecisions } from './entry/plan-decisions.js';
