import { z } from 'zod';
import { AgencyName } from './view-words.js';

/** `none`: not known, or, of Zalo, not agreed to; `refused`: refused for good, until somebody puts it right. */
const Missing = z.enum(['none', 'refused']);

const AgencyWithoutChannelView = z.object({
  agency: AgencyName,
  /** People who hold a position there today; none of them can be written to in those seats. */
  members: z.int(),
  mailbox: Missing,
  seats: z.array(z.string()),
  /** Of the coming reminders those that would reach nobody. */
  reminders: z.int(),
  /** Tasks and indicators of which it should have been told already. */
  missed: z.int(),
});
export type AgencyWithoutChannelView = z.output<typeof AgencyWithoutChannelView>;

const PersonWithoutChannelView = z.object({
  id: z.string(),
  name: z.string(),
  email: Missing,
  /** Null: this system does not send by Zalo. */
  zalo: Missing.nullable(),
  posts: z.array(
    z.object({ agency: AgencyName, position: z.enum(['head', 'deputy', 'unit-head', 'officer', 'clerk']), unit: z.string().nullable() }),
  ),
  seats: z.array(z.string()),
  reminders: z.int(),
  /** Reminders meant for them that others of the agency, or its mailbox, would get. */
  elsewhere: z.int(),
});
export type PersonWithoutChannelView = z.output<typeof PersonWithoutChannelView>;

/** Who would not get what is coming, before a reminder fails for them. */
export const WithoutChannelView = z
  .object({
    at: z.string(),
    /** Days ahead that reminders are counted for. */
    days: z.int(),
    agencies: z.array(AgencyWithoutChannelView),
    people: z.array(PersonWithoutChannelView),
    /** Whether the reader may enter people's addresses, besides those of agencies. */
    mayEnterPeople: z.boolean(),
  })
  .meta({ id: 'WithoutChannel' });
export type WithoutChannelView = z.output<typeof WithoutChannelView>;

export const EmailBody = z
  .strictObject({
    email: z.email('Địa chỉ thư không đúng dạng, ví dụ vanthu@sonv.langson.gov.vn.').max(320, 'Địa chỉ thư dài quá 320 ký tự.'),
  })
  .meta({ id: 'EmailBody' });
