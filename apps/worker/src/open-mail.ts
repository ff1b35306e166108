import { CaughtMailStore, EmailChannel, startMailCatcher, type Channel } from '#channels';
import type { AppContext } from '#platform';
import { mailSender } from './mail-sender.js';

export interface Mail {
  readonly channel: Channel;
  close(): Promise<void>;
}

/** The SMTP server of the configuration, or the built-in catcher behind the test mailbox. */
export const openMail = async ({ config, pool, logger }: AppContext): Promise<Mail> => {
  const sender = mailSender(config);
  if (config.smtpUrl !== null) {
    const channel = new EmailChannel({ url: config.smtpUrl, sender, isCatcher: false });
    return { channel, close: () => channel.close() };
  }
  const catcher = await startMailCatcher(new CaughtMailStore(pool));
  const channel = new EmailChannel({ url: catcher.url, sender, isCatcher: true });
  logger.info({ url: catcher.url }, 'mail goes to the test mailbox');
  return {
    channel,
    close: async () => {
      await channel.close();
      await catcher.close();
    },
  };
};
