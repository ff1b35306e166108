import { z } from 'zod';
import {
  AgencyIdText,
  CoordinatingPartText,
  DocumentRefBody,
  FileRefBody,
  InstantText,
  LeadPartText,
  PlainDateText,
  ProseText,
  ShortText,
} from './primitives.js';

/** Every body may name the agency it is given for; left out where the actor has one. Unknown fields are refused. */
const common = { onBehalfOf: AgencyIdText.optional(), effectiveAt: InstantText.optional() };
/** `part` may be left out where the actor's agency holds just one part of that kind. */
const ofPart = { ...common, part: LeadPartText.optional() };
const submission = z.int().positive().optional();
const document = DocumentRefBody.nullable().default(null);
const files = z.array(FileRefBody).max(20).default([]);
const basis = { basis: ShortText, document };
/** Of a cause, milestone or period within its part; left out: the one that waits. */
const number = z.int().positive().optional();
/** What is reported of a milestone or a period; `sentOn` left out: today. */
const report = { text: ProseText, document, sentOn: PlainDateText.nullable().default(null), files };
/** `sentOn` left out: as it was typed. */
const sentDate = { sentOn: PlainDateText.nullable().default(null), reason: ProseText.nullable().default(null) };
const ask = { ...common, part: LeadPartText.nullable().optional(), ask: z.int().nonnegative().optional() };

export const InternalAssignmentBody = z.strictObject({
  unit: ShortText.nullable().default(null),
  officer: z.uuid().nullable().default(null),
  internalDeadline: PlainDateText.nullable().default(null),
  instruction: ProseText.nullable().default(null),
});

/** By the cut-offs of NĐ 09/2019/NĐ-CP, or periods of so many months from a day on. */
export const ScheduleBody = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('monthly') }),
  z.strictObject({ kind: z.literal('quarterly') }),
  z.strictObject({ kind: z.literal('half-yearly') }),
  z.strictObject({ kind: z.literal('yearly') }),
  z.strictObject({ kind: z.literal('custom'), from: PlainDateText, months: z.int().min(1).max(60) }),
]);

