import { Readable } from 'node:stream';
import type { Channel, OutgoingMessage, SendOutcome } from '../channel.port.js';
import { buildMime, messageId, returnPath, type Sender, unsafeHeader } from './email-content.js';
import type { MailStatusBoard } from './mail-trouble.js';
import { SmtpConnections } from './smtp-connections.js';
import { describeFailure, outcomeOfFailure, troubleOf, type SmtpFailure } from './smtp-outcome.js';
import type { SmtpServerSettings } from './smtp-server-settings.js';

export interface EmailOptions {
  readonly server: SmtpServerSettings;
  readonly sender: Sender;
  /** Where mails that cannot be delivered come back to, `tra-lai@…`: each as `tra-lai+<its id>@…`. Null: to the sender. */
  readonly returnTo?: string | null;
  /** Told of what concerns all mail; default: nobody. */
  readonly status?: Pick<MailStatusBoard, 'trouble' | 'works'>;
  /** The built-in catcher takes every address; a real server never gets one under `.invalid` (RFC 2606: demonstration people). */
  readonly isCatcher: boolean;
}

/** nodemailer hands a stream's error on as one of its own with the same words. */
const WITHDRAWN = 'The work moved on before the message was handed over';
class Withdrawn extends Error {}

/** Asks, when the server is ready to read, whether the message may still go, and then is the message. */
class LateContent extends Readable {
  begun = false;

  constructor(
    private readonly mime: Buffer,
    private readonly handOver: () => Promise<boolean>,
  ) {
    super();
  }

  override _read(): void {
    this.handOver().then(
      (may) => {
        if (!may) {
          this.destroy(new Withdrawn(WITHDRAWN));
          return;
        }
        // Where the connection has gone meanwhile, nobody reads it.
        if (this.destroyed) return;
        this.begun = true;
        this.push(this.mime);
        this.push(null);
      },
      (error: unknown) => this.destroy(error as Error),
    );
  }
}

/** E-mail over SMTP. */
export class EmailChannel implements Channel {
  readonly name = 'email';
  readonly #options: EmailOptions;
  readonly #connections: SmtpConnections;

  constructor(options: EmailOptions) {
    this.#options = options;
    this.#connections = new SmtpConnections(options.server);
  }

  destinationOf(address: string): string | null {
    const domain = address
      .slice(address.lastIndexOf('@') + 1)
      .trim()
      .toLowerCase();
    return domain === '' ? null : domain;
  }

  async send(message: OutgoingMessage, handOver: () => Promise<boolean>, patience?: AbortSignal): Promise<SendOutcome> {
    const refusal = this.#refusal(message);
    if (refusal !== null) return { outcome: 'refused', reason: refusal };
    const { sender, returnTo } = this.#options;
    const mime = buildMime(message, sender);
    const content: { last: LateContent | null } = { last: null };
    const isBegun = (): boolean => content.last?.begun === true;
    try {
      const envelope = {
        from: returnPath(message, sender, returnTo),
        to: message.to.address,
        size: mime.length,
        // A server that speaks RFC 3461 names the mail in its report, and sends the head of it back.
        dsn: { id: message.id, return: 'headers', notify: 'failure' } as const,
      };
      const open = (): Readable => (content.last = new LateContent(mime, handOver));
      await this.#connections.send(envelope, { open, isBegun }, patience);
    } catch (error) {
      return await this.#outcomeOf(error, isBegun());
    }
    await this.#tell((status) => status.works());
    return { outcome: 'sent', reference: messageId(message, sender) };
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

  async #outcomeOf(error: unknown, begun: boolean): Promise<SendOutcome> {
    const failure = describeFailure(error);
    if (error instanceof Withdrawn || failure.message.includes(WITHDRAWN)) return { outcome: 'withdrawn' };
    const outcome = outcomeOfFailure(failure, begun);
    if (outcome === null) throw error;
    if (outcome.outcome === 'retry') await this.#tellTrouble(failure, outcome.reason);
    return outcome;
  }

  async #tellTrouble(failure: SmtpFailure, reason: string): Promise<void> {
    const trouble = troubleOf(failure);
    if (trouble !== null) await this.#tell((status) => status.trouble(trouble, reason));
  }

  /** What became of the message is known, whether or not it can be told. */
  async #tell(what: (status: NonNullable<EmailOptions['status']>) => Promise<void>): Promise<void> {
    if (this.#options.status !== undefined) await what(this.#options.status).catch(() => undefined);
  }
}
