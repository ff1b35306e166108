import type { AgencyId, PersonId, PlainDate } from '#domain';
import type { Member, Membership, Person, Position } from '../people.port.js';
import { ERASED_NAME, type PeopleRegister } from './people-register.port.js';

const RANK: readonly Position[] = ['head', 'deputy', 'unit-head', 'officer', 'clerk'];
const held = ({ from, to }: Membership, on: PlainDate): boolean => from <= on && (to === null || to >= on);

/** The twin of `PostgresPeople` for tests and dry runs. */
export class InMemoryPeople implements PeopleRegister {
  private readonly people = new Map<PersonId, Person>();
  private readonly erased = new Set<PersonId>();
  private readonly mailboxes = new Map<AgencyId, string>();
  private memberships: readonly Membership[] = [];

  membersOf(agency: AgencyId, on: PlainDate): Promise<readonly Member[]> {
    const members = this.memberships
      .filter((membership) => membership.agencyId === agency && held(membership, on) && !this.erased.has(membership.personId))
      .flatMap(({ personId, position, unit }) => {
        const person = this.people.get(personId);
        return person === undefined ? [] : [{ ...person, position, unit }];
      });
    return Promise.resolve(members.sort((one, other) => RANK.indexOf(one.position) - RANK.indexOf(other.position)));
  }

  membershipsOf(person: PersonId, on: PlainDate): Promise<readonly Membership[]> {
    const mine = this.memberships.filter((membership) => membership.personId === person && held(membership, on));
    return Promise.resolve([...mine].sort((one, other) => (one.agencyId < other.agencyId ? -1 : 1)));
  }

  mailboxOf(agency: AgencyId): Promise<string | null> {
    return Promise.resolve(this.mailboxes.get(agency) ?? null);
  }

  person(id: PersonId): Promise<Person | null> {
    return Promise.resolve(this.people.get(id) ?? null);
  }

  persons(ids: readonly PersonId[]): Promise<ReadonlyMap<PersonId, Person>> {
    return Promise.resolve(new Map(ids.flatMap((id) => this.people.get(id) ?? []).map((person) => [person.id, person])));
  }

  names(ids: readonly PersonId[]): Promise<ReadonlyMap<PersonId, string>> {
    const known = ids.flatMap((id) => this.people.get(id) ?? []);
    return Promise.resolve(new Map(known.map(({ id, name }) => [id, name])));
  }

  savePerson(person: Person): Promise<void> {
    if (!this.erased.has(person.id)) this.people.set(person.id, person);
    return Promise.resolve();
  }

  saveMembership(membership: Membership): Promise<void> {
    const isSame = (other: Membership): boolean =>
      other.personId === membership.personId && other.agencyId === membership.agencyId && other.from === membership.from;
    this.memberships = [...this.memberships.filter((other) => !isSame(other)), membership];
    return Promise.resolve();
  }

  endMembership(person: PersonId, agency: AgencyId, to: PlainDate): Promise<void> {
    this.memberships = this.memberships.map((membership) => {
      const concerned = membership.personId === person && membership.agencyId === agency && membership.from <= to;
      return concerned && (membership.to === null || membership.to > to) ? { ...membership, to } : membership;
    });
    return Promise.resolve();
  }

  saveMailbox(agency: AgencyId, email: string): Promise<void> {
    this.mailboxes.set(agency, email);
    return Promise.resolve();
  }

  erase(id: PersonId): Promise<void> {
    if (!this.people.has(id)) return Promise.resolve();
    this.people.set(id, { id, name: ERASED_NAME, email: null, phone: null, zaloId: null, zaloConsent: false });
    this.erased.add(id);
    return Promise.resolve();
  }
}
