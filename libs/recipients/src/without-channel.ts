import type { AgencyId, PlainDate } from '#domain';
import type { AddressBook, AddressState, People, PersonWithoutChannel } from '#identity';
import { inSeat, isNominated, type ComingSeat, type RecipientDirectory, type Seat } from '#reminders';

export interface WithoutChannelParts {
  readonly people: Pick<People, 'membersOf'>;
  readonly addresses: Pick<AddressBook, 'peopleWithout' | 'mailboxes'>;
  readonly directory: Pick<RecipientDirectory, 'find'>;
  readonly hasZalo: boolean;
}

/** An agency some or all of whose reminders would reach nobody. */
export interface AgencyUnreached {
  readonly agency: AgencyId;
  readonly members: number;
  readonly mailbox: Exclude<AddressState, 'works'>;
  /** In which capacity it would be written to in vain. */
  readonly seats: readonly Seat[];
  readonly reminders: number;
}

export interface PersonUnreached extends PersonWithoutChannel {
  readonly seats: readonly Seat[];
  /** Reminders meant for them that would reach nobody. */
  readonly reminders: number;
  /** Reminders meant for them that others of the agency, or its mailbox, would get. */
  readonly elsewhere: number;
}

interface Asked {
  readonly today: PlainDate;
  readonly seats: readonly ComingSeat[];
  /** Those that are there today. */
  readonly agencies: readonly AgencyId[];
}

const sum = (seats: readonly ComingSeat[]): number => seats.reduce((total, { reminders }) => total + reminders, 0);
const seatNames = (seats: readonly ComingSeat[]): readonly Seat[] => [...new Set(seats.map(({ seat }) => seat))].sort();

/** Without a head of the unit nothing is lost: the officer is told all the same. */
const isOwed = ({ seat }: ComingSeat): boolean => seat !== 'unit-head';

/** Who would get nothing, or nothing by themselves, of the reminders that are coming: found by the steps that find recipients then. */
export class WithoutChannel {
  constructor(private readonly parts: WithoutChannelParts) {}

  async read(asked: Asked): Promise<{ readonly agencies: readonly AgencyUnreached[]; readonly people: readonly PersonUnreached[] }> {
    const mailboxes = await this.parts.addresses.mailboxes();
    // A mailbox that works is reached whatever the seat.
    const silent = [...new Set([...asked.agencies, ...asked.seats.map(({ agency }) => agency)])].filter(
      (agency) => mailboxes.get(agency) !== 'works',
    );
    const unreached = await this.#unreached(asked, new Set(silent));
    const agencies = await Promise.all(
      silent.map((agency) => this.#agency(agency, unreached, mailboxes.get(agency) ?? 'none', asked.today)),
    );
    return {
      agencies: agencies
        .flatMap((one) => one ?? [])
        .sort((one, other) => other.reminders - one.reminders || (one.agency < other.agency ? -1 : 1)),
      people: await this.#people(asked, new Set(unreached)),
    };
  }

  async #unreached({ seats, today }: Asked, silent: ReadonlySet<AgencyId>): Promise<readonly ComingSeat[]> {
    const doubtful = seats.filter((seat) => isOwed(seat) && silent.has(seat.agency));
    const found = await Promise.all(doubtful.map((seat) => this.parts.directory.find(seat, today)));
    return doubtful.filter((_, index) => found[index]?.length === 0);
  }

  /** Null: somebody is reached, in every seat that is coming. */
  async #agency(
    agency: AgencyId,
    unreached: readonly ComingSeat[],
    mailbox: AgencyUnreached['mailbox'] | 'works',
    today: PlainDate,
  ): Promise<AgencyUnreached | null> {
    const own = unreached.filter((seat) => seat.agency === agency);
    const anybody = own.length > 0 ? [] : await this.parts.directory.find({ agency, seat: 'officer', officer: null }, today);
    if (mailbox === 'works' || anybody.length > 0) return null;
    const { length: members } = await this.parts.people.membersOf(agency, today);
    return { agency, members, mailbox, seats: seatNames(own), reminders: sum(own) };
  }

  async #people({ today, seats }: Asked, unreached: ReadonlySet<ComingSeat>): Promise<readonly PersonUnreached[]> {
    const { addresses, people, hasZalo } = this.parts;
    const nominated = seats.flatMap(({ officer }) => officer ?? []);
    const found = await addresses.peopleWithout(today, [...new Set(nominated)], hasZalo);
    const agencies = [...new Set(found.flatMap(({ posts }) => posts.map(({ agency }) => agency)))];
    const members = new Map(await Promise.all(agencies.map(async (agency) => [agency, await people.membersOf(agency, today)] as const)));
    return found.map((person) => {
      const own = seats.filter(({ agency, seat, officer }) =>
        isNominated(seat) && officer !== null
          ? officer === person.id
          : inSeat(seat, members.get(agency) ?? [], officer).some(({ id }) => id === person.id),
      );
      const lost = own.filter((seat) => unreached.has(seat));
      return { ...person, seats: seatNames(own), reminders: sum(lost), elsewhere: sum(own) - sum(lost) };
    });
  }
}
