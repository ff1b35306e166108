import type { Instant } from '#domain';
import type { Occurrence, PlannedSilence } from '../plan/plan-row.js';

/** Why a reminder was not sent. */
export type Silence = PlannedSilence | 'superseded' | 'moved-on' | 'no-recipient' | 'no-such-seat' | 'muted';

/** One occurrence for one recipient (`none`: for nobody). */
export interface LedgerLine {
  readonly occurrence: Occurrence;
  readonly recipientKey: string;
  readonly deliveryId: string | null;
  readonly outcome: 'suppressed' | 'refused' | null;
  readonly reason: Silence | null;
  /** The naming by which its recipient stands in for another. */
  readonly standIn?: string | null;
}

export const NOBODY = 'none';

/** A line as stored, for the fence and for the composer. */
export interface StoredLine {
  readonly rowKey: string;
  readonly planKey: string;
  readonly taskId: string;
  readonly planId: string | null;
  readonly dueAt: Instant;
  readonly standIn: string | null;
}
