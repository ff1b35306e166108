import type { Readable } from 'node:stream';
import SMTPConnection, { type SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection';
import { parseConnectionUrl } from 'nodemailer/lib/shared';

const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000, dnsTimeout: 10_000, socketCloseTimeout: 500 };
const MAX_IDLE = 3;
const IDLE_MS = 30_000;

interface Login {
  readonly user: string;
  readonly pass: string;
}
interface Idle {
  readonly connection: SMTPConnection;
  readonly timer: NodeJS.Timeout;
}
export interface SmtpReply {
  readonly response: string;
}

/** `SMTP_URL` as nodemailer reads it, narrowed to what a connection and a login need. */
const parseUrl = (url: string): { options: SMTPConnectionOptions; login: Login | null } => {
  const { host, port, secure, auth, tls } = parseConnectionUrl(url);
  const login = auth?.user === undefined ? null : { user: auth.user, pass: auth.pass };
  return { options: { ...TIMEOUTS, host, port, secure, tls: typeof tls === 'object' ? tls : undefined }, login };
};

/** A connection may report an error twice, or while it is idle; neither must end the process. */
const quieten = (connection: SMTPConnection): void => {
  connection.removeAllListeners('error');
  connection.removeAllListeners('end');
  connection.on('error', () => undefined);
};

/**
 * A small pool of SMTP connections. nodemailer's own pooled transport reads the message before the server has asked for it; here
 * its connection is used directly, because the ledger must be told in the moment between "addressed" and "handed over".
 */
export class SmtpConnections {
  readonly #options: SMTPConnectionOptions;
  readonly #login: Login | null;
  readonly #idle: Idle[] = [];
  readonly #busy = new Set<SMTPConnection>();
  #closed = false;

  constructor(url: string) {
    const { options, login } = parseUrl(url);
    this.#options = options;
    this.#login = login;
  }

  /** The message is read only after the server answered DATA. Any error closes the connection: half a message is none. */
  async send(envelope: { readonly from: string; readonly to: string; readonly size: number }, message: Readable): Promise<SmtpReply> {
    const connection = await this.#acquire();
    this.#busy.add(connection);
    try {
      const reply = await new Promise<SmtpReply>((resolve, reject) => {
        connection.once('error', reject);
        connection.once('end', () => {
          reject(new Error('The SMTP server closed the connection'));
        });
        connection.send(envelope, message, (error, info) => {
          if (error) reject(error);
          else resolve({ response: info.response });
        });
      });
      this.#release(connection);
      return reply;
    } catch (error) {
      connection.close();
      throw error;
    } finally {
      this.#busy.delete(connection);
    }
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

  async #acquire(): Promise<SMTPConnection> {
    for (let idle = this.#idle.pop(); idle !== undefined; idle = this.#idle.pop()) {
      clearTimeout(idle.timer);
      quieten(idle.connection);
      if (!idle.connection.destroyed) return idle.connection;
    }
    return this.#open();
  }

  #open(): Promise<SMTPConnection> {
    const connection = new SMTPConnection(this.#options);
    quieten(connection);
    return new Promise((resolve, reject) => {
      connection.once('error', reject);
      connection.once('end', () => {
        reject(Object.assign(new Error('The SMTP server closed the connection'), { code: 'ECONNECTION' }));
      });
      const ready = (): void => {
        quieten(connection);
        resolve(connection);
      };
      connection.connect((error) => {
        if (error) reject(error);
        else if (this.#login === null) ready();
        else this.#authenticate(connection, this.#login, ready, reject);
      });
    });
  }

  #authenticate(connection: SMTPConnection, login: Login, ready: () => void, refuse: (error: Error) => void): void {
    connection.login({ credentials: { ...login } }, (error) => {
      if (error) {
        connection.close();
        refuse(error);
      } else ready();
    });
  }

  #release(connection: SMTPConnection): void {
    quieten(connection);
    if (this.#closed || this.#idle.length >= MAX_IDLE || connection.destroyed) {
      connection.close();
      return;
    }
    const timer = setTimeout(() => {
      const at = this.#idle.findIndex((idle) => idle.connection === connection);
      if (at >= 0) this.#idle.splice(at, 1);
      connection.close();
    }, IDLE_MS);
    timer.unref();
    this.#idle.push({ connection, timer });
  }
}
