import path from 'node:path';
import { z } from 'zod';
import { StartupError } from '../startup-error.js';
import { fileContradictions, fileVariables, s3Of } from './file-settings.js';
import { logLevels, type Config, type ZaloSettings } from './config.js';
import { isLoopback } from './loopback.js';
import { mailContradictions, mailOf, mailVariables } from './mail-settings.js';

type Environment = Readonly<Record<string, string | undefined>>;

const switches: Readonly<Record<string, boolean>> = {
  '1': true,
  true: true,
  on: true,
  yes: true,
  '0': false,
  false: false,
  off: false,
  no: false,
};

const urlWith = (protocols: readonly string[], example: string) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol) && new URL(text).hostname !== '', {
    error: `không phải địa chỉ hợp lệ; cần có dạng ${example}`,
  });

const port = z
  .string()
  .regex(/^\d{1,5}$/u, { error: 'phải là số cổng từ 0 đến 65535' })
  .transform(Number)
  .refine((value) => value <= 65_535, { error: 'phải là số cổng từ 0 đến 65535' });

const instant = z
  .string()
  .refine((text) => /^\d{4}-\d{2}-\d{2}(?:T.+(?:Z|[+-]\d{2}:?\d{2}))?$/u.test(text) && !Number.isNaN(Date.parse(text)), {
    error: 'phải là ngày hoặc thời điểm ISO 8601 có múi giờ, ví dụ 2023-06-01T08:00:00+07:00',
  })
  .transform((text) => new Date(text.length === 10 ? `${text}T00:00:00+07:00` : text).toISOString());

const flag = z
  .string()
  .refine((text) => text.toLowerCase() in switches, { error: 'chỉ nhận 1 (bật) hoặc 0 (tắt)' })
  .transform((text) => switches[text.toLowerCase()] ?? false);

const masterKey = z
  .string()
  .transform((text) => Buffer.from(text, /^[0-9a-f]{64}$/iu.test(text) ? 'hex' : 'base64'))
  .refine((bytes) => bytes.length === 32, { error: 'phải là 32 byte viết bằng base64 hoặc hex; tạo bằng: openssl rand -base64 32' })
  .transform((bytes) => bytes.toString('base64'));

const environment = z.object({
  NODE_ENV: z.string().default('development'),
  PORT: port.default(3000),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/u, { error: 'phải là tên máy hoặc địa chỉ IP để lắng nghe, ví dụ 127.0.0.1' })
    .default('127.0.0.1'),
  DATA_DIR: z.string().default('.data'),
  DATABASE_URL: urlWith(['postgres:', 'postgresql:'], 'postgres://người-dùng:mật-khẩu@máy:5432/cơ-sở-dữ-liệu').optional(),
  REDIS_URL: urlWith(['redis:', 'rediss:'], 'redis://máy:6379').optional(),
  ...mailVariables,
  PUBLIC_URL: urlWith(['http:', 'https:'], 'https://dondoc.example.gov.vn').optional(),
  MASTER_KEY: masterKey.optional(),
  ZALO_APP_ID: z
    .string()
    .regex(/^\d{5,25}$/u, { error: 'phải là dãy số của ứng dụng Zalo' })
    .optional(),
  ZALO_APP_SECRET: z.string().optional(),
  ZALO_OA_SECRET: z.string().optional(),
  ZALO_TEMPLATE_ID: z.string().optional(),
  ZALO_PER_SECOND: z
    .string()
    .regex(/^[1-9]\d{0,3}$/u, { error: 'phải là số tin mỗi giây, từ 1 đến 9999' })
    .transform(Number)
    .default(10),
  ZALO_URL: urlWith(['http:', 'https:'], 'http://127.0.0.1:3900 (chương trình chạy thử thay cho Zalo)').optional(),
  ANCHOR_MAIL: z.email({ error: 'phải là một địa chỉ thư, ví dụ luu-tru@example.gov.vn' }).nullable().default(null),
  METRICS_PORT: port.optional(),
  ...fileVariables,
  DONDOC_NOW: instant.optional(),
  DONDOC_DEMO: flag.optional(),
  LOG_LEVEL: z.enum(logLevels, { error: `chỉ nhận một trong: ${logLevels.join(', ')}` }).optional(),
});

type Parsed = z.output<typeof environment>;

const isPublic = (parsed: Parsed): string | null => {
  if (parsed.PUBLIC_URL !== undefined && !isLoopback(new URL(parsed.PUBLIC_URL).hostname)) return 'PUBLIC_URL';
  return isLoopback(parsed.HOST) ? null : 'HOST';
};

