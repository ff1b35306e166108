import type { AddressInfo, Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { OutgoingMessage } from '../channel.port.js';
import { EmailChannel, type EmailOptions } from '../email/email-channel.js';
import type { SmtpServerSettings } from '../email/smtp-server-settings.js';

export const sender = { address: 'nhac-viec@tinh.example', name: 'Hệ thống theo dõi nhiệm vụ' };

export const mailTo = (address: string, changes: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  id: '01900000-0000-7000-8000-000000000001',
  to: { address, name: 'Nguyễn Thị Bích Ngọc' },
  subject: '[UBND tỉnh Lạng Sơn] 03 nhiệm vụ đến hạn đến 27/11/2026',
  text: 'Kính gửi đồng chí,\n.\nĐề án phát triển',
  html: '<p>Kính gửi đồng chí,</p>',
  brief: null,
  thread: null,
  unsubscribe: null,
  ...changes,
});

export const yes = (): Promise<boolean> => Promise.resolve(true);

/** An answer of the server as `smtp-server` wants it. */
export const fault = (responseCode: number, words = 'no'): Error => Object.assign(new Error(words), { responseCode });

/** A real mail server that behaves as a test says. */
export interface TestMailServer {
  readonly url: string;
  /** Connections that were opened to it. */
  readonly connections: number;
  /** Messages that it took, as they came. */
  readonly taken: readonly string[];
  /** The envelope's sender of each. */
  readonly senders: readonly string[];
  /** Breaks off whatever is open. */
  cut(): void;
  /** A channel to it, closed together with it. */
  channel(server?: Partial<SmtpServerSettings>, options?: Partial<EmailOptions>): EmailChannel;
  close(): Promise<void>;
}

const readAll = async (stream: Readable): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

/** Without `key` it speaks no STARTTLS. `login`: `user:password@` of its address. */
export const startTestMailServer = async (options: SMTPServerOptions = {}, login = ''): Promise<TestMailServer> => {
  const sockets = new Set<Socket>();
  const channels: EmailChannel[] = [];
  const taken: string[] = [];
  const senders: string[] = [];
  let connections = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: options.key === undefined ? ['STARTTLS'] : [],
    closeTimeout: 200,
    onData: (stream, session, done) => {
      readAll(stream).then((message) => {
        taken.push(message);
        senders.push(session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address);
        done(null);
      }, done);
    },
    ...options,
  });
  server.on('error', () => undefined);
  server.server.on('connection', (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.server.address() as AddressInfo;
  const url = `${options.secure === true ? 'smtps' : 'smtp'}://${login}127.0.0.1:${String(port)}`;
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url,
    get connections() {
      return connections;
    },
    taken,
    senders,
    cut,
    channel: (settings = {}, more = {}) => {
      const channel = new EmailChannel({ server: { url, tls: 'off', ...settings }, sender, isCatcher: false, ...more });
      channels.push(channel);
      return channel;
    },
    close: async () => {
      for (const channel of channels) await channel.close();
      // Under TLS the socket belongs to another: to destroy it in the middle of a refused handshake ends the process.
      if (options.key === undefined) cut();
      await new Promise<void>((resolve) => {
        server.close(resolve);
      });
    },
  };
};
