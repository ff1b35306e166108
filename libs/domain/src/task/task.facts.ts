import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { DayOffRule } from '../deadline/deadline.js';
import type { AgencyId, PersonId } from '../shared/ids.js';

/** What the handler gathers before `decide`; the event records what the decision used. */
export interface TaskFacts {
  readonly calendar: WorkingCalendar;
  readonly policy: {
    readonly dayOffRule: DayOffRule;
    /** Working days to resubmit after a return (default 5). */
    readonly resubmissionDays: number;
    /** The Office confirms what the approver approved (default false). */
    readonly needsConfirmation: boolean;
    /** An asked agency that stays silent past its reply date has consented (default false). */
    readonly silenceIsConsent: boolean;
  };
  /** Whether the agency stands in the directory and has not been dissolved. */
  readonly isActiveAgency: (agency: AgencyId) => boolean;
  readonly isMember: (person: PersonId, agency: AgencyId) => boolean;
  /** Whether `superior` may approve in place of `approver`. */
  readonly isSuperior: (superior: AgencyId, approver: AgencyId) => boolean;
}
