import type { AgencyId, PersonId } from '#domain';
import type { People, Person } from '#identity';
import { inSeat, isNominated, type AgencyNames, type Recipient, type RecipientDirectory } from '#reminders';

const PERSON = 'person:';
const MAILBOX = 'mailbox:';

const reachable = (person: Pick<Person, 'id' | 'name' | 'email'> | null): readonly Recipient[] =>
  person?.email == null || person.email === ''
    ? []
    : [{ key: `${PERSON}${person.id}`, channel: 'email', name: person.name, address: person.email }];

/** Finds recipients among the people and mailboxes of libs/identity. */
export const recipientsOf = (people: People, agencies: AgencyNames): RecipientDirectory => {
  const mailbox = async (agency: AgencyId): Promise<readonly Recipient[]> => {
    const address = await people.mailboxOf(agency);
    if (address === null) return [];
    const names = await agencies.names();
    return [{ key: `${MAILBOX}${agency}`, channel: 'email', name: names.get(agency) ?? agency, address }];
  };
  const person = async (id: PersonId | null): Promise<readonly Recipient[]> => (id === null ? [] : reachable(await people.person(id)));
  return {
    find: async ({ agency, seat, officer }, on) => {
      const nominated = isNominated(seat) ? await person(officer) : [];
      if (nominated.length > 0) return nominated;
      const members = inSeat(seat, await people.membersOf(agency, on), officer).flatMap(reachable);
      // The mailbox is the agency's, not a unit's.
      return members.length > 0 || seat === 'unit-head' ? members : mailbox(agency);
    },
    lookup: async (key) => {
      const found = key.startsWith(PERSON)
        ? await person(key.slice(PERSON.length) as PersonId)
        : await mailbox(key.slice(MAILBOX.length) as AgencyId);
      return found[0] ?? null;
    },
  };
};
