import { createHash, randomBytes } from 'node:crypto';

const PATIENCE_MS = 2_000;
/** After 30 s, 5 min, 15 min, 30 min, 1 h; then events are switched off until somebody sets the address again. */
export const USUAL_RETRIES: readonly number[] = [30_000, 300_000, 900_000, 1_800_000, 3_600_000];

export interface PostedEvent {
  readonly name: string;
  readonly at: string;
  attempts: number;
  /** The last answer: a status, or why there was none. */
  outcome: string;
}

export interface WebhookParty {
  readonly appId: string;
  readonly oaSecret: string;
  readonly retries: readonly number[];
  readonly now: () => Date;
}

/** Plain SHA-256 over application, raw body, the body's time stamp and the account's secret. */
export const signatureOf = (party: Pick<WebhookParty, 'appId' | 'oaSecret'>, raw: string, timestamp: string): string =>
  `mac=${createHash('sha256').update(`${party.appId}${raw}${timestamp}${party.oaSecret}`, 'utf8').digest('hex')}`;

/** Posts events to the application, again and again until it answers 200 in time. */
export class Webhooks {
  readonly posted: PostedEvent[] = [];
  readonly #timers = new Set<NodeJS.Timeout>();
  #url: string | null;
  #isOff = false;

  constructor(
    private readonly party: WebhookParty,
    url: string | null,
  ) {
    this.#url = url;
  }

  get url(): string | null {
    return this.#url;
  }
  get isOff(): boolean {
    return this.#isOff;
  }

  set(url: string | null): void {
    this.#url = url;
    this.#isOff = false;
  }

  received(message: {
    readonly msgId: string;
    readonly to: string;
    readonly trackingId: string | null;
    readonly kind: 'zns' | 'oa';
  }): void {
    if (message.kind === 'oa') {
      this.post('user_received_message', {
        sender: { id: this.party.appId },
        recipient: { id: message.to },
        message: { msg_id: message.msgId },
      });
      return;
    }
    this.post('user_received_message', {
      sender: { id: this.party.appId },
      recipient: message.to,
      delivery_time: String(this.party.now().getTime()),
      msg_id: message.msgId,
      tracking_id: message.trackingId ?? '',
    });
  }

  post(name: string, fields: object): void {
    if (this.#url === null || this.#isOff) return;
    const timestamp = String(this.party.now().getTime());
    const raw = JSON.stringify({ app_id: this.party.appId, ...fields, event_name: name, timestamp });
    const event: PostedEvent = { name, at: this.party.now().toISOString(), attempts: 0, outcome: 'chưa gửi' };
    this.posted.push(event);
    if (this.posted.length > 200) this.posted.shift();
    this.#later(event, raw, timestamp, 0);
  }

  close(): void {
    this.#isOff = true;
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #later(event: PostedEvent, raw: string, timestamp: string, wait: number): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void this.#attempt(event, raw, timestamp);
    }, wait).unref();
    this.#timers.add(timer);
  }

  async #attempt(event: PostedEvent, raw: string, timestamp: string): Promise<void> {
    if (this.#url === null || this.#isOff) return;
    event.attempts += 1;
    try {
      const response = await fetch(this.#url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-ZEvent-Signature': signatureOf(this.party, raw, timestamp) },
        body: raw,
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      await response.arrayBuffer();
      event.outcome = String(response.status);
      if (response.status === 200) return;
    } catch (error) {
      event.outcome = error instanceof Error ? error.name : 'failed';
    }
    const wait = this.party.retries[event.attempts - 1];
    if (wait === undefined) this.#isOff = true;
    else this.#later(event, raw, timestamp, wait);
  }
}

export const newMessageId = (): string => randomBytes(10).toString('hex');