/** Path verb → body of `POST /tasks/{id}/<verb>`. */
export const taskCommandBodies = {
  acknowledge: z.strictObject({ ...ofPart, assignTo: InternalAssignmentBody.nullable().default(null) }),
  'assign-internally': z.strictObject({ ...ofPart, ...InternalAssignmentBody.shape }),
  'request-reassignment': z.strictObject({ ...ofPart, reason: ProseText, proposal: AgencyIdText.nullable().default(null) }),
  'reassign-part': z.strictObject({ ...ofPart, agencyId: AgencyIdText, reason: ProseText }),
  'insist-assignment': z.strictObject({ ...ofPart, reason: ProseText }),
  'report-progress': z.strictObject({
    ...ofPart,
    text: ProseText,
    percent: z.int().min(0).max(100).nullable().default(null),
    status: z.enum(['on-course', 'at-risk', 'stuck']).nullable().default(null),
    difficulties: ProseText.nullable().default(null),
    files,
    period: ShortText.nullable().default(null),
  }),
  'ask-coordination': z.strictObject({
    ...ofPart,
    agencies: z.array(AgencyIdText).min(1).max(80),
    text: ProseText,
    replyBy: PlainDateText,
  }),
  'acknowledge-ask': z.strictObject(ask),
  'give-opinion': z.strictObject({ ...ask, text: ProseText, files }),
  'request-release': z.strictObject({ ...ask, reason: ProseText }),
  'release-ask': z.strictObject({ ...ask, agencyId: AgencyIdText, reason: ProseText }),
  'record-delivery': z.strictObject({ ...ask, agencyId: AgencyIdText, on: PlainDateText, evidence: ShortText, document }),
  'accept-silence': z.strictObject({ ...ask, agencyId: AgencyIdText }),
  'send-consolidated-report': z.strictObject({
    ...common,
    period: ShortText.nullable().default(null),
    text: ProseText,
    difficulties: ProseText.nullable().default(null),
    document,
    files,
  }),
  'submit-completion': z.strictObject({
    ...ofPart,
    text: ProseText,
    document,
    sentOn: PlainDateText.nullable().default(null),
    files,
    despiteOpenAsks: ProseText.nullable().default(null),
  }),
  'withdraw-submission': z.strictObject({ ...ofPart, submission, reason: ProseText.nullable().default(null) }),
  'confirm-sent-date': z.strictObject({ ...ofPart, submission }),
  'correct-sent-date': z.strictObject({ ...ofPart, submission, sentOn: PlainDateText, reason: ProseText }),
  'approve-completion': z.strictObject({ ...ofPart, submission, note: ProseText.nullable().default(null) }),
  'record-approval': z.strictObject({ ...ofPart, submission, document: DocumentRefBody, note: ProseText.nullable().default(null) }),
  'return-completion': z.strictObject({
    ...ofPart,
    submission,
    kind: z.enum(['incomplete', 'not-acceptable']),
    reason: ProseText,
    resubmitBy: PlainDateText.nullable().default(null),
  }),
  'confirm-completion': z.strictObject({ ...ofPart, submission }),
  'request-extension': z.strictObject({ ...ofPart, due: PlainDateText, reason: ProseText, document }),
  'grant-extension': z.strictObject({ ...ofPart, extension: z.int().positive().optional(), due: PlainDateText, document }),
  'refuse-extension': z.strictObject({ ...ofPart, extension: z.int().positive().optional(), reason: ProseText, document }),
  'claim-objective-cause': z.strictObject({
    ...ofPart,
    text: ProseText,
    from: PlainDateText.nullable().default(null),
    to: PlainDateText.nullable().default(null),
    document,
    files,
  }),
  'confirm-cause': z.strictObject({ ...ofPart, cause: number, document, note: ProseText.nullable().default(null) }),
  'refuse-cause': z.strictObject({ ...ofPart, cause: number, document, reason: ProseText }),
  'add-milestone': z.strictObject({ ...ofPart, text: ProseText, due: PlainDateText, ...basis }),
  'change-milestone': z.strictObject({ ...ofPart, milestone: number, text: ProseText, due: PlainDateText, ...basis }),
  'withdraw-milestone': z.strictObject({ ...ofPart, milestone: number, ...basis }),
  'report-milestone': z.strictObject({ ...ofPart, milestone: number, ...report }),
  'confirm-milestone-date': z.strictObject({ ...ofPart, milestone: number, ...sentDate }),
  'set-recurrence': z.strictObject({
    ...common,
    /** Null: every open lead part of the task. */
    part: LeadPartText.nullable().default(null),
    schedule: ScheduleBody,
    since: PlainDateText.nullable().default(null),
    dueAfter: z.int().min(0).max(60).default(5),
    signed: z.boolean().default(false),
    ...basis,
  }),
  'close-recurring': z.strictObject({ ...ofPart, ...basis }),
  'report-cycle': z.strictObject({ ...ofPart, cycle: number, ...report }),
  'sign-cycle': z.strictObject({ ...ofPart, cycle: number, note: ProseText.nullable().default(null) }),
  'return-cycle': z.strictObject({ ...ofPart, cycle: number, reason: ProseText, resubmitBy: PlainDateText.nullable().default(null) }),
  'confirm-cycle-date': z.strictObject({ ...ofPart, cycle: number, ...sentDate }),
  'succeed-part': z.strictObject({ ...ofPart, from: AgencyIdText, agencyId: AgencyIdText, ...basis }),
  'succeed-coordinator': z.strictObject({ ...common, part: CoordinatingPartText, from: AgencyIdText, agencyId: AgencyIdText, ...basis }),
  'succeed-approver': z.strictObject({ ...ofPart, from: AgencyIdText, agencyId: AgencyIdText.nullable(), ...basis }),
  'confirm-takeover': z.strictObject(ofPart),
  /** `urgent`: told outside office hours too. */
  urge: z.strictObject({ ...ofPart, text: ProseText, document, urgent: z.boolean().default(false) }),
  'assign-part': z.strictObject({
    ...common,
    agencyId: AgencyIdText,
    due: PlainDateText.nullable().default(null),
    approver: AgencyIdText.nullable().default(null),
  }),
  'withdraw-part': z.strictObject({ ...ofPart, ...basis }),
  'name-coordinator': z.strictObject({ ...common, agencyId: AgencyIdText }),
  'release-coordinator': z.strictObject({ ...common, agencyId: AgencyIdText, reason: ProseText }),
  'designate-approver': z.strictObject({ ...ofPart, agencyId: AgencyIdText }),
  'replace-approver': z.strictObject({ ...ofPart, agencyId: AgencyIdText, reason: ProseText }),
  'name-consolidator': z.strictObject({ ...common, agencyId: AgencyIdText }),
  'assign-follow-up': z.strictObject({ ...common, personId: z.uuid() }),
  'record-baseline': z.strictObject({
    ...ofPart,
    outcome: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('in-progress') }),
      z.strictObject({ kind: z.literal('done'), document: DocumentRefBody, sentOn: PlainDateText }),
      z.strictObject({ kind: z.literal('overtaken'), basis: ShortText }),
    ]),
    note: ProseText.nullable().default(null),
  }),
  'withdraw-baseline': z.strictObject({ ...ofPart, reason: ProseText }),
  'change-deadline': z.strictObject({ ...ofPart, due: PlainDateText.nullable(), ...basis }),
  suspend: z.strictObject({ ...ofPart, ...basis }),
  resume: z.strictObject({ ...ofPart, due: PlainDateText.nullable().default(null), ...basis }),
  cancel: z.strictObject({ ...ofPart, ...basis }),
  supersede: z.strictObject({ ...ofPart, by: ShortText, ...basis }),
  'close-not-done': z.strictObject({ ...ofPart, ...basis }),
  reopen: z.strictObject({ ...ofPart, due: PlainDateText.nullable().default(null), ...basis }),
} as const;

export type TaskVerb = keyof typeof taskCommandBodies;
export type TaskCommandInput<Verb extends TaskVerb> = z.input<(typeof taskCommandBodies)[Verb]>;

/** The answer to every command. `position` goes back as `Min-Position`; both strings are opaque. */
export const CommandReply = z
  .object({ id: z.string(), version: z.int(), position: z.string(), events: z.array(z.string()) })
  .meta({ id: 'CommandReply' });
export type CommandReply = z.output<typeof CommandReply>;
