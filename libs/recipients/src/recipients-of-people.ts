import type { AgencyId, PersonId } from '#domain';
import type { People, Person, RefusedAddresses, WishesRegister } from '#identity';
import { inSeat, isNominated, type AgencyNames, type Recipient, type RecipientDirectory } from '#reminders';

const PERSON = 'person:';
const ZALO = 'zalo:';
const MAILBOX = 'mailbox:';

export interface PeopleParts {
  readonly people: People;
  readonly agencies: AgencyNames;
  readonly refused: Pick<RefusedAddresses, 'isRefused' | 'mark'>;
  readonly wishes: Pick<WishesRegister, 'of'>;
  /** Whether this system has a Zalo account to send by. */
  readonly hasZalo: boolean;
}

type Reached = Pick<Person, 'id' | 'name' | 'email' | 'phone' | 'zaloConsent'>;

/** Finds recipients among the people and mailboxes of libs/identity. An address that was refused for good is none. */
export const recipientsOf = ({ people, agencies, refused, wishes, hasZalo }: PeopleParts): RecipientDirectory => {
  const works = async (address: string | null): Promise<boolean> =>
    address !== null && address !== '' && !(await refused.isRefused(address));

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
  const person = (id: string): Promise<Person | null> => people.person(id as PersonId);
  const LOOKUPS: readonly (readonly [string, (id: string) => Promise<readonly Recipient[]>])[] = [
    [PERSON, async (id) => ifAny(await person(id), byMail)],
    [ZALO, async (id) => ifAny(await person(id), byZalo)],
    [MAILBOX, (id) => mailbox(id as AgencyId)],
  ];
  return {
    find: async ({ agency, seat, officer }, on) => {
      const nominated = isNominated(seat) && officer !== null ? await reachable(await people.person(officer)) : [];
      if (nominated.length > 0) return nominated;
      const wanted = inSeat(seat, await people.membersOf(agency, on), officer);
      const members = (await Promise.all(wanted.map(reachable))).flat();
      // The mailbox is the agency's, not a unit's.
      return members.length > 0 || seat === 'unit-head' ? members : mailbox(agency);
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
