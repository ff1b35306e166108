import type { PlainDate } from '../../shared/plain-date.js';
import type { DocumentRef, FileRef } from '../../shared/references.js';
import type { Moment } from './moment.js';

/** Something to be reached on the way, with a due date and a verdict of its own. */
export interface Milestone {
  readonly number: number;
  readonly text: string;
  readonly due: PlainDate;
  /** Every due date with the moment from which it ruled, oldest first. */
  readonly dueHistory: readonly { readonly due: PlainDate; readonly from: Moment }[];
  readonly addedAt: Moment;
  readonly outcome:
    | { readonly kind: 'open' }
    | {
        readonly kind: 'reported';
        readonly at: Moment;
        readonly text: string;
        readonly document: DocumentRef | null;
        readonly sentOn: PlainDate;
        /** The date was typed earlier than the day of entry, and the Office has not confirmed it yet. */
        readonly provisional: boolean;
        readonly due: PlainDate;
        readonly onTime: boolean;
        readonly files: readonly FileRef[];
      }
    | { readonly kind: 'withdrawn'; readonly at: Moment; readonly basis: string };
}
