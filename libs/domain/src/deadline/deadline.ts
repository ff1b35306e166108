import type { PlainDate } from '../shared/plain-date.js';

export type DeadlineKind = 'date' | 'month' | 'quarter' | 'half-year' | 'year' | 'range' | 'recurring' | 'by-rule' | 'none' | 'unparsed';
export type Recurrence = 'yearly' | 'half-yearly' | 'quarterly' | 'monthly' | 'continuous' | 'by-rule';

/** A deadline as the document says it and as it is counted. A period ends on its last day and never rolls. */
export interface Deadline {
  /** The source text, unchanged but for white space. */
  readonly text: string;
  readonly kind: DeadlineKind;
  readonly start: PlainDate | null;
  readonly due: PlainDate | null;
  readonly recurrence: Recurrence | null;
}

/** What happens to a single date that falls on a day off (default `next`: Civil Code 2015, art. 148, by analogy). */
export type DayOffRule = 'keep' | 'previous' | 'next';