const ZALO_NAMES = ['ZALO_APP_ID', 'ZALO_APP_SECRET', 'ZALO_OA_SECRET', 'ZALO_TEMPLATE_ID'] as const;

const zaloOf = (parsed: Parsed): ZaloSettings | null => {
  const { ZALO_APP_ID: appId, ZALO_APP_SECRET: appSecret, ZALO_OA_SECRET: oaSecret, ZALO_TEMPLATE_ID: templateId } = parsed;
  if (appId === undefined || appSecret === undefined || oaSecret === undefined || templateId === undefined) return null;
  return { appId, appSecret, oaSecret, templateId, perSecond: parsed.ZALO_PER_SECOND, url: parsed.ZALO_URL?.replace(/\/+$/u, '') ?? null };
};

/** What single values cannot show: rules between them. */
const contradictions = (parsed: Parsed): string[] => {
  const found: string[] = [];
  if (parsed.DONDOC_NOW !== undefined && parsed.NODE_ENV === 'production')
    found.push('DONDOC_NOW không dùng được khi NODE_ENV=production: đồng hồ của hệ thống thật không được đặt lại.');
  if (parsed.DATABASE_URL !== undefined && parsed.MASTER_KEY === undefined)
    found.push('Thiếu MASTER_KEY: khi dùng DATABASE_URL phải có khóa chính 32 byte (tạo bằng: openssl rand -base64 32).');
  found.push(...fileContradictions(parsed), ...mailContradictions(parsed));
  const missing = ZALO_NAMES.filter((name) => parsed[name] === undefined);
  if (missing.length > 0 && missing.length < ZALO_NAMES.length)
    found.push(`Thiếu ${missing.join(', ')}: Zalo cần đủ ${ZALO_NAMES.join(', ')}, hoặc không đặt biến nào.`);
  const shown = isPublic(parsed);
  if (parsed.DATABASE_URL === undefined && parsed.DONDOC_DEMO === undefined && shown !== null)
    found.push(
      `${shown} không phải địa chỉ nội bộ của máy này, nên chế độ trình diễn không tự bật; ` +
        'hãy đặt DONDOC_DEMO=0 (hệ thống thật) hoặc DONDOC_DEMO=1 (cố ý trình diễn).',
    );
  return found;
};

const ownUrl = ({ HOST, PORT }: Parsed): string => {
  const host = isLoopback(HOST) || HOST === '0.0.0.0' || HOST === '::' ? 'localhost' : HOST;
  return `http://${host}:${PORT}`;
};

const orNull = <Value>(value: Value | undefined): Value | null => value ?? null;

const isKept = ([, value]: [string, string | undefined]): boolean => value !== undefined && value.trim() !== '';

/**
 * The environment as a `Config`; an empty value counts as none.
 * @throws StartupError with one sentence for each bad value
 */
export const parseEnvironment = (variables: Environment): Config => {
  const result = environment.safeParse(Object.fromEntries(Object.entries(variables).filter(isKept)));
  if (!result.success) {
    throw new StartupError(
      result.error.issues.map(({ path: name, message }) => `Biến môi trường ${name.join('.')} ${message}.`).join('\n'),
    );
  }
  const parsed = result.data;
  const refused = contradictions(parsed);
  if (refused.length > 0) throw new StartupError(refused.join('\n'));
  return {
    nodeEnv: parsed.NODE_ENV,
    port: parsed.PORT,
    host: parsed.HOST,
    dataDir: path.resolve(parsed.DATA_DIR),
    databaseUrl: orNull(parsed.DATABASE_URL),
    redisUrl: orNull(parsed.REDIS_URL),
    metricsPort: orNull(parsed.METRICS_PORT),
    smtpUrl: orNull(parsed.SMTP_URL),
    mail: mailOf(parsed),
    zalo: zaloOf(parsed),
    publicUrl: (parsed.PUBLIC_URL ?? ownUrl(parsed)).replace(/\/+$/u, ''),
    demonstration: parsed.DONDOC_DEMO ?? parsed.DATABASE_URL === undefined,
    startingNow: orNull(parsed.DONDOC_NOW),
    masterKey: orNull(parsed.MASTER_KEY),
    s3: s3Of(parsed),
    scanner: orNull(parsed.CLAMD_URL),
    anchorMail: parsed.ANCHOR_MAIL,
    logLevel: parsed.LOG_LEVEL ?? (process.stderr.isTTY ? 'warn' : 'info'),
  };
};
