import { z } from 'zod';
import { AgencyIdText, PlainDateText } from './primitives.js';
import { AgencyName } from './view-words.js';

const PersonName = z.object({ id: z.string(), name: z.string() });

/** Days are civil dates, both included; instants in ISO 8601. */
export const StandInView = z
  .object({
    id: z.string(),
    agency: AgencyName,
    absent: PersonName,
    receiver: PersonName,
    from: z.string(),
    to: z.string(),
    reason: z.string().nullable(),
    getsCopy: z.boolean(),
    namedBy: PersonName,
    namedAt: z.string(),
    ended: z.object({ by: PersonName, at: z.string() }).nullable(),
    state: z.enum(['coming', 'standing', 'over', 'ended']),
    /** Whether the reader may end it now. */
    mayEnd: z.boolean(),
    /** The receiver has a stand-in of their own in these days: messages are not handed on a second time. */
    receiverIsAbsent: z.boolean(),
  })
  .meta({ id: 'StandIn' });
export type StandInView = z.output<typeof StandInView>;

export const StandInsView = z
  .object({
    standIns: z.array(StandInView),
    /** For whom the reader may name one, and whom. */
    agencies: z.array(
      z.object({
        agency: AgencyName,
        /** Themselves alone, or everybody of the agency. */
        mayNameFor: z.enum(['self', 'everybody']),
        members: z.array(PersonName.extend({ position: z.string() })),
      }),
    ),
  })
  .meta({ id: 'StandIns' });
export type StandInsView = z.output<typeof StandInsView>;

export const NewStandInBody = z
  .strictObject({
    agency: AgencyIdText,
    absent: z.uuid('Chưa chọn người vắng mặt.'),
    receiver: z.uuid('Chưa chọn người nhận thay.'),
    from: PlainDateText,
    to: PlainDateText,
    reason: z.string().trim().min(1, 'Chưa nêu lý do, ví dụ "Nghỉ phép".').max(200, 'Lý do dài quá 200 ký tự.'),
    getsCopy: z.boolean().default(false),
  })
  .meta({ id: 'NewStandIn' });
export type NewStandInBody = z.input<typeof NewStandInBody>;
