import type { AgencyId, PersonId, PlainDate } from '#domain';

export type Position = 'head' | 'deputy' | 'unit-head' | 'officer' | 'clerk';
/** `administrator` keeps the system; `office` follows up; `approver` signs off; `member` works for an agency. */
export type Role = 'administrator' | 'office' | 'approver' | 'member';

/** Personal data: erasable, masked in logs, never in events. */
export interface Person {
  readonly id: PersonId;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly zaloId: string | null;
  /** The person agreed to be written to by Zalo. */
  readonly zaloConsent: boolean;
}

export interface Membership {
  readonly personId: PersonId;
  readonly agencyId: AgencyId;
  readonly unit: string | null;
  readonly position: Position;
  readonly from: PlainDate;
  readonly to: PlainDate | null;
}

export interface Member extends Person {
  readonly position: Position;
  readonly unit: string | null;
}

/** Who belongs to which agency, as of a civil date. */
export interface People {
  membersOf(agency: AgencyId, on: PlainDate): Promise<readonly Member[]>;
  membershipsOf(person: PersonId, on: PlainDate): Promise<readonly Membership[]>;
  /** The agency's official e-mail address. */
  mailboxOf(agency: AgencyId): Promise<string | null>;
  person(id: PersonId): Promise<Person | null>;
  /** Those of them that are known. */
  persons(ids: readonly PersonId[]): Promise<ReadonlyMap<PersonId, Person>>;
  names(ids: readonly PersonId[]): Promise<ReadonlyMap<PersonId, string>>;
}

/** Who is asking: resolved from a session, a link or the system itself. */
export interface Actor {
  readonly personId: PersonId | null;
  readonly roles: readonly Role[];
  /** Agencies on whose behalf the person may act today. */
  readonly agencies: readonly AgencyId[];
  readonly via: 'web' | 'api' | 'link' | 'cli' | 'system';
}
