import type pg from 'pg';
import { SealBroken, type MasterKey } from '#platform';
import { NoAnswer, type TokenPair, type ZaloClient } from './zalo-client.js';

export interface AccessToken {
  readonly value: string;
  /** Rises with each pair. */
  readonly generation: number;
}

/** There is no access token. `isLost`: only a new consent helps. */
export class NoToken extends Error {
  override readonly name = 'NoToken';
  constructor(
    message: string,
    readonly isLost: boolean,
  ) {
    super(message);
  }
}

export interface TokenHealth {
  readonly state: 'never-linked' | 'good' | 'lost';
  /** ISO instants. */
  readonly accessExpiresAt: string | null;
  readonly refreshedAt: string | null;
  /** How the last refresh failed; null: it did not. */
  readonly problem: string | null;
}

interface TokenRow {
  readonly sealed: Buffer;
  readonly generation: number;
  readonly fresh: boolean;
  readonly expires_at: Date;
  readonly refreshed_at: Date;
  readonly lost_at: Date | null;
  readonly problem: string | null;
}

const PURPOSE = 'zalo tokens';
const PLACE = 'channels.zalo_tokens';
/** Renewed so long before it runs out. */
const EARLY = "interval '5 minutes'";
const READ = `select sealed, generation, expires_at > clock_timestamp() + ${EARLY} as fresh, expires_at, refreshed_at, lost_at, problem
                from channels.zalo_tokens`;
const CACHED_MS = 30_000;

type Pair = Pick<TokenPair, 'accessToken' | 'refreshToken'>;

/**
 * Keeps the one pair of tokens. The refresh token is good once: whoever refreshes holds the row's lock meanwhile, so that of all
 * processes one does, and the new pair is committed before anybody uses it. Machine time: tokens know nothing of a set clock.
 */
export class TokenKeeper {
  readonly #pool: pg.Pool;
  readonly #masterKey: MasterKey;
  readonly #client: ZaloClient;
  #cached: { readonly token: AccessToken; readonly until: number } | null = null;

  constructor(pool: pg.Pool, masterKey: MasterKey, client: ZaloClient) {
    this.#pool = pool;
    this.#masterKey = masterKey;
    this.#client = client;
  }

  /** @throws NoToken; NoAnswer where Zalo cannot be reached for a new one */
  async current(): Promise<AccessToken> {
    if (this.#cached !== null && this.#cached.until > performance.now()) return this.#cached.token;
    const { rows } = await this.#pool.query<TokenRow>(READ);
    const row = rows[0];
    if (row === undefined) throw new NoToken('The account has not been linked', true);
    return row.fresh && row.lost_at === null ? this.#keep(row) : this.renew(row.generation);
  }

  /** A token newer than `generation`: the one that another process has fetched meanwhile, or one fetched now. */
  async renew(generation: number): Promise<AccessToken> {
    this.#cached = null;
    const client = await this.#pool.connect();
    try {
      await client.query("begin; set local lock_timeout = '30s'; set local synchronous_commit = on");
      const token = await this.#renewLocked(client, generation);
      await client.query('commit');
      if (token instanceof NoToken) throw token;
      return token;
    } catch (error) {
      if (!(error instanceof NoToken)) await client.query('rollback').catch(() => undefined);
      throw error;
    } finally {
      client.release();
    }
  }

  /** The first pair, or a new chain after the old one was lost: from the code of a consent. */
  async link(code: string, verifier: string | null): Promise<void> {
    const pair = await this.#client.exchange(code, verifier);
    if ('error' in pair) throw new NoToken(`Zalo refused the code: ${pair.error} ${pair.name}`, true);
    await this.#store(this.#pool, pair);
    this.#cached = null;
  }

  async health(): Promise<TokenHealth> {
    const { rows } = await this.#pool.query<TokenRow>(READ);
    const row = rows[0];
    if (row === undefined) return { state: 'never-linked', accessExpiresAt: null, refreshedAt: null, problem: null };
    return {
      state: row.lost_at === null ? 'good' : 'lost',
      accessExpiresAt: row.expires_at.toISOString(),
      refreshedAt: row.refreshed_at.toISOString(),
      problem: row.problem,
    };
  }

  async #renewLocked(client: pg.PoolClient, generation: number): Promise<AccessToken | NoToken> {
    const { rows } = await client.query<TokenRow>(`${READ} for update`);
    const row = rows[0];
    if (row === undefined) return new NoToken('The account has not been linked', true);
    if (row.lost_at !== null) return new NoToken(row.problem ?? 'The chain of tokens is lost', true);
    if (row.generation !== generation) return this.#keep(row);
    try {
      const pair = await this.#client.refresh(this.#open(row).refreshToken);
      if ('error' in pair) return await this.#refused(client, `${pair.error} ${pair.name}`, /refresh/iu.test(pair.name));
      const next = await this.#store(client, pair);
      return { value: pair.accessToken, generation: next };
    } catch (error) {
      if (error instanceof SealBroken) return this.#refused(client, 'The tokens were sealed under another master key', true);
      if (error instanceof NoAnswer) return this.#refused(client, error.message, false);
      throw error;
    }
  }

  async #refused(client: pg.PoolClient, problem: string, isLost: boolean): Promise<NoToken> {
    await client.query('update channels.zalo_tokens set problem = $1, lost_at = case when $2 then clock_timestamp() end', [
      problem,
      isLost,
    ]);
    return new NoToken(problem, isLost);
  }

  async #store(sql: Pick<pg.Pool, 'query'>, { accessToken, refreshToken, expiresInSeconds }: TokenPair): Promise<number> {
    const sealed = this.#masterKey.seal(PURPOSE, Buffer.from(JSON.stringify({ accessToken, refreshToken }), 'utf8'), PLACE);
    const { rows } = await sql.query<{ generation: number }>(
      `insert into channels.zalo_tokens (sealed, generation, expires_at) values ($1, 1, clock_timestamp() + make_interval(secs => $2))
       on conflict (only_one) do update
          set sealed = excluded.sealed, generation = channels.zalo_tokens.generation + 1, expires_at = excluded.expires_at,
              refreshed_at = clock_timestamp(), lost_at = null, problem = null
       returning generation`,
      [sealed, expiresInSeconds],
    );
    return rows[0]?.generation ?? 0;
  }

  #keep(row: TokenRow): AccessToken {
    const token = { value: this.#open(row).accessToken, generation: row.generation };
    if (row.fresh) this.#cached = { token, until: performance.now() + CACHED_MS };
    return token;
  }

  #open({ sealed }: TokenRow): Pair {
    return JSON.parse(this.#masterKey.open(PURPOSE, sealed, PLACE).toString('utf8')) as Pair;
  }
}
