import type { AgencyId, PersonId } from '#domain';
import type { People, Person, RefusedAddresses, StandIn, StandIns, WishesRegister } from '#identity';
import { inSeat, isNominated, Together, type AgencyNames, type Recipient, type RecipientDirectory, type StandInWords } from '#reminders';

const PERSON = 'person:';
const ZALO = 'zalo:';
const MAILBOX = 'mailbox:';

export interface PeopleParts {
  readonly people: People;
  readonly agencies: AgencyNames;
  readonly refused: Pick<RefusedAddresses, 'areRefused' | 'mark'>;
  readonly wishes: Pick<WishesRegister, 'of'>;
  readonly standIns: Pick<StandIns, 'standing' | 'byIds'>;
  /** Whether this system has a Zalo account to send by. */
  readonly hasZalo: boolean;
}

type Reached = Pick<Person, 'id' | 'name' | 'email' | 'phone' | 'zaloConsent'>;

/** Finds recipients among the people and mailboxes of libs/identity. An address that was refused for good is none. */
export const recipientsOf = ({ people, agencies, refused, wishes, standIns, hasZalo }: PeopleParts): RecipientDirectory => {
  // A job looks up all its recipients at the same time.
  const refusals = new Together<string, boolean>((addresses) => refused.areRefused(addresses));
  const persons = new Together<PersonId, Person | null>(async (ids) => {
    const found = await people.persons([...new Set(ids)]);
    return ids.map((id) => found.get(id) ?? null);
  });
  const works = async (address: string | null): Promise<boolean> => address !== null && address !== '' && !(await refusals.ask(address));

  const byMail = async ({ id, name, email }: Reached): Promise<readonly Recipient[]> =>
    email !== null && (await works(email)) ? [{ key: `${PERSON}${id}`, channel: 'email', name, address: email }] : [];
  const byZalo = async ({ id, name, phone, zaloConsent }: Reached): Promise<readonly Recipient[]> =>
    hasZalo && zaloConsent && phone !== null && (await works(phone))
      ? [{ key: `${ZALO}${id}`, channel: 'zalo', name, address: phone }]
      : [];
  /** Mail is the record; Zalo is what is left where there is none. */
  const reachable = async (person: Reached | null): Promise<readonly Recipient[]> => {
    if (person === null) return [];
    const mail = await byMail(person);
    const found = mail.length > 0 ? mail : await byZalo(person);
    if (found.length === 0) return [];
    const { wishes: theirs } = await wishes.of(person.id);
    return found.map((recipient) => ({ ...recipient, wishes: theirs }));
  };

  const mailbox = async (agency: AgencyId): Promise<readonly Recipient[]> => {
    const address = await people.mailboxOf(agency);
    if (address === null || !(await works(address))) return [];
    const names = await agencies.names();
    return [{ key: `${MAILBOX}${agency}`, channel: 'email', name: names.get(agency) ?? agency, address }];
  };
  /** What the absent one does without, at the receiver's hour. One step: whom the receiver named for themselves is not asked. */
  const receiverOf = async (standIn: StandIn, absent: Reached, members: readonly Reached[]): Promise<readonly Recipient[]> => {
    const receiver = members.find(({ id }) => id === standIn.receiverId) ?? null;
    const [own, theirs] = await Promise.all([wishes.of(standIn.receiverId), wishes.of(absent.id)]);
    const wished = { ...theirs.wishes, dailyAt: own.wishes.dailyAt };
    const found = (await reachable(receiver)).map((recipient) => ({ ...recipient, standIn: standIn.id, wishes: wished }));
    // Who has left the agency may not open its tasks: its mailbox may.
    const reached = found.length > 0 ? found : await mailbox(standIn.agencyId);
    return standIn.getsCopy ? [...reached, ...(await reachable(absent))] : reached;
  };
  /** Those who receive for others first: what is one's own right counts where both are the same person. */
  const standingsFirst = (found: readonly Recipient[]): readonly Recipient[] =>
    [...found].sort((one, other) => Number(one.standIn === undefined) - Number(other.standIn === undefined));
  const person = (id: string): Promise<Person | null> => persons.ask(id as PersonId);
  const LOOKUPS: readonly (readonly [string, (id: string) => Promise<readonly Recipient[]>])[] = [
    [PERSON, async (id) => ifAny(await person(id), byMail)],
    [ZALO, async (id) => ifAny(await person(id), byZalo)],
    [MAILBOX, (id) => mailbox(id as AgencyId)],
  ];
  return {
    find: async ({ agency, seat, officer }, on) => {
      const [members, standing] = await Promise.all([people.membersOf(agency, on), standIns.standing(agency, on)]);
      const reach = async (one: Reached | null): Promise<readonly Recipient[]> => {
        const standIn = standing.find(({ absentId }) => absentId === one?.id);
        return one === null || standIn === undefined ? reachable(one) : receiverOf(standIn, one, members);
      };
      const nominated = isNominated(seat) && officer !== null ? await reach(await people.person(officer)) : [];
      if (nominated.length > 0) return standingsFirst(nominated);
      const found = (await Promise.all(inSeat(seat, members, officer).map(reach))).flat();
      // The mailbox is the agency's, not a unit's.
      return found.length > 0 || seat === 'unit-head' ? standingsFirst(found) : mailbox(agency);
    },
    standIns: async (ids) => {
      const found = await standIns.byIds(ids);
      const names = await people.names(found.map(({ absentId }) => absentId));
      return new Map(
        found.map(({ id, absentId, from, to, reason }): [string, StandInWords] => [
          id,
          { absent: names.get(absentId) ?? '', from, to, reason },
        ]),
      );
    },
    lookup: async (key) => {
      const found = LOOKUPS.find(([prefix]) => key.startsWith(prefix));
      return found === undefined ? null : ((await found[1](key.slice(found[0].length)))[0] ?? null);
    },
    refused: ({ address }, reason) => refused.mark(address, reason),
  };
};

const ifAny = async (person: Person | null, reach: (person: Reached) => Promise<readonly Recipient[]>): Promise<readonly Recipient[]> =>
  person === null ? [] : reach(person);
