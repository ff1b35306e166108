import { z } from 'zod';

/** A civil date YYYY-MM-DD that exists. */
export const PlainDateText = z.iso.date({ error: 'Ngày phải có dạng YYYY-MM-DD và có thật.' });
export const InstantText = z.iso.datetime({ offset: true, error: 'Thời điểm phải theo ISO 8601.' });
export const AgencyIdText = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u, 'Mã cơ quan chỉ gồm chữ thường không dấu, số và gạch nối.')
  .max(120);
export const LeadPartText = z.string().regex(/^L\d{2,}$/u, 'Lượt giao có dạng L01.');
export const CoordinatingPartText = z.string().regex(/^C\d{2,}$/u, 'Lượt phối hợp có dạng C01.');
export const ProseText = z.string().trim().min(1, 'Chưa có nội dung.').max(20_000, 'Nội dung dài quá 20.000 ký tự.');
export const ShortText = z.string().trim().min(1, 'Chưa có nội dung.').max(500, 'Nội dung dài quá 500 ký tự.');

export const FileRefBody = z
  .strictObject({
    sha256: z.string().regex(/^[0-9a-f]{64}$/u),
    name: z.string().min(1).max(255),
    size: z.int().nonnegative(),
    mediaType: z.string().min(1).max(255),
  })
  .meta({ id: 'FileRef' });
export type FileRefBody = z.output<typeof FileRefBody>;

/** `scanning`: not looked at yet; it can be attached and is not handed out. `unscanned`: nobody looks for viruses in this system. */
export const FileStates = z
  .object({ items: z.array(z.object({ sha256: z.string(), state: z.enum(['unscanned', 'scanning', 'clean', 'infected']) })) })
  .meta({ id: 'FileStates' });
export type FileStates = z.output<typeof FileStates>;

export const DocumentRefBody = z
  .strictObject({
    number: ShortText,
    date: PlainDateText.nullable().default(null),
    signer: ShortText.nullable().default(null),
    form: ShortText.nullable().default(null),
  })
  .meta({ id: 'DocumentRef' });

export const SourceView = z.union([
  z.object({ line: z.int(), toLine: z.int() }),
  z.object({ part: z.string(), row: z.int(), column: z.int().nullable() }),
]);
export type SourceView = z.output<typeof SourceView>;
