import type { SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection';

/** A mail server as configured. */
export interface SmtpServerSettings {
  /** `smtp://` or `smtps://`, user and password included, percent-encoded. */
  readonly url: string;
  /** Whether `smtp://` goes on without STARTTLS; `smtps://` always encrypts. Default `required`. */
  readonly tls?: 'required' | 'if-offered' | 'off';
  /** PEM of the authorities that the certificate is checked against; null: the well-known ones. There is no way not to check. */
  readonly authorities?: string | null;
  /** Milliseconds. */
  readonly timeouts?: Partial<typeof TIMEOUTS>;
  /** Mails on one connection before another is opened; servers limit it. Default 100. */
  readonly maxMessages?: number;
}

export interface Login {
  readonly user: string;
  readonly pass: string;
}

export const TIMEOUTS = {
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 30_000,
  dnsTimeout: 10_000,
  socketCloseTimeout: 500,
};

const PLAIN: Readonly<Record<NonNullable<SmtpServerSettings['tls']>, SMTPConnectionOptions>> = {
  required: { requireTLS: true },
  'if-offered': {},
  off: { ignoreTLS: true },
};

/** What a connection and a login need. */
export const connectionOptions = (
  settings: SmtpServerSettings,
): { readonly options: SMTPConnectionOptions; readonly login: Login | null } => {
  const { protocol, hostname, port, username, password } = new URL(settings.url);
  const { authorities = null } = settings;
  const options: SMTPConnectionOptions = {
    ...TIMEOUTS,
    ...settings.timeouts,
    host: hostname.replace(/^\[|\]$/gu, ''),
    port: port === '' ? undefined : Number(port),
    secure: protocol === 'smtps:',
    ...(protocol === 'smtps:' ? {} : PLAIN[settings.tls ?? 'required']),
    tls: { minVersion: 'TLSv1.2', rejectUnauthorized: true, ...(authorities === null ? {} : { ca: authorities }) },
  };
  const login = username === '' ? null : { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
  return { options, login };
};
