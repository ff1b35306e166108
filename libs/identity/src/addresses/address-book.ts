import type pg from 'pg';
import type { AgencyId, PersonId, PlainDate } from '#domain';
import type { Position } from '../people.port.js';

/** `none`: not known, or, of Zalo, not agreed to; `refused`: refused for good, until somebody puts it right. */
export type AddressState = 'works' | 'none' | 'refused';

/** Somebody whom neither mail nor Zalo reaches. */
export interface PersonWithoutChannel {
  readonly id: PersonId;
  readonly name: string;
  readonly email: Exclude<AddressState, 'works'>;
  readonly zalo: Exclude<AddressState, 'works'>;
  /** What they hold on that day; empty where they are only nominated. */
  readonly posts: readonly { readonly agency: AgencyId; readonly position: Position; readonly unit: string | null }[];
}

interface PersonRow {
  readonly person_id: string;
  readonly name: string;
  readonly email: PersonWithoutChannel['email'];
  readonly zalo: PersonWithoutChannel['zalo'];
  readonly posts: PersonWithoutChannel['posts'] | null;
}

/** Of both kinds of address the refused ones are asked for by their primary key. */
const stateOf = (known: string, address: string): string =>
  `case when not coalesce(${known}, false) then 'none'
        when exists (select 1 from id.refused_addresses r where r.address = ${address}) then 'refused' else 'works' end`;

/** Where people and agencies are written to: who has no such place, and what an administrator or the Office enters. */
export class AddressBook {
  constructor(private readonly sql: Pick<pg.Pool, 'query'>) {}

  /** Of those who hold a position on a day, and of those nominated; by name. */
  async peopleWithout(on: PlainDate, nominated: readonly PersonId[], hasZalo: boolean): Promise<readonly PersonWithoutChannel[]> {
    const { rows } = await this.sql.query<PersonRow>(
      `select * from (
         select p.person_id, p.name,
                ${stateOf("p.email <> ''", 'lower(p.email)')} as email,
                ${stateOf('$3 and p.zalo_consent and p.phone is not null', 'lower(p.phone)')} as zalo,
                (select json_agg(json_build_object('agency', m.agency_id, 'position', m.position, 'unit', m.unit) order by m.agency_id)
                   from id.memberships m
                  where m.person_id = p.person_id and m.valid_from <= $1 and (m.valid_to is null or m.valid_to >= $1)) as posts
           from id.people p where p.erased_at is null) known
        where email <> 'works' and zalo <> 'works' and (posts is not null or person_id = any($2::uuid[]))
        order by name, person_id`,
      [on, nominated, hasZalo],
    );
    return rows.map(({ person_id, posts, ...row }) => ({ ...row, id: person_id as PersonId, posts: posts ?? [] }));
  }

  /** By agency; one that is not in it has none. */
  async mailboxes(): Promise<ReadonlyMap<AgencyId, Exclude<AddressState, 'none'>>> {
    const { rows } = await this.sql.query<{ agency_id: string; state: Exclude<AddressState, 'none'> }>(
      `select agency_id, ${stateOf("email <> ''", 'lower(email)')} as state from id.mailboxes where email <> ''`,
    );
    return new Map(rows.map(({ agency_id, state }) => [agency_id as AgencyId, state]));
  }

  /** False: there is no such person, or their data were erased. Whoever enters an address says that it works. */
  async enterEmail(person: PersonId, email: string): Promise<boolean> {
    const { rowCount } = await this.sql.query(
      `with cleared as (delete from id.refused_addresses where address = lower($2))
       update id.people set email = $2 where person_id = $1 and erased_at is null`,
      [person, email],
    );
    return rowCount === 1;
  }

  async enterMailbox(agency: AgencyId, email: string): Promise<void> {
    await this.sql.query(
      `with cleared as (delete from id.refused_addresses where address = lower($2))
       insert into id.mailboxes (agency_id, email) values ($1, $2) on conflict (agency_id) do update set email = excluded.email`,
      [agency, email],
    );
  }
}
