import type pg from 'pg';

/** An e-mail address or a phone that was refused for good, and whose it is. */
export interface RefusedAddress {
  readonly address: string;
  readonly reason: string;
  /** ISO instant. */
  readonly refusedAt: string;
  /** Names of the people, or ids of the agencies, that it is kept for. */
  readonly people: readonly string[];
  readonly agencies: readonly string[];
}

const ARE_REFUSED = {
  name: 'id_are_refused',
  text: `
  select exists (select 1 from id.refused_addresses r where r.address = lower(asked.address)) as refused
    from unnest($1::text[]) with ordinality as asked (address, nth) order by nth`,
};

/** Addresses that are written to no more until somebody puts them right. */
export class RefusedAddresses {
  constructor(private readonly sql: Pick<pg.Pool, 'query'>) {}

  async mark(address: string, reason: string): Promise<void> {
    await this.sql.query(
      `insert into id.refused_addresses (address, reason) values (lower($1), $2)
       on conflict (address) do update set reason = excluded.reason, refused_at = app_now()`,
      [address, reason.slice(0, 500)],
    );
  }

  /** The address works again: the next mail goes there. */
  async clear(address: string): Promise<void> {
    await this.sql.query('delete from id.refused_addresses where address = lower($1)', [address]);
  }

  /** Of each, in the order given: whether nobody writes to it any more. */
  async areRefused(addresses: readonly string[]): Promise<readonly boolean[]> {
    const { rows } = await this.sql.query<{ refused: boolean }>({ ...ARE_REFUSED, values: [addresses] });
    return rows.map(({ refused }) => refused);
  }

  /** Those that are still in use, newest first. */
  async list(): Promise<readonly RefusedAddress[]> {
    const { rows } = await this.sql.query<{ address: string; reason: string; refused_at: Date; people: string[]; agencies: string[] }>(
      `select r.address, r.reason, r.refused_at,
              array(select p.name from id.people p where r.address in (lower(p.email), p.phone) order by p.name) as people,
              array(select m.agency_id from id.mailboxes m where lower(m.email) = r.address order by m.agency_id) as agencies
         from id.refused_addresses r
        where exists (select 1 from id.people p where r.address in (lower(p.email), p.phone))
           or exists (select 1 from id.mailboxes m where lower(m.email) = r.address)
        order by r.refused_at desc, r.address limit 500`,
    );
    return rows.map(({ refused_at, ...row }) => ({ ...row, refusedAt: refused_at.toISOString() }));
  }
}
