import type { AgencyId, IndicatorId, LeadPartId, PlanId, TaskId } from '../../shared/ids.js';
import type { PlainDate } from '../../shared/plain-date.js';
import type { DocumentRef, FileRef } from '../../shared/references.js';
import type { AmendTask } from '../../task/task.commands.js';
import type { PlanDocument, PlanIndicatorRow, PlanTaskRow } from '../plan.model.js';

/** What a person confirmed for one task: the command that carries it out lacks only its number and basis. */
export type TaskOrders = Omit<AmendTask['data'], 'amendment' | 'basis' | 'document'>;

/** One line of a comparison, as confirmed. `row` is the line of the new version. */
export type AmendedTaskLine =
  | { readonly kind: 'kept'; readonly taskId: TaskId; readonly row: PlanTaskRow }
  | { readonly kind: 'changed'; readonly taskId: TaskId; readonly row: PlanTaskRow; readonly orders: TaskOrders }
  | { readonly kind: 'added'; readonly taskId: TaskId; readonly row: PlanTaskRow }
  | { readonly kind: 'withdrawn'; readonly taskId: TaskId; readonly row: null; readonly orders: TaskOrders };

export type AmendedIndicatorLine =
  | { readonly kind: 'kept' | 'changed' | 'added'; readonly indicatorId: IndicatorId; readonly row: PlanIndicatorRow }
  | { readonly kind: 'withdrawn'; readonly indicatorId: IndicatorId; readonly row: null };

/** A new version of the plan, line by line against the one that is followed. */
export interface Amendment {
  /** The reviewed draft of the new version. */
  readonly draftId: PlanId;
  readonly document: PlanDocument;
  readonly file: FileRef | null;
  /** In words, for the history of every changed task. */
  readonly basis: string;
  readonly basisDocument: DocumentRef | null;
  /** The day from which the new version holds. */
  readonly effectiveOn: PlainDate;
  readonly groups: readonly { readonly ordinal: string; readonly title: string }[];
  readonly tasks: readonly AmendedTaskLine[];
  readonly indicators: readonly AmendedIndicatorLine[];
}

/** An amendment that has been taken into the plan. */
export interface PastAmendment {
  readonly number: number;
  readonly draftId: PlanId;
  readonly document: PlanDocument;
  readonly file: FileRef | null;
  readonly effectiveOn: PlainDate;
  readonly recordedAt: string;
}

/** How a line of the new version differs from the line that is followed. */
export type LineChange =
  'reworded' | 're-dated' | 're-assigned' | 'coordinators' | 'approver' | 'renumbered' | 'restyled' | 'added' | 'withdrawn';

/** Where the live state has moved away from the old version: a person decides. */
export type LiveNote =
  /** The part's date was granted or set otherwise; `proposed` is kept unless a person says otherwise. */
  | {
      readonly code: 'due-moved';
      readonly part: LeadPartId;
      readonly live: PlainDate | null;
      readonly next: PlainDate | null;
      readonly proposed: PlainDate | null;
    }
  /** The Office gave the part to an agency that neither version names: it stays. */
  | { readonly code: 'lead-elsewhere'; readonly part: LeadPartId; readonly agencyId: AgencyId }
  /** Named by both versions, but its part was moved or ended since: nothing is assigned anew. */
  | { readonly code: 'lead-gone'; readonly agencyId: AgencyId }
  /** A submission waits for its approver: it is decided as it was sent. */
  | { readonly code: 'submitted'; readonly part: LeadPartId }
  /** The part has ended; nothing of it moves. */
  | { readonly code: 'part-ended'; readonly part: LeadPartId };
