import { z } from 'zod';
import { AgencyIdText, CoordinatingPartText, LeadPartText, PlainDateText, ProseText, ShortText } from './primitives.js';
import { AgencyName } from './view-words.js';

const provenance = z.enum(['plan', 'source', 'background']);
const agencyFields = {
  name: ShortText,
  abbreviations: z.array(ShortText).max(50).default([]),
  level: z.enum(['central', 'province', 'district', 'commune']),
  parent: AgencyIdText.nullable().default(null),
  isPersonalOffice: z.boolean().default(false),
  provenance: provenance.default('source'),
  statisticalCode: z
    .string()
    .regex(/^\d{5}$/u, 'Mã đơn vị hành chính gồm năm chữ số.')
    .optional(),
  from: PlainDateText,
  basis: ShortText,
};
const GroupFields = {
  names: z.array(ShortText).max(50).default([]),
  joined: z
    .array(z.strictObject({ agencyId: AgencyIdText, from: PlainDateText }))
    .max(500)
    .default([]),
  left: z
    .array(z.strictObject({ agencyId: AgencyIdText, to: PlainDateText }))
    .max(500)
    .default([]),
  basis: ShortText,
};

/** Path verb → body of `POST /agencies/{id}/<verb>`. `on`: the first day without the agency. */
export const RegisterAgencyBody = z.strictObject({ id: AgencyIdText, ...agencyFields });
export const RenameAgencyBody = z.strictObject({ name: ShortText, from: PlainDateText, basis: ShortText });
export const DissolveAgencyBody = z.strictObject({ on: PlainDateText, basis: ShortText });
export const SucceedAgencyBody = z.strictObject({
  on: PlainDateText,
  successors: z.array(AgencyIdText).min(1, 'Chưa nêu cơ quan kế thừa.').max(100),
  shape: z.enum(['replaced', 'merged', 'split']),
  basis: ShortText,
});
export const ChangeAgencyGroupBody = z.strictObject(GroupFields);

/** A reorganisation as a file gives it: `dondoc succession plan FILE`, `POST /reorganisations`. */
export const ReorganisationFile = z
  .strictObject({
    id: AgencyIdText,
    title: ShortText,
    founded: z
      .array(z.strictObject({ id: AgencyIdText, ...agencyFields }))
      .max(500)
      .default([]),
    ended: z
      .array(
        z.strictObject({
          agencyId: AgencyIdText,
          on: PlainDateText,
          basis: ShortText,
          shape: z.enum(['replaced', 'merged', 'split']).nullable().default(null),
          successors: z.array(AgencyIdText).max(100).default([]),
          alternatives: z.array(AgencyIdText).max(100).default([]),
          note: ProseText.nullable().default(null),
          provenance: provenance.default('source'),
        }),
      )
      .max(500)
      .default([]),
    groups: z
      .array(z.strictObject({ group: AgencyIdText, ...GroupFields }))
      .max(50)
      .default([]),
  })
  .meta({ id: 'ReorganisationFile' });
export type ReorganisationFile = z.output<typeof ReorganisationFile>;

export const SuccessionLineBody = z.strictObject({
  kind: z.enum(['lead', 'coordinator', 'approver', 'indicator']),
  subject: z.uuid(),
  part: z.union([LeadPartText, CoordinatingPartText]).nullable(),
  from: AgencyIdText,
  to: AgencyIdText.nullable(),
});
export const ConfirmSuccessionBody = z.strictObject({
  lines: z.array(SuccessionLineBody).min(1, 'Chưa chọn dòng nào để chuyển.').max(5_000),
});

/** What an agency that has ended still holds, and who is proposed to take it over. */
export const SuccessionProposalLine = z.object({
  kind: z.enum(['lead', 'coordinator', 'approver', 'indicator']),
  subject: z.string(),
  ordinal: z.string().nullable(),
  title: z.string(),
  part: z.string().nullable(),
  from: AgencyName,
  /** The one clear successor; null: a person chooses. */
  to: AgencyName.nullable(),
  proposal: z.enum(['one', 'choose', 'none']),
  among: z.array(AgencyName),
  note: z.string().nullable(),
  basis: z.string(),
  /** The first day without the agency. */
  on: z.string(),
  findings: z.array(z.object({ code: z.string(), text: z.string() })),
});
export type SuccessionProposalLine = z.output<typeof SuccessionProposalLine>;

export const ReorganisationView = z
  .object({
    id: z.string(),
    title: z.string(),
    founded: z.array(z.object({ agency: AgencyName, from: z.string() })),
    ended: z.array(
      z.object({
        agency: AgencyName,
        on: z.string(),
        basis: z.string(),
        successors: z.array(AgencyName),
        note: z.string().nullable(),
        provenance: z.string(),
      }),
    ),
    confirmations: z.array(
      z.object({
        number: z.int(),
        lines: z.int(),
        /** Null while it is carried out. */
        moved: z.int().nullable(),
        unmoved: z.array(
          z.object({ kind: z.string(), subject: z.string(), part: z.string().nullable(), from: AgencyName, code: z.string() }),
        ),
      }),
    ),
    /** What is still held by agencies that have ended. */
    lines: z.array(SuccessionProposalLine),
    version: z.int(),
  })
  .meta({ id: 'Reorganisation' });
export type ReorganisationView = z.output<typeof ReorganisationView>;

export const ReorganisationSummary = z
  .object({ id: z.string(), title: z.string(), ended: z.int(), founded: z.int(), moved: z.int(), under: z.boolean() })
  .meta({ id: 'ReorganisationSummary' });
export type ReorganisationSummary = z.output<typeof ReorganisationSummary>;
