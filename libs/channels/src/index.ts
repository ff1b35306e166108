export type * from './channel.port.js';
export { EmailChannel } from './email/email-channel.js';
export type { EmailOptions } from './email/email-channel.js';
export { CaughtMailStore } from './catcher/caught-mail-store.js';
export type { CaughtMail, CaughtMailSummary } from './catcher/caught-mail-store.js';
export { startMailCatcher } from './catcher/mail-catcher.js';
export type { MailCatcher } from './catcher/mail-catcher.js';
export { channelsMigrations } from './catcher/channels.migrations.js';
