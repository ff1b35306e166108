import { shippedPolicy, type AgencyDirectory, type AgencyId, dateInVietnam, type PersonId, type TaskFacts, type TaskState } from '#domain';
import type { AgencyRegistry, CalendarSource, Clock, Concerned, MembershipSource, PolicySource, TaskFactsSource } from '../ports.js';

/** The terms that ship with the system. */
export const defaultPolicy: TaskFacts['policy'] = {
  dayOffRule: shippedPolicy.dayOffRule,
  resubmissionDays: shippedPolicy.resubmissionDays,
  needsConfirmation: shippedPolicy.needsConfirmation,
  silenceIsConsent: shippedPolicy.silenceIsConsent,
};

/** Gathers the facts of a decision from the calendar, the agency register and the memberships of today. */
export class GatheredTaskFacts implements TaskFactsSource {
  constructor(
    private readonly sources: {
      readonly calendar: CalendarSource;
      readonly agencies: AgencyRegistry;
      readonly memberships: MembershipSource;
      readonly clock: Clock;
      /** Left out: the terms that ship with the system. */
      readonly policies?: PolicySource;
      readonly superiors: (directory: AgencyDirectory) => TaskFacts['isSuperior'];
    },
  ) {}

  async gather(concerning: Concerned = { people: [], agencies: [] }): Promise<(task: TaskState) => TaskFacts> {
    const [policies, calendar, directory, active, members] = await Promise.all([
      this.sources.policies?.book(),
      this.sources.calendar.calendar(),
      this.sources.agencies.directory(),
      this.activeAmong(concerning),
      this.membershipsAmong(concerning.people),
    ]);
    const ofAll = {
      calendar,
      isActiveAgency: (agency: AgencyId) => active.has(agency),
      isMember: (person: PersonId, agency: AgencyId) => members.get(person)?.has(agency) ?? false,
      isSuperior: this.sources.superiors(directory),
    };
    return (task) => ({ ...ofAll, policy: policies?.ruling(task.status === 'none' ? null : task.planId) ?? defaultPolicy });
  }

  private async activeAmong({ agencies: named, namedOn }: Concerned): Promise<ReadonlySet<AgencyId>> {
    const { agencies } = this.sources;
    const counts = async (agency: AgencyId): Promise<boolean> =>
      (await agencies.isActive(agency)) || (namedOn !== undefined && (await agencies.existedOn(agency, namedOn)));
    const checked = await Promise.all([...new Set(named)].map(async (agency) => ((await counts(agency)) ? [agency] : [])));
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
