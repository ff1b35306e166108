import type pg from 'pg';
import { newId } from '#platform';
import type { PersonId } from '#domain';
import type { Role } from '../people.port.js';
import { hashPassword, verifyPassword } from './passwords.js';

export interface Account {
  readonly id: string;
  readonly username: string;
  readonly personId: PersonId;
  readonly roles: readonly Role[];
  readonly disabled: boolean;
}

export interface NewAccount {
  readonly username: string;
  readonly password: string;
  readonly personId: PersonId;
  readonly roles: readonly Role[];
}

interface AccountRow {
  readonly account_id: string;
  readonly username: string;
  readonly person_id: string;
  readonly roles: Role[];
  readonly disabled: boolean;
  readonly password_hash: string;
}

const COLUMNS = 'account_id, username, person_id, roles, disabled_at is not null as disabled, password_hash';
const nameOf = (username: string): string => username.trim().toLowerCase();

/** Who may sign in. Passwords are kept as argon2id hashes only. */
export class Accounts {
  constructor(private readonly pool: pg.Pool) {}

  /** Null: the name is taken. */
  async create({ username, password, personId, roles }: NewAccount): Promise<Account | null> {
    const { rows } = await this.pool.query<AccountRow>(
      `insert into id.accounts (account_id, username, person_id, password_hash, roles) values ($1, $2, $3, $4, $5)
       on conflict (username) do nothing returning ${COLUMNS}`,
      [newId(), nameOf(username), personId, await hashPassword(password), roles],
    );
    return rows[0] === undefined ? null : accountOf(rows[0]);
  }

  async find(username: string): Promise<Account | null> {
    const row = await this.rowOf(username);
    return row === null ? null : accountOf(row);
  }

  async list(): Promise<readonly Account[]> {
    const { rows } = await this.pool.query<AccountRow>(`select ${COLUMNS} from id.accounts order by username`);
    return rows.map(accountOf);
  }

  /** False: there is no such account. Its sessions end at once. */
  async disable(username: string): Promise<boolean> {
    return this.change(username, 'disabled_at = coalesce(disabled_at, clock_timestamp())', []);
  }

  /** Sets a new password, enables the account again and ends its sessions. */
  async reset(username: string, password: string): Promise<boolean> {
    return this.change(username, 'password_hash = $2, disabled_at = null', [await hashPassword(password)]);
  }

  /** Null for an unknown name, a wrong password and a disabled account alike, in the same time. */
  async verify(username: string, password: string): Promise<Account | null> {
    const row = await this.rowOf(username);
    const matches = await verifyPassword(row?.password_hash ?? null, password);
    return row !== null && matches && !row.disabled ? accountOf(row) : null;
  }

  private async rowOf(username: string): Promise<AccountRow | null> {
    const { rows } = await this.pool.query<AccountRow>(`select ${COLUMNS} from id.accounts where username = $1`, [nameOf(username)]);
    return rows[0] ?? null;
  }

  private async change(username: string, assignment: string, values: readonly unknown[]): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `with changed as (update id.accounts set ${assignment} where username = $1 returning account_id),
            ended as (delete from id.sessions where account_id in (select account_id from changed))
       select account_id from changed`,
      [nameOf(username), ...values],
    );
    return rowCount === 1;
  }
}

const accountOf = (row: AccountRow): Account => ({
  id: row.account_id,
  username: row.username,
  personId: row.person_id as PersonId,
  roles: row.roles,
  disabled: row.disabled,
});
