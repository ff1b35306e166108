import { z } from 'zod';
import { AgencyName } from './view-words.js';
import { AgencyIdText, PlainDateText } from './primitives.js';

/** `mine`: letters to the reader; `agency`: those that tell of an agency whose head or clerk the reader is; `all`: the Office's. */
export const ComingScope = z.enum(['mine', 'agency', 'all']);
export type ComingScope = z.output<typeof ComingScope>;

export const ComingQuery = z.strictObject({
  scope: ComingScope.default('mine'),
  /** Left out: the first day on which letters leave. */
  day: PlainDateText.optional(),
  agency: AgencyIdText.optional(),
  plan: z.uuid('Mã kế hoạch không đúng dạng.').optional(),
  /** A part of the recipient's name, with or without diacritics. */
  name: z.string().trim().max(100, 'Tên dài quá 100 ký tự.').optional(),
  /** How many letters to leave out: those of the pages before. */
  skip: z.coerce.number().int().min(0).max(1_000_000).default(0),
});

const Recipient = z.object({
  /** Names the recipient to `/reminders/coming/letter`. */
  key: z.string(),
  name: z.string(),
  kind: z.enum(['person', 'mailbox']),
});

export const ComingDays = z
  .object({
    /** Working days of the coming seven on which letters leave. */
    days: z.array(z.string()),
    /** Null: no letters leave in the coming days. */
    day: z.string().nullable(),
    /** What the reader may ask for. */
    scopes: z.array(ComingScope),
    letters: z.array(
      z.object({
        recipient: Recipient,
        agencies: z.array(AgencyName),
        /** How many reminders it carries. */
        reminders: z.int(),
        /** Null where it also tells of work that the reader may not open. */
        subject: z.string().nullable(),
      }),
    ),
    total: z.int(),
    /** `skip` of the next page; null: there is none. */
    next: z.int().nullable(),
  })
  .meta({ id: 'ComingLetters' });
export type ComingDays = z.output<typeof ComingDays>;

export const ComingLetterQuery = z.strictObject({ day: PlainDateText, recipient: z.string().min(1).max(200) });

/** Under which policy, and which version of it (0: as shipped), in numbers and in words. */
const UnderPolicy = z.object({ plan: z.string().nullable(), version: z.int(), label: z.string() });

/** Why a line stands in a letter. */
export const ReminderReason = z.object({
  work: z.object({ kind: z.enum(['task', 'indicator']), id: z.string(), title: z.string() }),
  rule: z.string(),
  ruleLabel: z.string(),
  agency: AgencyName,
  seat: z.string(),
  seatLabel: z.string(),
  policy: UnderPolicy,
});

export const ComingLetter = z
  .object({
    day: z.string(),
    /** When it leaves: the morning's hour, or the reader's own. */
    at: z.string(),
    recipient: Recipient,
    subject: z.string(),
    /** As it will be sent; links to act stand as their places. */
    html: z.string(),
    text: z.string(),
    /** Whether all of it may be muted, so that the mail offers that by one click. */
    isMutable: z.boolean(),
    reasons: z.array(ReminderReason),
  })
  .meta({ id: 'ComingLetter' });
export type ComingLetter = z.output<typeof ComingLetter>;

/** A short message by Zalo beside a letter, or in its place where the person has no e-mail. */
export const ComingMessageView = z
  .object({
    /** When it leaves. */
    at: z.string(),
    /** The phone is masked. */
    recipient: z.object({ key: z.string(), name: z.string(), phone: z.string() }),
    agencies: z.array(AgencyName),
    /** How many reminders it carries. */
    reminders: z.int(),
    /** At how many times they fell due: more than one were joined in one message. */
    joined: z.int(),
    /** Why it does not leave with its letter; null: it does. */
    heldBy: z.string().nullable(),
    /** As it will be sent. Null where it also tells of work that the reader may not open. */
    content: z
      .object({
        /** By the approved template; or in the account's own words, to who wrote to it within the last seven days. */
        form: z.enum(['template', 'account']),
        templateId: z.string().nullable(),
        parameters: z.array(z.object({ name: z.string(), meaning: z.string(), value: z.string() })),
        text: z.string().nullable(),
        reasons: z.array(ReminderReason),
      })
      .nullable(),
  })
  .meta({ id: 'ComingMessage' });
