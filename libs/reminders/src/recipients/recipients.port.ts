import type { AgencyId, PersonId, PlainDate, ReminderWishes } from '#domain';
import type { Seat } from '../plan/plan-row.js';
import type { ChannelName } from './channel.port.js';

/** Who is written to, and where, as of now. */
export interface Recipient {
  /** `person:<id>`, `zalo:<person id>` or `mailbox:<agency id>`: what the ledger keeps; never the address. */
  readonly key: string;
  readonly channel: ChannelName;
  readonly name: string;
  /** E-mail address, or telephone number on Zalo. */
  readonly address: string;
  /** When a person wants their scheduled mail, and what they do without; left out: as the policy has it. */
  readonly wishes?: ReminderWishes;
  /** The naming by which they receive for an absent colleague. */
  readonly standIn?: string;
}

/** A naming of a stand-in, as a letter tells it. */
export interface StandInWords {
  readonly absent: string;
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly reason: string | null;
}

/** Finds people when a message is assembled. Personal data stays behind it. */
export interface RecipientDirectory {
  /** The nominated officer, else the agency's members, else its mailbox; empty where there is nobody. */
  find(
    wanted: { readonly agency: AgencyId; readonly seat: Seat; readonly officer: PersonId | null },
    on: PlainDate,
  ): Promise<readonly Recipient[]>;
  /** The address again, at the moment of sending; null where the person has gone or has none any more. */
  lookup(key: string): Promise<Recipient | null>;
  /** Namings by their id, for the words of a letter. */
  standIns?(ids: readonly string[]): Promise<ReadonlyMap<string, StandInWords>>;
  /** The address was refused for good: it is written to no more until somebody puts it right. */
  refused?(recipient: Recipient, reason: string): Promise<void>;
}

/** Official names by agency id, for the words of a message. */
export interface AgencyNames {
  names(): Promise<ReadonlyMap<string, string>>;
}
