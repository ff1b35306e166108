import type { Brand } from './brand.js';

/** UUID of a plan; its stream is `plan-<id>`. */
export type PlanId = Brand<string, 'PlanId'>;
/** UUID of a task; derived from plan and row for tasks entered from a plan; its stream is `task-<id>`. */
export type TaskId = Brand<string, 'TaskId'>;
/** UUID of an indicator; its stream is `indicator-<id>`. */
export type IndicatorId = Brand<string, 'IndicatorId'>;
/** Slug given once and never reused for another body, for example `so-noi-vu`; its stream is `agency-<id>`. */
export type AgencyId = Brand<string, 'AgencyId'>;
/** UUID of a person. Names and addresses stand in erasable tables, never in events. */
export type PersonId = Brand<string, 'PersonId'>;
/** `L01`, `L02`, …: one for each lead agency of a task, kept through reassignment and succession. */
export type LeadPartId = Brand<string, 'LeadPartId'>;
/** `C01`, `C02`, …: one for each coordinating agency of a task. */
export type CoordinatingPartId = Brand<string, 'CoordinatingPartId'>;
/** ISO 8601 instant in UTC, for example `2026-11-23T01:00:00.000Z`. */
export type Instant = Brand<string, 'Instant'>;
