import type pg from 'pg';
import type { AgencyId, PersonId, PlainDate } from '#domain';
import type { Member, Membership, Person, Position } from '../people.port.js';
import { ERASED_NAME, type PeopleRegister } from './people-register.port.js';

interface PersonRow {
  readonly person_id: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly zalo_id: string | null;
  readonly zalo_consent: boolean;
}

interface MembershipRow {
  readonly person_id: string;
  readonly agency_id: string;
  readonly unit: string | null;
  readonly position: Position;
  readonly valid_from: string;
  readonly valid_to: string | null;
}

const PERSON = 'p.person_id, p.name, p.email, p.phone, p.zalo_id, p.zalo_consent';
const PERSONS = { name: 'id_persons', text: `select ${PERSON} from id.people p where p.person_id = any($1::uuid[])` };
const HELD = 'm.valid_from <= $2 and (m.valid_to is null or m.valid_to >= $2)';
/** Heads first, then by name. */
const RANK = `array_position(array['head', 'deputy', 'unit-head', 'officer', 'clerk'], m.position)`;

/** People in schema `id`. Reads go by primary key or by the index on the agency. */
export class PostgresPeople implements PeopleRegister {
  constructor(private readonly pool: Pick<pg.Pool, 'query'>) {}

  async membersOf(agency: AgencyId, on: PlainDate): Promise<readonly Member[]> {
    const { rows } = await this.pool.query<PersonRow & MembershipRow>(
      `select ${PERSON}, m.unit, m.position from id.memberships m join id.people p using (person_id)
       where m.agency_id = $1 and ${HELD} and p.erased_at is null order by ${RANK}, p.name, p.person_id`,
      [agency, on],
    );
    return rows.map((row) => ({ ...personOf(row), position: row.position, unit: row.unit }));
  }

  async membershipsOf(person: PersonId, on: PlainDate): Promise<readonly Membership[]> {
    const { rows } = await this.pool.query<MembershipRow>(
      `select m.person_id, m.agency_id, m.unit, m.position, m.valid_from::text, m.valid_to::text
       from id.memberships m where m.person_id = $1 and ${HELD} order by m.agency_id`,
      [person, on],
    );
    return rows.map(membershipOf);
  }

  async mailboxOf(agency: AgencyId): Promise<string | null> {
    const { rows } = await this.pool.query<{ email: string }>('select email from id.mailboxes where agency_id = $1', [agency]);
    return rows[0]?.email ?? null;
  }

  async person(id: PersonId): Promise<Person | null> {
    return (await this.persons([id])).get(id) ?? null;
  }

  async persons(ids: readonly PersonId[]): Promise<ReadonlyMap<PersonId, Person>> {
    const { rows } = await this.pool.query<PersonRow>({ ...PERSONS, values: [ids] });
    return new Map(rows.map((row) => [row.person_id as PersonId, personOf(row)]));
  }

  async names(ids: readonly PersonId[]): Promise<ReadonlyMap<PersonId, string>> {
    const { rows } = await this.pool.query<{ person_id: string; name: string }>(
      'select person_id, name from id.people where person_id = any($1::uuid[])',
      [ids],
    );
    return new Map(rows.map((row) => [row.person_id as PersonId, row.name]));
  }

  async savePerson({ id, name, email, phone, zaloId, zaloConsent }: Person): Promise<void> {
    await this.pool.query(
      `insert into id.people (person_id, name, email, phone, zalo_id, zalo_consent) values ($1, $2, $3, $4, $5, $6)
       on conflict (person_id) do update set name = excluded.name, email = excluded.email, phone = excluded.phone,
         zalo_id = excluded.zalo_id, zalo_consent = excluded.zalo_consent where id.people.erased_at is null`,
      [id, name, email, phone, zaloId, zaloConsent],
    );
  }

  async saveMembership({ personId, agencyId, unit, position, from, to }: Membership): Promise<void> {
    await this.pool.query(
      `insert into id.memberships (person_id, agency_id, unit, position, valid_from, valid_to) values ($1, $2, $3, $4, $5, $6)
       on conflict (person_id, agency_id, valid_from) do update
         set unit = excluded.unit, position = excluded.position, valid_to = excluded.valid_to`,
      [personId, agencyId, unit, position, from, to],
    );
  }

  async endMembership(person: PersonId, agency: AgencyId, to: PlainDate): Promise<void> {
    await this.pool.query(
      `update id.memberships set valid_to = $3
       where person_id = $1 and agency_id = $2 and valid_from <= $3 and (valid_to is null or valid_to > $3)`,
      [person, agency, to],
    );
  }

  async saveMailbox(agency: AgencyId, email: string): Promise<void> {
    await this.pool.query(
      'insert into id.mailboxes (agency_id, email) values ($1, $2) on conflict (agency_id) do update set email = excluded.email',
      [agency, email],
    );
  }

  /** One statement: the account goes (and its sessions with it), and what was wished, when the person's data go. */
  async erase(person: PersonId): Promise<void> {
    await this.pool.query(
      `with closed as (delete from id.accounts where person_id = $1),
            forgotten as (delete from id.reminder_wishes where person_id = $1),
            unsaid as (update id.stand_ins set reason = null where absent_id = $1 or receiver_id = $1)
       update id.people set name = $2, email = null, phone = null, zalo_id = null, zalo_consent = false, erased_at = clock_timestamp()
       where person_id = $1 and erased_at is null`,
      [person, ERASED_NAME],
    );
  }
}

const personOf = (row: PersonRow): Person => ({
  id: row.person_id as PersonId,
  name: row.name,
  email: row.email,
  phone: row.phone,
  zaloId: row.zalo_id,
  zaloConsent: row.zalo_consent,
});

const membershipOf = (row: MembershipRow): Membership => ({
  personId: row.person_id as PersonId,
  agencyId: row.agency_id as AgencyId,
  unit: row.unit,
  position: row.position,
  from: row.valid_from as PlainDate,
  to: row.valid_to as PlainDate | null,
});
