import type { Config } from '#platform';

const NAME = 'Hệ thống theo dõi nhiệm vụ UBND tỉnh giao';

/**
 * Whom mail comes from: `MAIL_FROM`, else the account of `SMTP_URL` where it is an address, else an address at the public host; with the built-in
 * catcher one that exists nowhere.
 */
export const mailSender = (config: Pick<Config, 'smtpUrl' | 'publicUrl' | 'mail'>): { readonly address: string; readonly name: string } => {
  if (config.mail.from !== null) return { address: config.mail.from, name: NAME };
  if (config.smtpUrl === null) return { address: 'nhac-viec@dondoc.invalid', name: NAME };
  const user = decodeURIComponent(new URL(config.smtpUrl).username);
  if (user.includes('@')) return { address: user, name: NAME };
  const host = new URL(config.publicUrl).hostname;
  return { address: `nhac-viec@${host.includes('.') && !/^[\d.]+$/u.test(host) ? host : 'localhost.localdomain'}`, name: NAME };
};
