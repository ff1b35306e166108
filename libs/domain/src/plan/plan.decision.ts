import type { Decision } from '../shared/decision.js';
import type { PlanCommand, PlanEvent } from './plan.model.js';
import type { PlanRejection } from './plan.rejections.js';

export type PlanDecision = Decision<PlanEvent, PlanRejection>;
export type CommandOf<Type extends PlanCommand['type']> = Extract<PlanCommand, { type: Type }>;
