import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { CaughtMailStore } from './caught-mail-store.js';

const MAX_BYTES = 5_000_000;

const readAll = async (stream: Readable): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

const keep = async (store: CaughtMailStore, stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> => {
  const raw = await readAll(stream);
  if (stream.sizeExceeded) throw Object.assign(new Error('Message too large'), { responseCode: 552 });
  const { mailFrom, rcptTo } = session.envelope;
  await store.add(raw, { from: mailFrom === false ? '' : mailFrom.address, to: rcptTo.map(({ address }) => address) });
};

/** A real SMTP server on a free loopback port that keeps what it receives instead of passing it on. */
export interface MailCatcher {
  readonly url: string;
  close(): Promise<void>;
}

/** A mail is answered 250 only after it stands in the store; a store that fails answers 451, and the sender tries again. */
export const startMailCatcher = async (store: CaughtMailStore, port = 0): Promise<MailCatcher> => {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    size: MAX_BYTES,
    banner: 'Don Doc mail catcher',
    closeTimeout: 500,
    onData: (stream, session, done) => {
      keep(store, stream, session).then(
        () => {
          done(null);
        },
        (error: unknown) => {
          stream.resume();
          done(Object.assign(new Error('Cannot keep the message now'), { responseCode: 451 }, error));
        },
      );
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${String(address.port)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
      }),
  };
};
