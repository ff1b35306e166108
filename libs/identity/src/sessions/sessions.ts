import { createHash, randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { AgencyId, PersonId, PlainDate } from '#domain';
import type { Role } from '../people.port.js';

export interface Session {
  readonly accountId: string;
  readonly username: string;
  readonly personId: PersonId;
  readonly roles: readonly Role[];
  /** Those that the person belongs to on the day asked for. */
  readonly agencies: readonly AgencyId[];
}

interface SessionRow {
  readonly account_id: string;
  readonly username: string;
  readonly person_id: string;
  readonly roles: Role[];
  readonly agencies: AgencyId[];
  readonly stale: boolean;
}

/** A session ends after so long without use, and in any case so long after it was opened. */
const IDLE = `interval '12 hours'`;
const LONGEST = `interval '7 days'`;

const digest = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Prepared once for each connection: every request asks it. By the primary keys and the memberships' index on the person. */
const findSession = {
  name: 'id_find_session',
  text: `select s.account_id, a.username, a.person_id, a.roles, s.seen_at < clock_timestamp() - interval '5 minutes' as stale,
                array(select distinct m.agency_id from id.memberships m
                       where m.person_id = a.person_id and m.valid_from <= $2 and (m.valid_to is null or m.valid_to >= $2)
                       order by m.agency_id) as agencies
           from id.sessions s join id.accounts a using (account_id)
          where s.token_sha256 = $1 and s.expires_at > clock_timestamp() and a.disabled_at is null`,
};

/** Opaque tokens in the browser, their SHA-256 here: who reads the table cannot sign in with it. */
export class Sessions {
  constructor(private readonly pool: pg.Pool) {}

  /** Returns the token for the cookie. Sessions that have ended are swept away on the way. */
  async open(accountId: string): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    await this.pool.query(
      `with swept as (delete from id.sessions where expires_at < clock_timestamp())
       insert into id.sessions (token_sha256, account_id, expires_at) values ($1, $2, clock_timestamp() + ${IDLE})`,
      [digest(token), accountId],
    );
    return token;
  }

  /** Null: unknown, ended, or of a disabled account. Use moves the end on, written at most every five minutes. */
  async find(token: string, on: PlainDate): Promise<Session | null> {
    const { rows } = await this.pool.query<SessionRow>({ ...findSession, values: [digest(token), on] });
    const row = rows[0];
    if (row === undefined) return null;
    if (row.stale) await this.prolong(token);
    const { account_id: accountId, username, person_id: personId, roles, agencies } = row;
    return { accountId, username, personId: personId as PersonId, roles, agencies };
  }

  async close(token: string): Promise<void> {
    await this.pool.query('delete from id.sessions where token_sha256 = $1', [digest(token)]);
  }

  async closeAllOf(accountId: string): Promise<void> {
    await this.pool.query('delete from id.sessions where account_id = $1', [accountId]);
  }

  private async prolong(token: string): Promise<void> {
    await this.pool.query(
      `update id.sessions set seen_at = clock_timestamp(), expires_at = least(clock_timestamp() + ${IDLE}, opened_at + ${LONGEST})
       where token_sha256 = $1`,
      [digest(token)],
    );
  }
}
