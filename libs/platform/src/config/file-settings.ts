import { z } from 'zod';
import type { S3Settings, ScannerAddress } from './config.js';

const isWebAddress = (text: string): boolean => URL.canParse(text) && /^https?:$/u.test(new URL(text).protocol);

const scannerAddress = (text: string): ScannerAddress | null => {
  const socket = /^unix:(?:\/\/)?(\/.+)$/u.exec(text)?.[1];
  if (socket !== undefined) return { path: socket };
  const server = /^tcp:\/\/(\[[\da-f:]+\]|[\w.-]+):(\d{1,5})\/?$/iu.exec(text);
  const [, host = '', port = '0'] = server ?? [];
  return host === '' || Number(port) < 1 || Number(port) > 65_535 ? null : { host: host.replace(/^\[|\]$/gu, ''), port: Number(port) };
};

/** Where attached files are kept, and who looks for viruses in them. */
export const fileVariables = {
  S3_ENDPOINT: z
    .string()
    .refine(isWebAddress, { error: 'không phải địa chỉ hợp lệ; cần có dạng https://s3.example.gov.vn' })
    .transform((text) => text.replace(/\/+$/u, ''))
    .optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z\d][a-z\d.-]{1,61}[a-z\d]$/u, { error: 'không phải tên hợp lệ: 3 đến 63 chữ thường, chữ số, dấu chấm, gạch nối' })
    .optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  CLAMD_URL: z
    .string()
    .transform((text, context) => {
      const address = scannerAddress(text);
      if (address !== null) return address;
      context.addIssue({ code: 'custom', message: 'phải có dạng tcp://máy:3310 hoặc unix:/đường/dẫn/clamd.sock' });
      return z.NEVER;
    })
    .optional(),
};

interface S3Variables {
  readonly S3_ENDPOINT?: string | undefined;
  readonly S3_REGION: string;
  readonly S3_BUCKET?: string | undefined;
  readonly S3_ACCESS_KEY_ID?: string | undefined;
  readonly S3_SECRET_ACCESS_KEY?: string | undefined;
}

const together = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;

/** A store that is named by halves would look like none. */
export const fileContradictions = (parsed: S3Variables): readonly string[] => {
  const missing = together.filter((name) => parsed[name] === undefined);
  if (missing.length === 0 || missing.length === together.length) return [];
  return [
    `Thiếu ${missing.join(', ')}: để lưu tệp trong kho S3 phải đặt đủ ${together.join(', ')}; bỏ hết thì tệp nằm trong cơ sở dữ liệu.`,
  ];
};

export const s3Of = (parsed: S3Variables): S3Settings | null => {
  const { S3_ENDPOINT: endpoint, S3_BUCKET: bucket, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = parsed;
  if (endpoint === undefined || bucket === undefined || accessKeyId === undefined || secretAccessKey === undefined) return null;
  return { endpoint, bucket, accessKeyId, secretAccessKey, region: parsed.S3_REGION };
};
