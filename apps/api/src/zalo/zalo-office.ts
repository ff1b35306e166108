import { createHash, randomBytes } from 'node:crypto';
import {
  isSignedByZalo,
  readEvent,
  standIn,
  templateParameters,
  TokenKeeper,
  ZALO_HOSTS,
  ZaloClient,
  ZaloStatusBoard,
  type ZaloAccount,
} from '#channels';
import type { ZaloAccountView } from '#contracts';
import type { PersonId } from '#domain';
import { ZaloLinks } from '#identity';
import type { AppContext, MasterKey } from '#platform';
import { channelState, recordReceipt, resumeChannel } from '#reminders';

const CHANNEL = 'zalo';
const PAGE = '/zalo';
const WEBHOOK = '/api/v1/zalo/webhook';
const PURPOSE = 'zalo consent';

/** The state that came back from Zalo was not given out by this system to this person. */
export class ForeignConsent extends Error {}

/** The province's account on Zalo: how it stands, how it is linked, and what Zalo tells. */
export class ZaloOffice {
  readonly #account: ZaloAccount;
  readonly #client: ZaloClient;
  readonly #tokens: TokenKeeper;
  readonly #status: ZaloStatusBoard;
  readonly #links: ZaloLinks;
  readonly #url: string | null;
  readonly #masterKey: MasterKey;

  /** Null where the settings name no account. */
  static of(context: AppContext): ZaloOffice | null {
    return context.config.zalo === null ? null : new ZaloOffice(context, context.config.zalo);
  }

  private constructor(
    private readonly context: AppContext,
    { url, ...account }: NonNullable<AppContext['config']['zalo']>,
  ) {
    this.#url = url;
    this.#account = { ...account, hosts: url === null ? ZALO_HOSTS : standIn(url) };
    this.#client = new ZaloClient(this.#account);
    this.#masterKey = context.masterKey;
    this.#tokens = new TokenKeeper(context.pool, context.masterKey, this.#client);
    this.#status = new ZaloStatusBoard(context.pool);
    this.#links = new ZaloLinks(context.pool);
  }

  async view(): Promise<ZaloAccountView> {
    const { pool, config } = this.context;
    const [token, status, channel, subscribers] = await Promise.all([
      this.#tokens.health(),
      this.#status.read(),
      channelState(pool, CHANNEL),
      this.#links.subscribers(),
    ]);
    return {
      appId: this.#account.appId,
      templateId: this.#account.templateId,
      standIn: this.#url,
      webhookUrl: `${config.publicUrl}${WEBHOOK}`,
      token,
      ...status,
      ...channel,
      subscribers: subscribers.length,
      parameters: [...templateParameters()],
    };
  }

  /** Where the account's owner agrees; `state` is bound to who asks. */
  consentUrl(person: PersonId): string {
    const nonce = randomBytes(16).toString('base64url');
    const state = `${nonce}.${this.#mark(person, nonce)}`;
    const challenge = createHash('sha256').update(this.#verifier(nonce)).digest('base64url');
    return this.#client.consentUrl(`${this.context.config.publicUrl}${PAGE}`, state, challenge);
  }

  /** @throws ForeignConsent; NoToken where Zalo refuses the code; NoAnswer */
  async link(person: PersonId, code: string, state: string): Promise<void> {
    const [nonce = '', mark = ''] = state.split('.');
    if (mark !== this.#mark(person, nonce)) throw new ForeignConsent();
    await this.#tokens.link(code, this.#verifier(nonce));
    await this.resume();
  }

  async resume(): Promise<void> {
    await resumeChannel(this.context.pool, CHANNEL);
    await this.#status.calm();
  }

  /** False: not signed by Zalo, and nothing was done. What it tells may come twice. */
  async told(raw: Buffer, signature: string | undefined): Promise<boolean> {
    if (!isSignedByZalo(this.#account, raw, signature)) return false;
    const event = readEvent(raw);
    if (event.type === 'received' && event.trackingId !== null && UUID.test(event.trackingId))
      await recordReceipt(this.context.pool, event.trackingId, `zns:${event.messageId}`);
    if (event.type === 'wrote') await this.#links.wrote(event.userId, event.text, event.at);
    if (event.type === 'followed') await this.#links.wrote(event.userId, '', event.at);
    if (event.type === 'left') await this.#links.left(event.userId);
    await this.#status.webhook(event.name);
    return true;
  }

  #mark(person: PersonId, nonce: string): string {
    return this.#masterKey.fingerprint(PURPOSE, `state ${person} ${nonce}`).toString('base64url');
  }

  #verifier(nonce: string): string {
    return this.#masterKey.fingerprint(PURPOSE, `verifier ${nonce}`).toString('base64url');
  }
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/u;
