import type { AgencyId } from '../../shared/ids.js';
import type { PlainDate } from '../../shared/plain-date.js';
import type { Moment } from './moment.js';

/** The holder came to the part by a reorganisation of agencies, not by an assignment. */
export interface Takeover {
  readonly from: AgencyId;
  readonly basis: string;
  readonly at: Moment;
  /** First overdue day under the predecessor; null where the part was in time. That lateness is the predecessor's. */
  readonly overdueSince: PlainDate | null;
  readonly confirmedAt: Moment | null;
}

/** One agency that has held a part, from then until the next. */
export interface Holding {
  readonly agencyId: AgencyId;
  readonly from: Moment;
  readonly by: 'assignment' | 'reassignment' | 'succession';
}
