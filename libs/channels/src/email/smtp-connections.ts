import type { Readable } from 'node:stream';
import SMTPConnection, { type SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection';
import { connectionOptions, type Login, type SmtpServerSettings } from './smtp-server-settings.js';

const MAX_IDLE = 8;
const IDLE_MS = 30_000;
const MAX_MESSAGES = 100;

/** A connection and how many mails it has carried. */
interface Carrier {
  readonly connection: SMTPConnection;
  readonly carried: number;
}
interface Idle extends Carrier {
  readonly timer: NodeJS.Timeout;
}
export interface SmtpReply {
  readonly response: string;
}
export interface Envelope {
  readonly from: string;
  readonly to: string;
  readonly size: number;
  readonly dsn: { readonly id: string; readonly return: 'headers'; readonly notify: 'failure' };
}
/** The message, and whether it was begun: read only after the server answered DATA. */
export interface Content {
  open(): Readable;
  isBegun(): boolean;
}

interface Sending {
  readonly envelope: Envelope;
  readonly content: Content;
  readonly patience: AbortSignal | undefined;
}

/** No session came about: nothing was said of any recipient. */
export class NotConnected extends Error {
  override readonly name = 'NotConnected';
}

/** A connection may report an error twice, or while it is idle; neither must end the process. */
const quieten = (connection: SMTPConnection): void => {
  connection.removeAllListeners('error');
  connection.removeAllListeners('end');
  connection.on('error', () => undefined);
};

/** The end is told before the reply that brought it about, which says more. */
const onEnd = (connection: SMTPConnection, reject: (error: Error) => void): void => {
  connection.once('end', () => {
    setImmediate(reject, Object.assign(new Error('The SMTP server closed the connection'), { code: 'ECONNECTION' }));
  });
};

/** A server that says a word now and then keeps every time-out of the connection waiting, and not the one who sends. */
const onGivenUp = (patience: AbortSignal | undefined, reject: (error: Error) => void): void => {
  const giveUp = (): void => {
    reject(Object.assign(new Error('Timeout of the whole send'), { code: 'ETIMEDOUT' }));
  };
  if (patience?.aborted === true) giveUp();
  patience?.addEventListener('abort', giveUp, { once: true });
};

/** The server had closed the idle connection, or wants another one: not a word about this mail. */
const isStale = (error: unknown): boolean => {
  const reply = typeof error === 'object' && error !== null && 'responseCode' in error ? error.responseCode : undefined;
  return reply === undefined || reply === 421;
};

/**
 * A small pool of SMTP connections. nodemailer's own pooled transport reads the message before the server has asked for it; here
 * its connection is used directly, because the ledger must be told in the moment between "addressed" and "handed over".
 */
export class SmtpConnections {
  readonly #options: SMTPConnectionOptions;
  readonly #login: Login | null;
  readonly #maxMessages: number;
  readonly #idle: Idle[] = [];
  readonly #busy = new Set<SMTPConnection>();
  #closed = false;

  constructor(settings: SmtpServerSettings) {
    const { options, login } = connectionOptions(settings);
    this.#options = options;
    this.#login = login;
    this.#maxMessages = settings.maxMessages ?? MAX_MESSAGES;
  }

  /**
   * Any error closes the connection: half a message is none. An idle connection that turns out to be closed costs nothing: as long
   * as the message was not begun, another one is taken. When `patience` is aborted it fails at once.
   * @throws NotConnected where no session could be opened; else what the server or the network said
   */
  async send(envelope: Envelope, content: Content, patience?: AbortSignal): Promise<SmtpReply> {
    for (let idle = this.#takeIdle(); idle !== null; idle = this.#takeIdle()) {
      try {
        return await this.#sendOn(idle, { envelope, content, patience });
      } catch (error) {
        if (content.isBegun() || patience?.aborted === true || !isStale(error)) throw error;
      }
    }
    const connection = await this.#open(patience).catch((cause: unknown) => {
      throw new NotConnected('No session with the SMTP server', { cause });
    });
    return this.#sendOn({ connection, carried: 0 }, { envelope, content, patience });
  }

  close(): void {
    this.#closed = true;
    for (const { connection, timer } of this.#idle.splice(0)) {
      clearTimeout(timer);
      connection.quit();
      connection.close();
    }
    for (const connection of this.#busy) connection.close();
  }

  async #sendOn({ connection, carried }: Carrier, { envelope, content, patience }: Sending): Promise<SmtpReply> {
    this.#busy.add(connection);
    try {
      const reply = await new Promise<SmtpReply>((resolve, reject) => {
        connection.once('error', reject);
        onEnd(connection, reject);
        onGivenUp(patience, reject);
        // A copy: nodemailer keeps in it what became of it.
        connection.send({ ...envelope }, content.open(), (error, info) => {
          if (error) reject(error);
          else resolve({ response: info.response });
        });
      });
      this.#release({ connection, carried: carried + 1 });
      return reply;
    } catch (error) {
      connection.close();
      throw error;
    } finally {
      this.#busy.delete(connection);
    }
  }

  #takeIdle(): Carrier | null {
    for (let idle = this.#idle.pop(); idle !== undefined; idle = this.#idle.pop()) {
      clearTimeout(idle.timer);
      quieten(idle.connection);
      if (!idle.connection.destroyed) return idle;
    }
    return null;
  }

  #open(patience: AbortSignal | undefined): Promise<SMTPConnection> {
    const connection = new SMTPConnection(this.#options);
    quieten(connection);
    this.#busy.add(connection);
    return new Promise<SMTPConnection>((resolve, reject) => {
      connection.once('error', reject);
      onEnd(connection, reject);
      onGivenUp(patience, reject);
      const ready = (): void => {
        quieten(connection);
        resolve(connection);
      };
      connection.connect((error) => {
        if (error) reject(error);
        else if (this.#login === null) ready();
        else this.#authenticate(connection, this.#login, ready, reject);
      });
    })
      .catch((error: unknown) => {
        connection.close();
        throw error;
      })
      .finally(() => this.#busy.delete(connection));
  }

  #authenticate(connection: SMTPConnection, login: Login, ready: () => void, refuse: (error: Error) => void): void {
    connection.login({ credentials: { ...login } }, (error) => {
      if (error) refuse(error);
      else ready();
    });
  }

  #release({ connection, carried }: Carrier): void {
    quieten(connection);
    if (this.#closed || this.#idle.length >= MAX_IDLE || carried >= this.#maxMessages || connection.destroyed) {
      if (!connection.destroyed) connection.quit();
      connection.close();
      return;
    }
    const timer = setTimeout(() => {
      const at = this.#idle.findIndex((idle) => idle.connection === connection);
      if (at >= 0) this.#idle.splice(at, 1);
      connection.close();
    }, IDLE_MS);
    timer.unref();
    this.#idle.push({ connection, timer, carried });
  }
}
