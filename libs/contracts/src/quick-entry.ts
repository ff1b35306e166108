import { z } from 'zod';
import { AgencyRef, DraftDeadline } from './plan-draft.js';
import { AgencyIdText, PlainDateText, ProseText, ShortText } from './primitives.js';

/** The words of a letter or of a meeting's conclusion, as they were pasted. */
const LetterText = z.string().trim().min(1, 'Chưa có nội dung.').max(50_000, 'Nội dung dài quá 50.000 ký tự.');

export const ReadLetterBody = z.strictObject({ text: LetterText });

const Agencies = z.array(AgencyRef).max(100);

export const LetterTask = z.strictObject({
  title: ProseText,
  leads: Agencies,
  coordinators: Agencies.default([]),
  approvers: Agencies.default([]),
  deadline: DraftDeadline,
  output: ShortText.nullable().default(null),
});
export type LetterTask = z.output<typeof LetterTask>;

/** What a person has made of a letter: entered as a plan of its own, with the letter's words kept as its file. */
export const EnterLetterBody = z.strictObject({
  /** Left out where a task is entered that nobody wrote down. */
  text: LetterText.nullable().default(null),
  document: z.strictObject({
    number: ShortText.nullable().default(null),
    issuedOn: PlainDateText.nullable().default(null),
    issuer: ShortText.nullable().default(null),
    title: z.string().trim().min(1, 'Chưa có trích yếu văn bản.').max(1000, 'Trích yếu dài quá 1.000 ký tự.'),
  }),
  tasks: z.array(LetterTask).min(1, 'Chưa có nhiệm vụ nào.').max(50, 'Nhiều hơn 50 nhiệm vụ: hãy nhập tệp của văn bản.'),
  /** Left out: the document's own day, else today. */
  effectiveOn: PlainDateText.optional(),
  assigningAuthority: AgencyIdText.default('ubnd-tinh'),
});
export type EnterLetterBody = z.output<typeof EnterLetterBody>;
