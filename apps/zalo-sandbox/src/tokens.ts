import { createHash, randomBytes } from 'node:crypto';

export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
}

type Refusal = { readonly error: number; readonly name: string };

const random = (): string => randomBytes(32).toString('base64url');
const CODE_MS = 10 * 60_000;
const REFRESH_MS = 90 * 86_400_000;

/** Access tokens run out; a refresh token is good for one use; a consent code too. */
export class TokenStore {
  readonly #codes = new Map<string, { readonly challenge: string | null; readonly until: number }>();
  readonly #access = new Map<string, number>();
  readonly #refresh = new Map<string, number>();
  readonly #spent = new Set<string>();
  /** Pairs given out, for the page. */
  issued = 0;

  constructor(
    private readonly now: () => Date,
    readonly accessSeconds: number,
  ) {}

  /** What the consent page gives to the redirect; `challenge`: base64url SHA-256 of the verifier. */
  consent(challenge: string | null): string {
    const code = random();
    this.#codes.set(code, { challenge, until: this.now().getTime() + CODE_MS });
    return code;
  }

  byCode(code: string, verifier: string | null): TokenPair | Refusal {
    const known = this.#codes.get(code);
    this.#codes.delete(code);
    if (known === undefined || known.until < this.now().getTime()) return { error: -14003, name: 'Invalid authorized code' };
    if (
      known.challenge !== null &&
      known.challenge !==
        createHash('sha256')
          .update(verifier ?? '')
          .digest('base64url')
    )
      return { error: -14010, name: 'Invalid code verifier' };
    return this.#issue();
  }

  byRefreshToken(token: string): TokenPair | Refusal {
    const until = this.#refresh.get(token);
    this.#refresh.delete(token);
    if (until !== undefined && until >= this.now().getTime()) {
      this.#spent.add(token);
      return this.#issue();
    }
    return { error: -14014, name: this.#spent.has(token) ? 'Refresh token was used' : 'Invalid refresh token' };
  }

  accepts(token: string | null): boolean {
    return token !== null && (this.#access.get(token) ?? 0) > this.now().getTime();
  }

  /** Every access token that was given out is void from now on; refresh tokens stay. */
  expireAccess(): void {
    this.#access.clear();
  }

  /** The chain is lost: only a new consent helps. */
  forgetAll(): void {
    this.#access.clear();
    this.#refresh.clear();
  }

  #issue(): TokenPair {
    const pair = { accessToken: random(), refreshToken: random() };
    const now = this.now().getTime();
    this.#access.set(pair.accessToken, now + this.accessSeconds * 1000);
    this.#refresh.set(pair.refreshToken, now + REFRESH_MS);
    this.issued += 1;
    return pair;
  }
}
