import { readFile } from 'node:fs/promises';
import { CaughtMailStore, EmailChannel, MailStatusBoard, startMailCatcher, type Channel } from '#channels';
import { StartupError, type AppContext, type Config } from '#platform';
import { mailSender } from './mail-sender.js';

export interface Mail {
  readonly channel: Channel;
  close(): Promise<void>;
}

/** The authorities that the mail server's certificate is checked against. @throws StartupError */
const readAuthorities = async ({ caFile }: Config['mail']): Promise<string | null> => {
  if (caFile === null) return null;
  const pem = await readFile(caFile, 'utf8').catch((error: unknown) => {
    throw new StartupError(`Không đọc được SMTP_CA_FILE (${caFile}). Hãy kiểm tra đường dẫn và quyền đọc.`, { cause: error });
  });
  if (!pem.includes('-----BEGIN CERTIFICATE-----'))
    throw new StartupError(`SMTP_CA_FILE (${caFile}) không phải tệp PEM có chứng thư ("-----BEGIN CERTIFICATE-----").`);
  return pem;
};

/** The SMTP server of the configuration, or the built-in catcher behind the test mailbox. */
export const openMail = async ({ config, pool, logger }: AppContext): Promise<Mail> => {
  const sender = mailSender(config);
  const status = new MailStatusBoard(pool);
  if (config.smtpUrl !== null) {
    const server = { url: config.smtpUrl, tls: config.mail.tls, authorities: await readAuthorities(config.mail) };
    const channel = new EmailChannel({ server, sender, isCatcher: false, status, returnTo: config.mail.bounceAddress });
    return { channel, close: () => channel.close() };
  }
  const catcher = await startMailCatcher(new CaughtMailStore(pool));
  const channel = new EmailChannel({ server: { url: catcher.url, tls: 'off' }, sender, isCatcher: true, status });
  logger.info({ url: catcher.url }, 'mail goes to the test mailbox');
  return {
    channel,
    close: async () => {
      await channel.close();
      await catcher.close();
    },
  };
};
