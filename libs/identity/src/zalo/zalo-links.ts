import { createHash, randomInt } from 'node:crypto';
import type pg from 'pg';
import type { PersonId } from '#domain';

/** How a person stands with Zalo. ISO instants. */
export interface ZaloLink {
  readonly phone: string | null;
  readonly consentAt: string | null;
  /** Whether the account knows them as one of its followers. */
  readonly isFollowing: boolean;
}

interface LinkRow {
  readonly phone: string | null;
  readonly zalo_consent: boolean;
  readonly zalo_consent_at: Date | null;
  readonly zalo_id: string | null;
}

/** Of a person who agreed; nobody else is written to. */
export interface Subscriber {
  readonly personId: PersonId;
  readonly name: string;
  readonly phone: string;
}

const CODE_MINUTES = 15;
/** What a person writes to the account so that it knows them. */
const CODE_IN_TEXT = /\bDD\s*(\d{8})\b/iu;
const digest = (code: string): Buffer => createHash('sha256').update(code, 'utf8').digest();

/** The work phone that a person registered for Zalo, with their consent, which they may take back; and the account that they follow. */
export class ZaloLinks {
  constructor(private readonly sql: Pick<pg.Pool, 'query'>) {}

  /** @param phone `84…` */
  async register(person: PersonId, phone: string): Promise<void> {
    await this.sql.query(
      `update id.people set phone = $2, zalo_consent = true, zalo_consent_at = app_now() where person_id = $1 and erased_at is null`,
      [person, phone],
    );
  }

  async revoke(person: PersonId): Promise<void> {
    await this.sql.query(
      `with codes as (delete from id.zalo_codes where person_id = $1)
       update id.people set zalo_consent = false, zalo_consent_at = null, zalo_id = null, zalo_wrote_at = null where person_id = $1`,
      [person],
    );
  }

  async of(person: PersonId): Promise<ZaloLink> {
    const { rows } = await this.sql.query<LinkRow>(
      'select phone, zalo_consent, zalo_consent_at, zalo_id from id.people where person_id = $1',
      [person],
    );
    const row = rows[0];
    if (row?.zalo_consent !== true) return { phone: row?.phone ?? null, consentAt: null, isFollowing: false };
    return { phone: row.phone, consentAt: row.zalo_consent_at?.toISOString() ?? null, isFollowing: row.zalo_id !== null };
  }

  /** Good once, for a quarter of an hour; a new one makes the last void. Kept as a hash. */
  async newCode(person: PersonId): Promise<{ readonly code: string; readonly expiresAt: string }> {
    const code = String(randomInt(100_000_000)).padStart(8, '0');
    const { rows } = await this.sql.query<{ expires_at: Date }>(
      `insert into id.zalo_codes (code_sha256, person_id, expires_at) values ($1, $2, clock_timestamp() + make_interval(mins => ${CODE_MINUTES}))
       on conflict (person_id) do update set code_sha256 = excluded.code_sha256, expires_at = excluded.expires_at
       returning expires_at`,
      [digest(code), person],
    );
    return { code, expiresAt: rows[0]?.expires_at.toISOString() ?? '' };
  }

  /** Somebody wrote to the account: opens its window for the one it knows, or, with a code, gets to know them. */
  async wrote(userId: string, text: string, at: string): Promise<void> {
    const code = CODE_IN_TEXT.exec(text)?.[1];
    if (code !== undefined) await this.#redeem(code, userId);
    await this.sql.query('update id.people set zalo_wrote_at = greatest(zalo_wrote_at, $2) where zalo_id = $1', [userId, at]);
  }

  async left(userId: string): Promise<void> {
    await this.sql.query('update id.people set zalo_id = null, zalo_wrote_at = null where zalo_id = $1', [userId]);
  }

  /** The follower behind a phone who wrote within so many days before an instant; left out: before now. */
  async openWindow(phone: string, days: number, at: string | null = null): Promise<string | null> {
    const { rows } = await this.sql.query<{ zalo_id: string }>(
      `select zalo_id from id.people where phone = $1 and zalo_consent and zalo_id is not null
          and zalo_wrote_at > coalesce($3::timestamptz, app_now()) - make_interval(days => $2)`,
      [phone, days, at],
    );
    return rows[0]?.zalo_id ?? null;
  }

  async subscribers(): Promise<readonly Subscriber[]> {
    const { rows } = await this.sql.query<{ person_id: string; name: string; phone: string }>(
      `select person_id, name, phone from id.people
        where zalo_consent and phone is not null and erased_at is null
          and not exists (select 1 from id.refused_addresses r where r.address = phone)
        order by person_id`,
    );
    return rows.map(({ person_id, name, phone }) => ({ personId: person_id as PersonId, name, phone }));
  }

  /** Their ids. */
  async subscribed(): Promise<readonly PersonId[]> {
    return (await this.subscribers()).map(({ personId }) => personId);
  }

  async #redeem(code: string, userId: string): Promise<void> {
    await this.sql.query(
      `with used as (delete from id.zalo_codes where code_sha256 = $1 returning person_id, expires_at),
            freed as (update id.people set zalo_id = null where zalo_id = $2 and person_id not in (select person_id from used)
                       and exists (select 1 from used) returning 1)
       update id.people p set zalo_id = $2 from used
        where p.person_id = used.person_id and used.expires_at > clock_timestamp() and p.zalo_consent and (select count(*) from freed) >= 0`,
      [digest(code), userId],
    );
  }
}
