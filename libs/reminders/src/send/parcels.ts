import type { PlainDate } from '#domain';
import type { Occurrence, PlanRow } from '../plan/plan-row.js';
import type { NewDelivery } from '../ledger/ledger-writes.js';
import type { Recipient, RecipientDirectory } from '../recipients/recipients.port.js';
import { isSilent } from '../wishes/muting.js';
import type { SlotFor } from './slots.js';

/** One mail to be: its recipient and what it carries. */
export interface Parcel extends Omit<NewDelivery, 'late' | 'leavesAt'> {
  readonly recipient: Recipient;
  readonly occurrences: Occurrence[];
  /** Of those that the recipient gets for an absent colleague: by which naming. */
  readonly standIns: Map<Occurrence, string>;
}

/** Who is written to about it, and who asked to do without; both empty where there is nobody. */
export interface AddressedOccurrence {
  readonly occurrence: Occurrence;
  readonly recipients: readonly Recipient[];
  readonly muted: readonly Recipient[];
}

/** What an occurrence tells: itself, or, of the overview, what was told before. */
export type ToldBy = (occurrence: Occurrence) => readonly PlanRow[];

/** Finds the people of each occurrence, asking once for each seat. */
export const addressed = async (
  directory: Pick<RecipientDirectory, 'find'>,
  occurrences: readonly Occurrence[],
  today: PlainDate,
  toldBy: ToldBy,
): Promise<readonly AddressedOccurrence[]> => {
  const known = new Map<string, readonly Recipient[]>();
  const found: AddressedOccurrence[] = [];
  for (const occurrence of occurrences) {
    const { row } = occurrence;
    const seat = `${row.seat}@${row.agency} ${row.officer ?? ''}`;
    const recipients = known.get(seat) ?? (await directory.find(row, today));
    known.set(seat, recipients);
    const each = [...new Map(recipients.map((one) => [one.key, one])).values()];
    const isMutedBy = isSilent(toldBy(occurrence));
    found.push({ occurrence, recipients: each.filter((one) => !isMutedBy(one)), muted: each.filter(isMutedBy) });
  }
  return found;
};

/**
 * Puts each occurrence into a parcel for each of its recipients: for all of them, or for none as long as one has to wait. At-once
 * notices go together by plan and recipient, scheduled ones by recipient and day.
 */
export const parcelsOf = (occurrences: readonly AddressedOccurrence[], slotFor: SlotFor): readonly Parcel[] => {
  const parcels = new Map<string, Parcel>();
  for (const { occurrence, recipients } of occurrences) {
    const { kind, planId, taskId } = occurrence.row;
    const slots = recipients.map(({ key }) => (kind === 'scheduled' ? slotFor(key) : null));
    if (kind === 'scheduled' && slots.includes(null)) continue;
    recipients.forEach((recipient, index) => {
      const { key: recipientKey, channel } = recipient;
      const slot = slots[index] ?? null;
      const id = `${recipientKey} ${slot ?? planId ?? taskId}`;
      const parcel: Parcel = parcels.get(id) ?? { recipient, recipientKey, channel, kind, slot, occurrences: [], standIns: new Map() };
      parcel.occurrences.push(occurrence);
      if (recipient.standIn !== undefined) parcel.standIns.set(occurrence, recipient.standIn);
      parcels.set(id, parcel);
    });
  }
  return [...parcels.values()];
};
