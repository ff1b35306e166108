import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { ZaloAccount } from './zalo-account.js';
import { PATHS, TIMEOUT_MS } from './zalo-contract.js';

/** No usable answer. `wasReached`: the call may have been carried out; false: it never left this machine. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  constructor(
    message: string,
    readonly wasReached: boolean,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

/** `error` 0: done. Numbers come as strings here and there. */
const Reply = z.object({ error: z.coerce.number(), message: z.string().default(''), data: z.record(z.string(), z.unknown()).default({}) });
export type ZaloReply = z.output<typeof Reply>;

const Tokens = z.object({ access_token: z.string().min(1), refresh_token: z.string().min(1), expires_in: z.coerce.number().positive() });
const TokenRefusal = z.object({ error: z.coerce.number(), error_name: z.string().default('') });

export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresInSeconds: number;
}
export interface TokenRefused {
  readonly error: number;
  readonly name: string;
}

const NEVER_LEFT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT', 'EHOSTUNREACH', 'ENETUNREACH']);

const codeOf = (error: unknown): string => {
  const { code, cause } = error as { readonly code?: unknown; readonly cause?: unknown };
  if (typeof code === 'string') return code;
  return typeof cause === 'object' && cause !== null ? codeOf(cause) : '';
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** Zalo's HTTP interface: what goes out and what comes back, and nothing of what is made of it. */
export class ZaloClient {
  constructor(
    readonly account: ZaloAccount,
    private readonly timeoutMs: number = TIMEOUT_MS,
  ) {}

  sendZns(
    accessToken: string,
    message: { readonly phone: string; readonly data: Readonly<Record<string, string>>; readonly trackingId: string },
  ): Promise<ZaloReply> {
    const { hosts, templateId } = this.account;
    const body = { phone: message.phone, template_id: templateId, template_data: message.data, tracking_id: message.trackingId };
    return this.#send(`${hosts.zns}${PATHS.zns}`, accessToken, body);
  }

  sendOa(accessToken: string, message: { readonly userId: string; readonly text: string }): Promise<ZaloReply> {
    const body = { recipient: { user_id: message.userId }, message: { text: message.text } };
    return this.#send(`${this.account.hosts.oa}${PATHS.oa}`, accessToken, body);
  }

  refresh(refreshToken: string): Promise<TokenPair | TokenRefused> {
    return this.#tokens({ grant_type: 'refresh_token', refresh_token: refreshToken });
  }

  exchange(code: string, verifier: string | null): Promise<TokenPair | TokenRefused> {
    return this.#tokens({ grant_type: 'authorization_code', code, ...(verifier === null ? {} : { code_verifier: verifier }) });
  }

  /** Where the account's owner agrees; comes back to `redirect` with a code. */
  consentUrl(redirect: string, state: string, challenge: string): string {
    const query = new URLSearchParams({ app_id: this.account.appId, redirect_uri: redirect, code_challenge: challenge, state });
    return `${this.account.hosts.oauth}${PATHS.consent}?${query.toString()}`;
  }

  async #send(url: string, accessToken: string, body: object): Promise<ZaloReply> {
    const proof = createHmac('sha256', this.account.appSecret).update(accessToken, 'utf8').digest('hex');
    const { status, text } = await this.#post(
      url,
      { access_token: accessToken, appsecret_proof: proof, 'Content-Type': 'application/json' },
      JSON.stringify(body),
    );
    const reply = Reply.safeParse(parsed(text));
    if (reply.success) return reply.data;
    // Without a word of Zalo's own, a gateway has spoken: of 5xx nobody knows what happened behind it, 4xx was turned away.
    throw new NoAnswer(`HTTP ${status} without an answer of Zalo`, status >= 500 || status < 400);
  }

  async #tokens(fields: Readonly<Record<string, string>>): Promise<TokenPair | TokenRefused> {
    const { appId, appSecret, hosts } = this.account;
    const form = new URLSearchParams({ app_id: appId, ...fields }).toString();
    const headers = { secret_key: appSecret, 'Content-Type': 'application/x-www-form-urlencoded' };
    const { status, text } = await this.#post(`${hosts.oauth}${PATHS.token}`, headers, form);
    const body = parsed(text);
    const pair = Tokens.safeParse(body);
    if (pair.success) {
      const { access_token: accessToken, refresh_token: refreshToken, expires_in: expiresInSeconds } = pair.data;
      return { accessToken, refreshToken, expiresInSeconds };
    }
    const refusal = TokenRefusal.safeParse(body);
    if (refusal.success) return { error: refusal.data.error, name: refusal.data.error_name };
    throw new NoAnswer(`HTTP ${status} without tokens`, true);
  }

  async #post(
    url: string,
    headers: Readonly<Record<string, string>>,
    body: string,
  ): Promise<{ readonly status: number; readonly text: string }> {
    try {
      const response = await fetch(url, { method: 'POST', headers, body, redirect: 'error', signal: AbortSignal.timeout(this.timeoutMs) });
      return { status: response.status, text: await response.text() };
    } catch (error) {
      const code = codeOf(error);
      const name = error instanceof Error ? error.name : 'failed';
      throw new NoAnswer(`${code === '' ? name : code}: Zalo did not answer`, !NEVER_LEFT.has(code), error);
    }
  }
}
