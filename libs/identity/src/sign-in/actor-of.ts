import type { PersonId, PlainDate } from '#domain';
import type { Actor, People, Role } from '../people.port.js';

/** The person of a session or a link as they act today: their roles, and the agencies they belong to on that day. */
export const actorOf = async (
  people: Pick<People, 'membershipsOf'>,
  { personId, roles }: { readonly personId: PersonId; readonly roles: readonly Role[] },
  today: PlainDate,
  via: Actor['via'],
): Promise<Actor> => {
  const memberships = await people.membershipsOf(personId, today);
  return { personId, roles, agencies: [...new Set(memberships.map(({ agencyId }) => agencyId))], via };
};

/** The system itself: process managers and the command line. */
export const systemActor: Actor = { personId: null, roles: [], agencies: [], via: 'system' };
