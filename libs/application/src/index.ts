export type * from './ports.js';
export type { CommandOutcome, Request } from './commands.js';
export { ActOnIndicator, ActOnTask, CorrectPlanDraft, DraftPlan, EnterPlan } from './commands.js';
