export { ImportRefused } from './refusal.js';
export { readPlanDocument, type OtherPlan, type PlanReading, type ReadOptions, type RememberedName } from './read-plan-document.js';
export { indicatorIdOf, taskIdOf } from './entry/row-ids.js';
export { planRowsOf, type PlanRowsOfDraft, type PlanRowsOptions, type RowProblem } from './entry/plan-rows.js';
export { baselineRows, PlanDecisions, readPlanDecisions } from './entry/plan-decisions.js';
