import { Readable } from 'node:stream';
import type { Channel, OutgoingMessage, SendOutcome } from '../channel.port.js';
import { buildMime, messageId, type Sender, unsafeHeader } from './email-content.js';
import { SmtpConnections } from './smtp-connections.js';
import { describeFailure, outcomeOfFailure } from './smtp-outcome.js';

export interface EmailOptions {
  /** `smtp://` or `smtps://`, user and password included. */
  readonly url: string;
  readonly sender: Sender;
  /** The built-in catcher takes every address; a real server never gets one under `.invalid` (RFC 2606: demonstration people). */
  readonly isCatcher: boolean;
}

/** nodemailer hands a stream's error on as one of its own with the same words. */
const WITHDRAWN = 'The work moved on before the message was handed over';
class Withdrawn extends Error {}

/** E-mail over SMTP. */
export class EmailChannel implements Channel {
  readonly name = 'email';
  readonly #options: EmailOptions;
  readonly #connections: SmtpConnections;

  constructor(options: EmailOptions) {
    this.#options = options;
    this.#connections = new SmtpConnections(options.url);
  }

  async send(message: OutgoingMessage, handOver: () => Promise<boolean>): Promise<SendOutcome> {
    const refusal = this.#refusal(message);
    if (refusal !== null) return { outcome: 'refused', reason: refusal };
    const { sender } = this.#options;
    const mime = await buildMime(message, sender);
    let begun = false;
    async function* content(): AsyncGenerator<Buffer> {
      if (!(await handOver())) throw new Withdrawn(WITHDRAWN);
      begun = true;
      yield mime;
    }
    try {
      const envelope = { from: sender.address, to: message.to.address, size: mime.length };
      await this.#connections.send(envelope, Readable.from(content(), { objectMode: false }));
      return { outcome: 'sent', reference: messageId(message, sender) };
    } catch (error) {
      return this.#outcomeOf(error, begun);
    }
  }

  close(): Promise<void> {
    this.#connections.close();
    return Promise.resolve();
  }

  #refusal(message: OutgoingMessage): string | null {
    const unsafe = unsafeHeader(message);
    if (unsafe !== null) return `line break or control character in ${unsafe}`;
    if (!message.to.address.includes('@')) return 'not an e-mail address';
    if (!this.#options.isCatcher && /\.invalid$/iu.test(message.to.address.trim())) return 'address under .invalid';
    return null;
  }

  #outcomeOf(error: unknown, begun: boolean): SendOutcome {
    const failure = describeFailure(error);
    if (error instanceof Withdrawn || failure.message.includes(WITHDRAWN)) return { outcome: 'withdrawn' };
    const outcome = outcomeOfFailure(failure, begun);
    if (outcome === null) throw error;
    return outcome;
  }
}
