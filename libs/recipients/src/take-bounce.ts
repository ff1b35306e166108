import type pg from 'pg';
import { readBounce, type BouncedRecipient, type NotABounce } from '#channels';
import type { AgencyId, PersonId } from '#domain';
import { PostgresPeople, RefusedAddresses } from '#identity';
import { recordReturn, type RecordedReturn } from '#reminders';

export interface TakenBounce {
  readonly outcome: RecordedReturn['outcome'] | NotABounce;
  readonly delivery: string | null;
  readonly reason: string | null;
  /** Whether the address is now written to no more. */
  readonly marked: boolean;
}

const PERSON = 'person:';
const MAILBOX = 'mailbox:';

/** Where the recipient is written to now; it may have been put right since the mail left. */
const addressOf = async (people: PostgresPeople, key: string): Promise<string | null> => {
  if (key.startsWith(MAILBOX)) return people.mailboxOf(key.slice(MAILBOX.length) as AgencyId);
  return key.startsWith(PERSON) ? ((await people.person(key.slice(PERSON.length) as PersonId))?.email ?? null) : null;
};

const isOf = (address: string, { original, final }: BouncedRecipient): boolean => [original, final].includes(address.toLowerCase());

const ignored = (outcome: TakenBounce['outcome'], delivery: string | null = null): TakenBounce => ({
  outcome,
  delivery,
  reason: null,
  marked: false,
});

/** Records what one report tells. An address is marked only where the report names it, as it stands in the register today. */
export const takeBounce = async (pool: pg.Pool, raw: Buffer): Promise<TakenBounce> => {
  const read = await readBounce(raw);
  if ('ignored' in read) return ignored(read.ignored);
  const { delivery, recipients } = read.bounce;
  const [first] = recipients;
  if (delivery === null || first === undefined) return ignored('unknown');
  const reason = `${first.status}: ${first.diagnostic}`;
  const recorded = await recordReturn(pool, { deliveryId: delivery, reason });
  if (recorded.outcome === 'unknown') return ignored('unknown', delivery);
  const address = recorded.outcome === 'recorded' ? await addressOf(new PostgresPeople(pool), recorded.recipientKey) : null;
  const marked = address !== null && recipients.some((one) => one.isAddress && isOf(address, one));
  if (marked) await new RefusedAddresses(pool).mark(address, reason);
  return { outcome: recorded.outcome, delivery, reason, marked };
};