export type ComingMessageView = z.output<typeof ComingMessageView>;

export const ComingMessages = z
  .object({
    /** `paused`: the channel rests, nobody can foretell when it goes on; `none`: this system has no account on Zalo. */
    state: z.enum(['open', 'paused', 'none']),
    /** Of the coming seven, those on which messages leave. */
    days: z.array(z.string()),
    day: z.string().nullable(),
    messages: z.array(ComingMessageView),
    total: z.int(),
    /** `skip` of the next page; null: there is none. */
    next: z.int().nullable(),
    /** What Zalo last said of the account's messages of a day, and how many the day shown would take; the Office's alone. */
    quota: z.object({ daily: z.int(), remaining: z.int(), at: z.string(), foretold: z.int() }).nullable(),
  })
  .meta({ id: 'ComingMessages' });
export type ComingMessages = z.output<typeof ComingMessages>;

/** A reminder of the plan that is not yet a letter, or a letter that has been made. */
const OrderTarget = z.union([z.strictObject({ planKey: z.string().min(1).max(500) }), z.strictObject({ delivery: z.uuid() })]);
const OrderReason = z.string().trim().min(1, 'Chưa ghi lý do.').max(500, 'Lý do dài quá 500 ký tự.');

export const HoldReminderBody = z
  .strictObject({
    target: OrderTarget,
    /** Held to the end of this day: on or after the day on which it is to go, at most 30 days after the later of that day and today. */
    until: PlainDateText,
    reason: OrderReason,
  })
  .meta({ id: 'HoldReminder' });
export const LiftHoldBody = z.strictObject({ hold: z.uuid(), reason: OrderReason }).meta({ id: 'LiftHold' });
export const SendReminderNowBody = z.strictObject({ target: OrderTarget, reason: OrderReason }).meta({ id: 'SendReminderNow' });
export const ResendReminderBody = z.strictObject({ delivery: z.uuid(), reason: OrderReason }).meta({ id: 'ResendReminder' });
/** `delivery`: the letter that the order made or let go; null: none yet. */
export const ReminderOrderReply = z.object({ id: z.string(), delivery: z.string().nullable() }).meta({ id: 'ReminderOrderReply' });
export type ReminderOrderReply = z.output<typeof ReminderOrderReply>;

export const ReminderOrderView = z.object({
  kind: z.enum(['hold', 'lift', 'send-now', 'resend']),
  by: z.string(),
  at: z.string(),
  reason: z.string(),
  /** Of a hold: when it ends by itself. */
  until: z.string().nullable(),
});
export type ReminderOrderView = z.output<typeof ReminderOrderView>;

/** A reminder of a task: planned, sent, or silent with its reason. */
export const ReminderView = z
  .object({
    rule: z.string(),
    ruleLabel: z.string(),
    subject: z.string(),
    agency: AgencyName,
    seat: z.string(),
    seatLabel: z.string(),
    dueAt: z.string(),
    outcome: z.enum(['planned', 'held', 'sent', 'suppressed', 'refused', 'uncertain', 'returned', 'retry', 'cancelled']),
    /** Why nothing was sent, or the address sent to (masked). */
    reason: z.string().nullable(),
    at: z.string().nullable(),
    channel: z.enum(['email', 'zalo']).nullable(),
    policy: UnderPolicy,
    /** What an order about it names. */
    target: OrderTarget.nullable(),
    /** The hold that keeps it back. */
    hold: z.object({ id: z.string(), until: z.string() }).nullable(),
    /** It is an earlier letter, sent again. */
    isAgain: z.boolean(),
    orders: z.array(ReminderOrderView),
    /** What the reader may order. */
    acts: z.array(z.enum(['hold', 'lift', 'send-now', 'resend'])),
  })
  .meta({ id: 'Reminder' });
export type ReminderView = z.output<typeof ReminderView>;
