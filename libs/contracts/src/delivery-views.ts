import { z } from 'zod';
import { AgencyIdText, PlainDateText } from './primitives.js';
import { AgencyName } from './view-words.js';

/**
 * What became of a delivery, or of a reminder that none was made for. `waiting`: not handed over yet; `returned`: it had left
 * and came back; `void`: the work moved on before; `silent`: not sent on purpose; `nobody`: nobody was found to send it to.
 */
export const DeliveryOutcomeName = z.enum(['sent', 'returned', 'waiting', 'refused', 'uncertain', 'void', 'silent', 'nobody']);
export type DeliveryOutcomeName = z.output<typeof DeliveryOutcomeName>;

const filters = {
  /** Days in Vietnam on which they were made, both included. */
  from: PlainDateText,
  to: PlainDateText,
  outcome: DeliveryOutcomeName.optional(),
  channel: z.enum(['email', 'zalo']).optional(),
  agency: AgencyIdText.optional(),
  person: z.uuid('Mã người không đúng dạng.').optional(),
  plan: z.uuid('Mã kế hoạch không đúng dạng.').optional(),
};
export const DeliveryExportQuery = z.strictObject(filters).meta({ id: 'DeliveryExportQuery' });
export const DeliveryQuery = z
  .strictObject({ ...filters, limit: z.coerce.number().int().min(1).max(200).default(50), cursor: z.string().max(1000).optional() })
  .meta({ id: 'DeliveryQuery' });

/** One reminder of a delivery. */
export const DeliveryLineView = z.object({
  about: z.object({ kind: z.enum(['task', 'indicator']), id: z.string(), ordinal: z.string().nullable(), title: z.string() }),
  rule: z.string(),
  agency: AgencyName,
  seat: z.string(),
  seatLabel: z.string(),
  dueAt: z.string(),
  /** Why this one did not go with the others; null: as the delivery. */
  silence: z.string().nullable(),
});
export type DeliveryLineView = z.output<typeof DeliveryLineView>;

export const DeliveryView = z
  .object({
    key: z.string(),
    /** Null: a reminder that no delivery was made for. */
    deliveryId: z.string().nullable(),
    madeAt: z.string(),
    outcome: DeliveryOutcomeName,
    outcomeLabel: z.string(),
    channel: z.enum(['email', 'zalo']).nullable(),
    /** The address is masked. */
    recipient: z.object({ kind: z.enum(['person', 'mailbox']), name: z.string(), address: z.string().nullable() }).nullable(),
    kind: z.enum(['at-once', 'scheduled']).nullable(),
    /** An outage kept it back. */
    late: z.boolean(),
    attempts: z.int(),
    reason: z.string().nullable(),
    settledAt: z.string().nullable(),
    /** When the report came that it could not be delivered. */
    returnedAt: z.string().nullable(),
    nextAt: z.string().nullable(),
    /** How many reminders it carries, and the oldest of them. */
    lines: z.int(),
    first: DeliveryLineView.nullable(),
  })
  .meta({ id: 'Delivery' });
export type DeliveryView = z.output<typeof DeliveryView>;

export const DeliveryPage = z.object({ items: z.array(DeliveryView), nextCursor: z.string().nullable() }).meta({ id: 'DeliveryPage' });
export type DeliveryPage = z.output<typeof DeliveryPage>;

export const DeliveryDetailView = DeliveryView.extend({
  /** Attempts that came to nothing, oldest first; how the last one ended is the delivery's own outcome. */
  tries: z.array(z.object({ at: z.string(), reason: z.string() })),
  carried: z.array(DeliveryLineView),
}).meta({ id: 'DeliveryDetail' });
export type DeliveryDetailView = z.output<typeof DeliveryDetailView>;

/** Something that somebody has to mend. */
const Alarm = z.object({ what: z.string(), remedy: z.string() });

const ChannelHealthView = z.object({
  channel: z.enum(['email', 'zalo']),
  /** Null: none is set up. `stand-in`: nothing leaves the system. */
  server: z.enum(['real', 'stand-in']).nullable(),
  paused: z.object({ reason: z.string(), at: z.string() }).nullable(),
  waiting: z.int(),
  /** Domains that put messages off, or everything (null), why and until when. */
  holds: z.array(z.object({ destination: z.string().nullable(), reason: z.string(), since: z.string(), until: z.string() })),
  /** Since when the oldest that could have left has waited. */
  dueSince: z.string().nullable(),
  lastSentAt: z.string().nullable(),
  lastTrouble: z
    .object({ at: z.string(), reason: z.string(), outcome: z.enum(['refused', 'uncertain', 'waiting']), outcomeLabel: z.string() })
    .nullable(),
  lastWeek: z.object({ sent: z.int(), returned: z.int(), refused: z.int(), uncertain: z.int() }),
});
export type ChannelHealthView = z.output<typeof ChannelHealthView>;

/** How sending stands: who works, what waits, which channels carry, and what became of the day's reminders. */
export const SendingHealthView = z
  .object({
    at: z.string(),
    /** The day in Vietnam that is counted. */
    today: z.string(),
    alarms: z.array(Alarm),
    rounds: z.array(
      z.object({
        name: z.enum(['sweep', 'replan', 'cycles']),
        owner: z.string(),
        lastAt: z.string(),
        nextAt: z.string(),
        problem: z.string().nullable(),
        isStill: z.boolean(),
      }),
    ),
    /** Deliveries that are due and have not left. */
    backlog: z.int(),
    /** Events of the log that the reminder plan has not taken in yet; null: it is not led on. */
    planLag: z.int().nullable(),
    /** Null: the queue does not answer. */
    queue: z
      .object({ backend: z.enum(['redis', 'postgres']), waiting: z.int(), active: z.int(), delayed: z.int(), failed: z.int() })
      .nullable(),
    channels: z.array(ChannelHealthView),
    day: z.array(
      z.object({
        outcome: DeliveryOutcomeName,
        outcomeLabel: z.string(),
        count: z.int(),
        reasons: z.array(z.object({ reason: z.string(), count: z.int() })),
      }),
    ),
  })
  .meta({ id: 'SendingHealth' });
export type SendingHealthView = z.output<typeof SendingHealthView>;
