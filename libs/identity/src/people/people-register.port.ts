import type { AgencyId, PersonId, PlainDate } from '#domain';
import type { Membership, People, Person } from '../people.port.js';

/** People as they are kept: each act may be repeated without harm. */
export interface PeopleRegister extends People {
  /** Adds the person, or replaces what is known of them. */
  savePerson(person: Person): Promise<void>;
  /** Adds the membership, or replaces the one that began on the same day. */
  saveMembership(membership: Membership): Promise<void>;
  endMembership(person: PersonId, agency: AgencyId, to: PlainDate): Promise<void>;
  saveMailbox(agency: AgencyId, email: string): Promise<void>;
  /** Takes name, addresses and the account away for good. The id stays, for the history holds it and nothing more. */
  erase(person: PersonId): Promise<void>;
}

/** Shown in place of a name that has been erased. */
export const ERASED_NAME = 'Người dùng đã xóa thông tin';
