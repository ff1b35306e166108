import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** Of a hundred connections so many are refused, so many break off before the message and so many after it was taken. */
const REFUSED = 10;
const BROKEN_BEFORE = 5;
const BROKEN_AFTER = 5;

export interface SmtpSink {
  readonly url: string;
  /** How often each message, by its Message-ID, was taken over. */
  readonly taken: ReadonlyMap<string, number>;
  readonly refused: () => number;
  readonly broken: () => number;
  close(): Promise<void>;
}

const idIn = (mail: string): string => /^message-id:\s*<([^@>]+)@/imu.exec(mail)?.[1] ?? 'none';

/** A mail server over real SMTP that refuses and breaks off by a fixed rule, and counts what it took. */
export const startSmtpSink = async (): Promise<SmtpSink> => {
  const taken = new Map<string, number>();
  let nth = 0;
  let refused = 0;
  let broken = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: (_address, _session, callback) => {
      // A step that shares no factor with a hundred spreads the faults evenly.
      nth += 37;
      if (nth % 100 < REFUSED) {
        refused += 1;
        callback(Object.assign(new Error('busy'), { responseCode: 451 }));
        return;
      }
      callback();
    },
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = [];
      const at = nth % 100;
      const isBefore = at >= REFUSED && at < REFUSED + BROKEN_BEFORE;
      const isAfter = at >= REFUSED + BROKEN_BEFORE && at < REFUSED + BROKEN_BEFORE + BROKEN_AFTER;
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (!isBefore) {
          const id = idIn(Buffer.concat(chunks).toString('utf8'));
          taken.set(id, (taken.get(id) ?? 0) + 1);
        }
        if (!isBefore && !isAfter) {
          callback();
          return;
        }
        broken += 1;
        // No answer: whether the message was taken, the sender cannot know.
        for (const connection of server.connections) {
          const one = connection as unknown as { id: string; close(): void };
          if (one.id === session.id) one.close();
        }
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${String(port)}`,
    taken,
    refused: () => refused,
    broken: () => broken,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      }),
  };
};
