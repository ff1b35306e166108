import { type AgencyDirectory, type AgencyId, dateInVietnam, type PersonId, type TaskFacts, type TaskState } from '#domain';
import type { AgencyRegistry, CalendarSource, Clock, MembershipSource, TaskFactsSource } from '../ports.js';

/** The rules in force until reminder and decision policies have versions of their own. */
export const defaultPolicy: TaskFacts['policy'] = {
  dayOffRule: 'next',
  resubmissionDays: 5,
  needsConfirmation: false,
  silenceIsConsent: false,
};

/** Gathers the facts of a decision from the calendar, the agency register and the memberships of today. */
export class GatheredTaskFacts implements TaskFactsSource {
  constructor(
    private readonly sources: {
      readonly calendar: CalendarSource;
      readonly agencies: AgencyRegistry;
      readonly memberships: MembershipSource;
      readonly clock: Clock;
      readonly superiors: (directory: AgencyDirectory) => TaskFacts['isSuperior'];
    },
  ) {}

  async gather(
    _task: TaskState,
    concerning: { readonly people: readonly PersonId[]; readonly agencies: readonly AgencyId[] } = { people: [], agencies: [] },
  ): Promise<TaskFacts> {
    const [calendar, directory, active, members] = await Promise.all([
      this.sources.calendar.calendar(),
      this.sources.agencies.directory(),
      this.activeAmong(concerning.agencies),
      this.membershipsAmong(concerning.people),
    ]);
    return {
      calendar,
      policy: defaultPolicy,
      isActiveAgency: (agency) => active.has(agency),
      isMember: (person, agency) => members.get(person)?.has(agency) ?? false,
      isSuperior: this.sources.superiors(directory),
    };
  }

  private async activeAmong(agencies: readonly AgencyId[]): Promise<ReadonlySet<AgencyId>> {
    const checked = await Promise.all(
      [...new Set(agencies)].map(async (agency) => ((await this.sources.agencies.isActive(agency)) ? [agency] : [])),
    );
    return new Set(checked.flat());
  }

  private async membershipsAmong(people: readonly PersonId[]): Promise<ReadonlyMap<PersonId, ReadonlySet<AgencyId>>> {
    const today = dateInVietnam(this.sources.clock.now());
    const entries = await Promise.all(
      [...new Set(people)].map(async (person) => {
        const memberships = await this.sources.memberships.membershipsOf(person, today);
        return [person, new Set(memberships.map(({ agencyId }) => agencyId))] as const;
      }),
    );
    return new Map(entries);
  }
}
