import { z } from 'zod';

const Minute = z.int('Giờ nhận thư không hợp lệ.').min(0).max(1_439, 'Giờ nhận thư không hợp lệ.');

/** Minutes count from midnight in Vietnam. */
export const ReminderWishesBody = z
  .strictObject({
    /** Null: as the reminder policy has it. */
    dailyAt: Minute.nullable(),
    /** Working days before a due date at which no reminder is wanted. */
    mutedDays: z.array(z.int().min(1, 'Lần nhắc đúng ngày đến hạn không tắt được.').max(365)).max(40),
    mutedCoordination: z.boolean(),
  })
  .meta({ id: 'ReminderWishes' });
export type ReminderWishesBody = z.output<typeof ReminderWishesBody>;

export const ReminderWishesChange = ReminderWishesBody.extend({
  /** The version that the reader saw. */
  seenVersion: z.int().min(0),
}).meta({ id: 'ReminderWishesChange' });

/** When the reader gets reminders. Instants in ISO 8601. */
export const MyRemindersView = z
  .object({
    /** 0: nothing was ever changed. */
    version: z.int(),
    wishes: ReminderWishesBody,
    /** At which minute mail leaves for who wishes nothing, and between which minutes it may be wished. */
    usualAt: z.int(),
    hours: z.object({ from: z.int(), until: z.int() }),
    /** Early reminders that the policies have, in working days before the due date. */
    earlyDays: z.array(z.int()),
    /** Where mail goes; null: nowhere. */
    email: z.string().nullable(),
    zalo: z.object({ isOffered: z.boolean(), isOn: z.boolean() }),
    /** Newest first. */
    history: z.array(
      z.object({ version: z.int(), wishes: ReminderWishesBody, by: z.string(), at: z.string(), via: z.enum(['web', 'link']) }),
    ),
  })
  .meta({ id: 'MyReminders' });
export type MyRemindersView = z.output<typeof MyRemindersView>;

/** What a link in a mail would mute. `done`: it is muted already. */
export const MuteLinkView = z
  .object({
    state: z.enum(['open', 'done', 'expired']),
    /** Whom it was sent to. */
    person: z.string(),
    /** What will be, or is, sent no more, in words. */
    muted: z.array(z.string()),
  })
  .meta({ id: 'MuteLink' });
export type MuteLinkView = z.output<typeof MuteLinkView>;

/** What a mail provider posts in the name of its reader (RFC 8058). */
export const OneClickBody = z.object({ 'List-Unsubscribe': z.literal('One-Click') });
