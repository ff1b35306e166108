import { z } from 'zod';
import type { MailSettings } from './config.js';
import { isLoopback } from './loopback.js';

const isDecodable = (text: string): boolean => {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
};

const EXAMPLE = 'smtps://người-dùng:mật-khẩu@máy:465 hoặc smtp://người-dùng:mật-khẩu@máy:587';

const smtpUrl = z
  .string()
  .refine((text) => URL.canParse(text) && ['smtp:', 'smtps:'].includes(new URL(text).protocol) && new URL(text).hostname !== '', {
    error: `không phải địa chỉ hợp lệ; cần có dạng ${EXAMPLE}`,
    abort: true,
  })
  // A word after "?" could switch off the check of certificates where nobody sees it.
  .refine((text) => new URL(text).search === '' && new URL(text).hash === '', {
    error:
      'không nhận phần sau dấu "?" hoặc "#"; dùng SMTP_TLS, SMTP_CA_FILE, MAIL_FROM (ký tự "?" và "#" trong mật khẩu viết là %3F, %23)',
  })
  .refine((text) => isDecodable(new URL(text).username) && isDecodable(new URL(text).password), {
    error: 'có tên hoặc mật khẩu viết sai mã hóa; ký tự "%" viết là %25',
  });

/** How mail leaves, and where what could not be delivered comes back to. */
export const mailVariables = {
  SMTP_URL: smtpUrl.optional(),
  SMTP_TLS: z
    .enum(['required', 'if-offered', 'off'], {
      error: 'chỉ nhận một trong: required (bắt buộc mã hóa), if-offered (khi máy chủ có), off (không)',
    })
    .optional(),
  SMTP_CA_FILE: z.string().optional(),
  BOUNCE_ADDRESS: z
    .email({ error: 'phải là một địa chỉ thư, ví dụ tra-lai@example.gov.vn' })
    .refine((text) => !text.includes('+'), { error: 'không được có dấu "+": phần sau dấu "+" dành cho mã của từng thư' })
    .optional(),
  BOUNCE_SECRET: z
    .string()
    .regex(/^[\w.~+/=-]{24,200}$/u, { error: 'phải có từ 24 đến 200 chữ cái, chữ số; tạo bằng: openssl rand -base64 32' })
    .optional(),
  MAIL_FROM: z.email({ error: 'phải là một địa chỉ thư, ví dụ nhac-viec@example.gov.vn' }).optional(),
};

interface MailVariables {
  readonly SMTP_URL?: string | undefined;
  readonly SMTP_TLS?: MailSettings['tls'] | undefined;
  readonly SMTP_CA_FILE?: string | undefined;
  readonly BOUNCE_ADDRESS?: string | undefined;
  readonly BOUNCE_SECRET?: string | undefined;
  readonly MAIL_FROM?: string | undefined;
}

/** On this machine nobody listens in between; anywhere else mail is not sent in the clear unless somebody says so. */
const tlsOf = ({ SMTP_URL, SMTP_TLS }: MailVariables): MailSettings['tls'] =>
  SMTP_TLS ?? (SMTP_URL !== undefined && isLoopback(new URL(SMTP_URL).hostname) ? 'if-offered' : 'required');

export const mailOf = (parsed: MailVariables): MailSettings => ({
  tls: tlsOf(parsed),
  caFile: parsed.SMTP_CA_FILE ?? null,
  bounceAddress: parsed.BOUNCE_ADDRESS ?? null,
  bounceSecret: parsed.BOUNCE_SECRET ?? null,
  from: parsed.MAIL_FROM ?? null,
});

export const mailContradictions = (parsed: MailVariables): readonly string[] => {
  if (parsed.SMTP_URL === undefined) return [];
  const { protocol, username, hostname } = new URL(parsed.SMTP_URL);
  const isSecured = protocol === 'smtps:' || tlsOf(parsed) === 'required';
  if (protocol === 'smtps:' && parsed.SMTP_TLS !== undefined && parsed.SMTP_TLS !== 'required')
    return ['SMTP_URL bắt đầu bằng smtps:// là luôn mã hóa; hãy bỏ SMTP_TLS, hoặc dùng smtp://.'];
  if (username !== '' && !isSecured && !isLoopback(hostname))
    return ['SMTP_URL có mật khẩu mà SMTP_TLS không phải required: mật khẩu không được gửi qua đường không mã hóa.'];
  return [];
};
