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

/** How the province's Official Account on Zalo stands; null: none is set up. Instants in ISO 8601. */
export const ZaloAccountView = z
  .object({
    appId: z.string(),
    templateId: z.string(),
    /** A program that stands for Zalo; null: Zalo itself. */
    standIn: z.string().nullable(),
    webhookUrl: z.string(),
    token: z.object({
      state: z.enum(['never-linked', 'good', 'lost']),
      accessExpiresAt: z.string().nullable(),
      refreshedAt: z.string().nullable(),
      problem: z.string().nullable(),
    }),
    quota: z.object({ daily: z.int(), remaining: z.int(), at: z.string() }).nullable(),
    lastWebhook: z.object({ event: z.string(), at: z.string() }).nullable(),
    alarm: z.object({ reason: z.string(), at: z.string() }).nullable(),
    paused: z.object({ reason: z.string(), at: z.string() }).nullable(),
    waiting: z.int(),
    lastWeek: z.object({ sent: z.int(), returned: z.int(), refused: z.int(), uncertain: z.int() }),
    subscribers: z.int(),
    /** What the approved template must have, with the longest value of each parameter. */
    parameters: z.array(z.object({ name: z.string(), meaning: z.string(), limit: z.int() })),
  })
  .meta({ id: 'ZaloAccount' });
export type ZaloAccountView = z.output<typeof ZaloAccountView>;

export const ZaloPageView = z.object({ account: ZaloAccountView.nullable() }).meta({ id: 'ZaloPage' });
export type ZaloPageView = z.output<typeof ZaloPageView>;

/** Back from Zalo's consent page. */
export const ZaloConsent = z
  .strictObject({ code: z.string().min(1, 'Thiếu mã chấp thuận của Zalo.').max(2000), state: z.string().min(1).max(500) })
  .meta({ id: 'ZaloConsent' });

export const ZaloConsentUrl = z.object({ url: z.string() }).meta({ id: 'ZaloConsentUrl' });
export type ZaloConsentUrl = z.output<typeof ZaloConsentUrl>;

/** How the reader stands with Zalo. `isOffered`: this system has an account to send by. */
export const MyZaloView = z
  .object({ isOffered: z.boolean(), phone: z.string().nullable(), consentAt: z.string().nullable(), isFollowing: z.boolean() })
  .meta({ id: 'MyZalo' });
export type MyZaloView = z.output<typeof MyZaloView>;

export const ZaloRegistration = z
  .strictObject({
    phone: z.string().trim().max(20, 'Số điện thoại dài quá 20 ký tự.'),
    consent: z.literal(true, 'Cần đồng ý nhận tin nhắc việc qua Zalo.'),
  })
  .meta({ id: 'ZaloRegistration' });

export const ZaloCode = z.object({ code: z.string(), expiresAt: z.string() }).meta({ id: 'ZaloCode' });
export type ZaloCode = z.output<typeof ZaloCode>;

/** Addresses and phones that are written to no more until somebody puts them right. */
export const RefusedAddressView = z
  .object({
    address: z.string(),
    reason: z.string(),
    refusedAt: z.string(),
    people: z.array(z.string()),
    agencies: z.array(z.string()),
  })
  .meta({ id: 'RefusedAddress' });
export type RefusedAddressView = z.output<typeof RefusedAddressView>;

export const AddressBody = z.strictObject({ address: z.string().trim().min(3).max(320) }).meta({ id: 'AddressBody' });
