import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** `addressed`: its recipient was named; `begun`: its first bytes came; `whole`: all of it came, and nothing was answered yet. */
export type MailStep = 'addressed' | 'begun' | 'whole';

export interface TakenMail {
  readonly to: string;
  readonly raw: string;
}

/** A mail server over real SMTP that asks at each step of a mail whether it goes on, and keeps what it took. */
export interface SteppedMailServer {
  readonly url: string;
  readonly taken: readonly TakenMail[];
  /** Resolves when the mail may go on; an error with a `responseCode` refuses it. The default lets everything pass. */
  onStep: (step: MailStep, to: string) => Promise<void>;
  close(): Promise<void>;
}

const recipientOf = ({ envelope }: { readonly envelope: { readonly rcptTo: readonly { readonly address: string }[] } }): string =>
  envelope.rcptTo[0]?.address ?? '';

export const startSteppedMailServer = async (): Promise<SteppedMailServer> => {
  const taken: TakenMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: ({ address }, _session, callback) => {
      mails.onStep('addressed', address).then(() => {
        callback();
      }, callback);
    },
    onData: (stream, session, callback) => {
      const to = recipientOf(session);
      const chunks: Buffer[] = [];
      let begun: Promise<void> | null = null;
      stream.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        begun ??= mails.onStep('begun', to);
      });
      stream.on('end', () => {
        void (begun ?? Promise.resolve())
          .then(() => mails.onStep('whole', to))
          .then(() => {
            taken.push({ to, raw: Buffer.concat(chunks).toString('utf8') });
            callback();
          }, callback);
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const mails: SteppedMailServer = {
    url: `smtp://127.0.0.1:${String(port)}`,
    taken,
    onStep: () => Promise.resolve(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      }),
  };
  return mails;
};
