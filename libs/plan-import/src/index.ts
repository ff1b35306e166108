export { ImportRefused } from './refusal.js';
export {
  readPastedPlan,
  readPlanDocument,
  readSourceDocument,
  type Pasted,
  readPlanOfItsDay,
  type DatedDirectory,
  type PlanReading,
  type ReadOptions,
  type Refused,
} from './read-plan-document.js';
export type { OtherPlan } from './checks/draft-rows.js';
export type { RememberedName } from './agencies/agency-index.js';
export { indicatorIdOf, taskIdOf } from './entry/row-ids.js';
export { planRowsOf, type PlanRowsOfDraft, type PlanRowsOptions, type RowProblem } from './entry/plan-rows.js';
export { baselineRows, PlanDecisions, readPlanDecisions } from './entry/plan-decisions.js';
export { readLetter, type LetterUnderstanding } from './quick-entry/read-letter.js';
export { readSignedPdf, type DocumentReading } from './signed-pdf/read-signed-pdf.js';
