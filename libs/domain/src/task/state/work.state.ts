import type { AgencyId, CoordinatingPartId, Instant, PersonId } from '../../shared/ids.js';
import type { PlainDate } from '../../shared/plain-date.js';
import type { DocumentRef, FileRef } from '../../shared/references.js';
import type { Moment } from './moment.js';

export interface Submission {
  readonly number: number;
  readonly text: string;
  readonly document: DocumentRef | null;
  readonly sentOn: PlainDate;
  readonly provisional: boolean;
  readonly due: PlainDate | null;
  readonly onTime: boolean | null;
  readonly files: readonly FileRef[];
  readonly submittedBy: PersonId | null;
  readonly submittedAt: Moment;
  readonly despiteOpenAsks: string | null;
  readonly outcome:
    | { readonly kind: 'pending' }
    | {
        readonly kind: 'approved';
        readonly at: Moment;
        readonly by: AgencyId;
        readonly note: string | null;
        readonly document: DocumentRef | null;
      }
    | {
        readonly kind: 'returned';
        readonly at: Moment;
        readonly by: AgencyId;
        readonly how: 'incomplete' | 'not-acceptable';
        readonly reason: string;
        readonly resubmitBy: PlainDate;
      }
    | { readonly kind: 'withdrawn'; readonly at: Moment }
    /** By reassignment or a final act of the Office. */
    | { readonly kind: 'lapsed'; readonly at: Moment };
}

export interface Extension {
  readonly number: number;
  readonly due: PlainDate;
  readonly reason: string;
  readonly document: DocumentRef | null;
  readonly requestedAt: Moment;
  readonly outcome:
    | { readonly kind: 'pending' }
    | { readonly kind: 'granted'; readonly at: Moment; readonly due: PlainDate; readonly document: DocumentRef | null }
    | { readonly kind: 'refused'; readonly at: Moment; readonly reason: string }
    | { readonly kind: 'lapsed'; readonly at: Moment };
}

export interface Ask {
  /** 0: the general request to coordinate; from 1: numbered within the lead part. */
  readonly number: number;
  readonly agencyId: AgencyId;
  readonly coordinatingPart: CoordinatingPartId | null;
  readonly text: string | null;
  readonly replyBy: PlainDate | null;
  readonly askedAt: Moment;
  readonly acknowledgedAt: Moment | null;
  readonly releaseRequested: string | null;
  /** Proof that the request reached the agency, other than its own acknowledgement. */
  readonly delivered: { readonly on: PlainDate; readonly evidence: string } | null;
  /** Agencies that were asked before `agencyId` took their place, oldest first, each with the moment at which it did. */
  readonly predecessors: readonly { readonly agencyId: AgencyId; readonly until: Instant }[];
  readonly outcome:
    | { readonly kind: 'open' }
    /** The reply date passed in silence, which the policy takes for consent. */
    | { readonly kind: 'silent'; readonly at: Moment }
    | { readonly kind: 'answered'; readonly at: Moment; readonly text: string; readonly files: readonly FileRef[] }
    | { readonly kind: 'released'; readonly at: Moment; readonly reason: string }
    | { readonly kind: 'lapsed'; readonly at: Moment };
}

export interface Progress {
  readonly text: string;
  readonly percent: number | null;
  readonly status: 'on-course' | 'at-risk' | 'stuck' | null;
  readonly difficulties: string | null;
  readonly files: readonly FileRef[];
  readonly at: Moment;
}

/** One report of the consolidating agency on all parts of its task. */
export interface ConsolidatedReport {
  readonly number: number;
  readonly agencyId: AgencyId;
  readonly period: string | null;
  readonly text: string;
  readonly difficulties: string | null;
  readonly document: DocumentRef | null;
  readonly files: readonly FileRef[];
  readonly at: Moment;
}
