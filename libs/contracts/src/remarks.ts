import { z } from 'zod';
import { AgencyIdText, LeadPartText, ProseText } from './primitives.js';
import { AgencyName } from './view-words.js';

const common = { onBehalfOf: AgencyIdText.optional() };

/** Bodies of `POST /tasks/{id}/remarks` and, below it, of what is done with one remark. */
export const remarkBodies = {
  add: z.strictObject({
    ...common,
    kind: z.enum(['directive', 'discussion']),
    text: ProseText,
    part: LeadPartText.nullable().default(null),
    /** Left out: who leads, for a directive; who is answered; else everybody concerned. */
    to: z.array(AgencyIdText).max(200).nullable().default(null),
    /** Left out: the Office too, unless it is the Office that speaks. */
    office: z.boolean().nullable().default(null),
    replyTo: z.int().positive().nullable().default(null),
  }),
  edit: z.strictObject({ ...common, text: ProseText }),
  remove: z.strictObject({ ...common, reason: ProseText }),
  see: z.strictObject(common),
} as const;

export const RemarkView = z
  .object({
    number: z.int(),
    kind: z.enum(['directive', 'discussion']),
    agency: AgencyName.nullable(),
    author: z.string(),
    part: z.string().nullable(),
    /** Null: it was removed. */
    text: z.string().nullable(),
    to: z.array(AgencyName),
    office: z.boolean(),
    replyTo: z.int().nullable(),
    at: z.string(),
    /** What it said before each edit, oldest first. */
    before: z.array(z.object({ text: z.string(), at: z.string() })),
    textAt: z.string(),
    removed: z.object({ at: z.string(), by: z.string(), reason: z.string() }).nullable(),
    /** `agency` null: the Office. */
    seen: z.array(z.object({ agency: AgencyName.nullable(), at: z.string() })),
    acts: z.array(z.enum(['reply', 'edit', 'remove', 'see'])),
  })
  .meta({ id: 'Remark' });
export type RemarkView = z.output<typeof RemarkView>;

export const RemarksView = z
  .object({
    remarks: z.array(RemarkView),
    /** Whether the reader may give ý kiến chỉ đạo; false of a past. */
    mayDirect: z.boolean(),
    /** Whom a remark may be addressed to. */
    concerned: z.array(AgencyName),
  })
  .meta({ id: 'Remarks' });
export type RemarksView = z.output<typeof RemarksView>;
