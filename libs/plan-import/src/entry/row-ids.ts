import { v5 } from 'uuid';
import type { IndicatorId, PlanId, TaskId } from '#domain';

/** Derived from plan and row (0-based): entering the same plan twice gives the same tasks. */
export const taskIdOf = (plan: PlanId, row: number): TaskId => v5(`task:${row}`, plan) as TaskId;
export const indicatorIdOf = (plan: PlanId, row: number): IndicatorId => v5(`indicator:${row}`, plan) as IndicatorId;
