import { z } from 'zod';

/** A signed statement of how the log stood; what is mailed, printed and handed to `dondoc verify --anchor`. */
export const AnchorView = z
  .object({
    anchor: z.object({ shard: z.int(), position: z.int(), chainHash: z.string(), treeRoot: z.string(), at: z.string() }),
    publicKey: z.string(),
    signature: z.string(),
    /** Tells the key from others: 16 hexadecimal digits. */
    keyMark: z.string(),
  })
  .meta({ id: 'Anchor' });
export type AnchorView = z.output<typeof AnchorView>;

export const NameSearch = z
  .strictObject({ name: z.string().trim().min(2, 'Cần ít nhất 2 ký tự của tên.').max(200, 'Tên dài quá 200 ký tự.') })
  .meta({ id: 'NameSearch' });

/** Where a person's data stand: in the register, and as names in recorded documents. */
export const PersonalDataFound = z
  .object({
    people: z.array(z.object({ person: z.string(), name: z.string() })),
    names: z.array(
      z.object({
        subject: z.string(),
        name: z.string(),
        /** In whose documents: an agency's id, or `plan-<id>`. */
        scope: z.string(),
        /** Events of the log that hold it. */
        events: z.int(),
      }),
    ),
  })
  .meta({ id: 'PersonalDataFound' });
export type PersonalDataFound = z.output<typeof PersonalDataFound>;

export const ErasureBody = z
  .strictObject({
    person: z.uuid('Mã người không đúng dạng.').nullable().default(null),
    subjects: z.array(z.uuid('Mã tên không đúng dạng.')).max(200).default([]),
    reason: z.string().trim().min(1, 'Chưa nêu căn cứ xóa (ví dụ số đơn đề nghị).').max(500, 'Căn cứ dài quá 500 ký tự.'),
  })
  .refine(({ person, subjects }) => person !== null || subjects.length > 0, 'Chưa chọn người hoặc tên cần xóa.')
  .meta({ id: 'ErasureBody' });

/** That something was erased: ids, never what was erased. */
export const ErasureView = z
  .object({
    id: z.string(),
    person: z.string().nullable(),
    subjects: z.array(z.string()),
    reason: z.string(),
    by: z.string(),
    at: z.string(),
  })
  .meta({ id: 'Erasure' });
export type ErasureView = z.output<typeof ErasureView>;
