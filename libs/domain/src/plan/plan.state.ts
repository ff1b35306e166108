import type { AgencyId, Instant, PersonId, PlanId } from '../shared/ids.js';
import type { PlainDate } from '../shared/plain-date.js';
import type { FileRef } from '../shared/references.js';
import type { PastAmendment } from './amendment/amendment.model.js';
import type { Correction } from './draft/corrections.js';
import type { PlanDocument, PlanIndicatorRow, PlanTaskRow } from './plan.model.js';

export interface DraftedPlan {
  readonly status: 'draft';
  readonly id: PlanId;
  readonly file: FileRef;
  readonly document: PlanDocument;
  /** As read, with every correction laid over it in order. */
  readonly draft: unknown;
  readonly corrections: readonly Correction[];
  readonly draftedBy: PersonId | null;
  readonly draftedAt: Instant;
  readonly version: number;
}

/** Given up, or taken over by the plan that it amends. */
export interface ClosedDraft extends Omit<DraftedPlan, 'status'> {
  readonly status: 'draft-closed';
  readonly reason: string;
  readonly takenOverBy: PlanId | null;
}

/** `entering` until the process manager has entered every row, `amending` until it has carried out every line of an amendment. */
export interface EnteredPlan {
  readonly status: 'entering' | 'entered' | 'amending' | 'closed';
  readonly id: PlanId;
  readonly file: FileRef | null;
  readonly document: PlanDocument;
  readonly draft: unknown;
  readonly corrections: readonly Correction[];
  readonly assigningAuthority: AgencyId;
  readonly effectiveOn: PlainDate;
  readonly late: boolean;
  readonly groups: readonly { readonly ordinal: string; readonly title: string }[];
  readonly tasks: readonly PlanTaskRow[];
  readonly indicators: readonly PlanIndicatorRow[];
  readonly enteredBy: PersonId | null;
  /** Oldest first; left out while the plan stands as it was entered. */
  readonly amendments?: readonly PastAmendment[];
  readonly version: number;
}

export type PlanState = { readonly status: 'none' } | DraftedPlan | ClosedDraft | EnteredPlan;

export const initialPlan: PlanState = { status: 'none' };
