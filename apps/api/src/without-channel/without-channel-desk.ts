import type { WithoutChannelView } from '#contracts';
import { addDays, dateInVietnam, endOfDay, type AgencyId, type PersonId } from '#domain';
import type { AddressBook } from '#identity';
import type { Clock, Logger } from '#platform';
import type { AgencyQueries } from '#read-models';
import type { WithoutChannel } from '#recipients';
import { comingSeats, seatLabel, type ComingSeatParts, type ReminderLedger } from '#reminders';

/** As many days ahead reminders are counted. */
const DAYS = 30;

interface Parts {
  readonly coming: ComingSeatParts;
  readonly without: WithoutChannel;
  readonly addresses: AddressBook;
  readonly ledger: Pick<ReminderLedger, 'refusedForLackOfRecipient'>;
  readonly agencies: AgencyQueries;
  readonly hasZalo: boolean;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Who has no channel, and the places where one is entered. */
export class WithoutChannelDesk {
  constructor(private readonly parts: Parts) {}

  async view(mayEnterPeople: boolean): Promise<WithoutChannelView> {
    const { coming, without, ledger, agencies, hasZalo, clock } = this.parts;
    const at = clock.now();
    const today = dateInVietnam(at);
    const seats = await comingSeats(coming, at, endOfDay(addDays(today, DAYS)));
    const there = (await agencies.directoryOn(today)).agencies.map(({ id }) => id);
    const [found, refused, names] = await Promise.all([
      without.read({ today, seats, agencies: there }),
      ledger.refusedForLackOfRecipient(),
      agencies.names(),
    ]);
    const nameOf = (id: AgencyId) => ({ id, name: names.get(id) ?? id });
    return {
      at,
      days: DAYS,
      mayEnterPeople,
      agencies: found.agencies.map((one) => ({
        ...{ ...one, agency: nameOf(one.agency), seats: one.seats.map(seatLabel) },
        missed: refused.filter(({ agency }) => agency === one.agency).length,
      })),
      people: found.people.map((one) => ({
        ...one,
        zalo: hasZalo ? one.zalo : null,
        seats: one.seats.map(seatLabel),
        posts: one.posts.map((post) => ({ ...post, agency: nameOf(post.agency) })),
      })),
    };
  }

  /** False: there is no such agency. The log of the server keeps who entered it, never the address. */
  async enterMailbox(agency: AgencyId, email: string, by: PersonId | null): Promise<boolean> {
    const { agencies, addresses, logger } = this.parts;
    if (!(await agencies.names()).has(agency)) return false;
    await addresses.enterMailbox(agency, email);
    logger.info({ agency, by }, 'the mailbox of an agency was entered');
    return true;
  }

  /** False: there is no such person. */
  async enterEmail(person: PersonId, email: string, by: PersonId | null): Promise<boolean> {
    const isKnown = await this.parts.addresses.enterEmail(person, email);
    if (isKnown) this.parts.logger.info({ person, by }, 'the address of a person was entered');
    return isKnown;
  }
}
