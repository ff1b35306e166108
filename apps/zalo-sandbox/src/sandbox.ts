import type { TokenStore } from './tokens.js';
import type { Faults } from './faults.js';
import type { Quota } from './quota.js';
import type { Webhooks } from './webhooks.js';

/** How the stand-in is set up; every secret is chosen by whoever starts it. */
export interface SandboxOptions {
  /** 0, the default: any free port of the loopback. */
  readonly port?: number;
  readonly appId: string;
  readonly appSecret: string;
  /** Signs webhooks; another than the app's. */
  readonly oaSecret: string;
  /** The sandbox's own clock; real time by default. Decides on the night, on expiry and on the day of a quota. */
  readonly now?: () => Date;
  /** How long an access token lives; 90,000 s as a rule. */
  readonly accessSeconds?: number;
  readonly dailyQuota?: number;
  /** Templates that are approved; null, the default: any. */
  readonly templates?: readonly string[] | null;
  /** Where events are posted; null: nowhere until told. */
  readonly webhookUrl?: string | null;
  /** Milliseconds before each repetition of an event that was not answered 200 within two seconds. */
  readonly webhookRetries?: readonly number[];
}

export interface ArrivedMessage {
  readonly msgId: string;
  readonly kind: 'zns' | 'oa';
  /** A phone as `84…`, or a user's id. */
  readonly to: string;
  readonly templateId: string | null;
  readonly content: Readonly<Record<string, unknown>>;
  readonly trackingId: string | null;
  /** ISO instant by the sandbox's clock. */
  readonly at: string;
}

/** What one running sandbox knows. */
export interface Sandbox {
  readonly options: SandboxOptions;
  readonly now: () => Date;
  readonly tokens: TokenStore;
  readonly faults: Faults;
  readonly quota: Quota;
  readonly webhooks: Webhooks;
  readonly messages: ArrivedMessage[];
  /** When each user last wrote to the account, by user id; whoever is here follows it. */
  readonly followers: Map<string, Date>;
}

/** What a route answers; `hang`: the connection stays open until the caller has had enough. */
export type Answer =
  | { readonly status: number; readonly body: unknown; readonly type?: string; readonly headers?: Readonly<Record<string, string>> }
  | { readonly hang: true };

export const json = (body: unknown, status = 200): Answer => ({ status, body });
