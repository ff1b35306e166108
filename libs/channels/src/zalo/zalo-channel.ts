import { z } from 'zod';
import type { Brief, Channel, OutgoingMessage, SendOutcome } from '../channel.port.js';
import { zaloPhone } from './phone.js';
import { NoToken, type AccessToken, type TokenKeeper } from './token-keeper.js';
import { NoAnswer, type ZaloClient, type ZaloReply } from './zalo-client.js';
import { OA_CONFIGURATION_CODES, OA_RATE_CODES, OA_TOKEN_CODES, znsClassOf } from './zalo-contract.js';
import { judgeZns } from './zalo-outcome.js';
import type { ZaloStatusBoard } from './zalo-status.js';
import { accountText, templateData } from './zalo-template.js';

export interface ZaloParts {
  readonly client: ZaloClient;
  readonly tokens: TokenKeeper;
  readonly status: ZaloStatusBoard;
  readonly now: () => Date;
  /** Null: now; else until when this message rests, an ISO instant, and why (office hours, enough for one person). */
  readonly restOf: (deliveryId: string) => Promise<{ readonly until: string; readonly reason: string } | null>;
  /** The user behind a phone whom the account may write to itself, because they wrote to it lately; null: by template alone. */
  readonly openWindow: (phone: string) => Promise<string | null>;
}

type Send = (token: AccessToken) => Promise<ZaloReply>;

const Quota = z.object({ quota: z.object({ dailyQuota: z.coerce.number(), remainingQuota: z.coerce.number() }) });
const MessageId = z.object({ msg_id: z.string().optional(), message_id: z.string().optional() });

const referenceOf = ({ data }: ZaloReply): string => {
  const parsed = MessageId.safeParse(data);
  return parsed.success ? (parsed.data.msg_id ?? parsed.data.message_id ?? '') : '';
};

/** Short messages by Zalo: in the account's own words inside its window, else by the approved template to the work phone. */
export class ZaloChannel implements Channel {
  readonly name = 'zalo';
  readonly #parts: ZaloParts;

  constructor(parts: ZaloParts) {
    this.#parts = parts;
  }

  async send(message: OutgoingMessage, handOver: () => Promise<boolean>): Promise<SendOutcome> {
    const phone = zaloPhone(message.to.address);
    if (phone === null) return { outcome: 'refused', reason: 'not a Vietnamese mobile number' };
    if (message.brief === null) return { outcome: 'refused', reason: 'nothing short to say' };
    const rest = await this.#parts.restOf(message.id);
    if (rest !== null) return { outcome: 'retry', reason: rest.reason, notBefore: rest.until };
    const token = await this.#token();
    if ('outcome' in token) return token;
    const window = await this.#parts.openWindow(phone);
    if (!(await handOver())) return { outcome: 'withdrawn' };
    if (window !== null) {
      const answered = await this.#byAccount(token, window, message.brief);
      if (answered !== null) return answered;
    }
    return this.#byTemplate(token, phone, message.id, message.brief);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  async #token(): Promise<AccessToken | SendOutcome> {
    try {
      return await this.#parts.tokens.current();
    } catch (error) {
      if (!(error instanceof NoToken)) throw error;
      await this.#parts.status.alarm(error.message);
      return { outcome: error.isLost ? 'paused' : 'retry', reason: error.message };
    }
  }

  /** Null: not by this way; the template follows. */
  async #byAccount(token: AccessToken, userId: string, brief: Brief): Promise<SendOutcome | null> {
    const text = accountText(brief);
    const reply = await this.#withToken(token, OA_TOKEN_CODES, ({ value }) => this.#parts.client.sendOa(value, { userId, text }));
    if ('outcome' in reply) return reply;
    if (reply.error === 0) return { outcome: 'sent', reference: `oa:${referenceOf(reply)}` };
    const reason = `zalo oa ${reply.error}: ${reply.message}`;
    if (OA_RATE_CODES.includes(reply.error)) return { outcome: 'retry', reason };
    if (OA_CONFIGURATION_CODES.includes(reply.error)) await this.#parts.status.alarm(reason);
    return null;
  }

  async #byTemplate(token: AccessToken, phone: string, trackingId: string, brief: Brief): Promise<SendOutcome> {
    const data = templateData(brief);
    const codes = { includes: (code: number): boolean => znsClassOf(code) === 'token' };
    const reply = await this.#withToken(token, codes, ({ value }) => this.#parts.client.sendZns(value, { phone, data, trackingId }));
    if ('outcome' in reply) return reply;
    if (reply.error === 0) {
      const quota = Quota.safeParse(reply.data);
      if (quota.success)
        await this.#parts.status.quota(quota.data.quota.dailyQuota, quota.data.quota.remainingQuota).catch(() => undefined);
      return { outcome: 'sent', reference: `zns:${referenceOf(reply)}` };
    }
    const { outcome, alarm } = judgeZns(reply.error, reply.message, this.#parts.now());
    if (alarm !== null) await this.#parts.status.alarm(alarm);
    return outcome;
  }

  /** A token that is not accepted is renewed once; a refusal of the token is a definite answer, so that trying again doubles nothing. */
  async #withToken(token: AccessToken, codes: { includes(code: number): boolean }, send: Send): Promise<ZaloReply | SendOutcome> {
    const first = await this.#reaching(() => send(token));
    if ('outcome' in first || !codes.includes(first.error)) return first;
    try {
      const renewed = await this.#parts.tokens.renew(token.generation);
      return await this.#reaching(() => send(renewed));
    } catch (error) {
      if (!(error instanceof NoToken)) throw error;
      await this.#parts.status.alarm(error.message);
      return { outcome: error.isLost ? 'paused' : 'retry', reason: error.message };
    }
  }

  /** What never left this machine is tried again; of what may have arrived nobody knows: it throws, and the ledger says uncertain. */
  async #reaching(call: () => Promise<ZaloReply>): Promise<ZaloReply | SendOutcome> {
    try {
      return await call();
    } catch (error) {
      if (error instanceof NoAnswer && !error.wasReached) return { outcome: 'retry', reason: error.message };
      throw error;
    }
  }
}
