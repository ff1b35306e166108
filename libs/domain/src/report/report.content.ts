import type { FiguresPeriod, PeriodLine } from '../figures/period-lines.js';
import type { Figures } from '../figures/figures.js';
import type { AgencyId, Instant, LeadPartId, PlanId, TaskId } from '../shared/ids.js';
import type { PlainDate } from '../shared/plain-date.js';

/** A lượt giao as the report counts it, with what is printed of it. */
export interface ReportLine extends PeriodLine {
  readonly due: PlainDate | null;
  /** The period that a recurring part is counted by, in words; null: the part itself. */
  readonly label: string | null;
  /** Number and day of the document with which it was sent; null: none yet. */
  readonly result: { readonly number: string; readonly on: PlainDate | null } | null;
}

/** What is compared between two countings of one line. */
export type Counted = Pick<ReportLine, 'holder' | 'cell' | 'daysLate'>;

/** A change to what an earlier, locked report counts: it stays as it was, and the difference is told here. */
export interface Adjustment {
  /** Of the report that is not changed. */
  readonly report: string;
  readonly period: FiguresPeriod;
  readonly task: TaskId;
  readonly part: LeadPartId;
  readonly cycle: number | null;
  /** Null: the earlier report did not count it. */
  readonly before: Counted | null;
  /** Null: it counts there no more. */
  readonly after: Counted | null;
  /** Events recorded since, about the time that the earlier report tells of. */
  readonly movedBy: readonly { readonly type: string; readonly recordedAt: Instant }[];
}

/**
 * Everything that a report says, taken once at its cut-off, names as they were then. What is printed later is made of this alone, so
 * that neither later events nor other names nor another way of counting change it.
 */
export interface ReportContent {
  readonly period: FiguresPeriod;
  readonly figures: {
    readonly total: Figures;
    /** Tasks without a lead agency: no lượt giao yet. */
    readonly unassigned: number;
    readonly agencies: readonly { readonly agency: AgencyId; readonly figures: Figures }[];
  };
  readonly lines: readonly ReportLine[];
  readonly adjustments: readonly Adjustment[];
  readonly agencies: readonly { readonly id: AgencyId; readonly name: string }[];
  readonly tasks: readonly {
    readonly id: TaskId;
    readonly ordinal: string | null;
    readonly title: string;
    readonly plan: PlanId | null;
  }[];
  /** Documents that gave the tasks: number, or title where there is none. */
  readonly plans: readonly { readonly id: PlanId; readonly name: string; readonly issuedOn: PlainDate | null }[];
}

/** Names a line within a report and across reports. */
export const lineKey = ({ task, part, cycle }: Pick<ReportLine, 'task' | 'part' | 'cycle'>): string =>
  cycle === null ? `${task}/${part}` : `${task}/${part}/${String(cycle)}`;
