import type { AgencyId } from '../../shared/ids.js';
import type { PlainDate } from '../../shared/plain-date.js';
import type { DocumentRef, FileRef } from '../../shared/references.js';
import type { Moment } from './moment.js';

/**
 * What, outside the agency's reach, held its work up. It re-judges no verdict: confirmed, it stands beside the lateness as evidence
 * (NĐ 335/2025/NĐ-CP).
 */
export interface ObjectiveCause {
  readonly number: number;
  /** Who held the part and claimed it. */
  readonly agencyId: AgencyId;
  readonly text: string;
  /** The days on which it held the work up; `to` null: it still does, or nobody can tell. */
  readonly from: PlainDate | null;
  readonly to: PlainDate | null;
  readonly document: DocumentRef | null;
  readonly files: readonly FileRef[];
  readonly claimedAt: Moment;
  readonly outcome:
    | { readonly kind: 'pending' }
    | { readonly kind: 'confirmed'; readonly at: Moment; readonly document: DocumentRef | null; readonly note: string | null }
    | { readonly kind: 'refused'; readonly at: Moment; readonly document: DocumentRef | null; readonly reason: string };
}
