import type { AgencyId, PersonId } from '#domain';

/** Who reads. Structurally the actor of libs/identity. */
export interface Reader {
  readonly personId: PersonId | null;
  readonly roles: readonly string[];
  readonly agencies: readonly AgencyId[];
}

/** The Office and administrators see every task; everybody else those that concern an agency of theirs. */
export const seesEverything = (reader: Reader): boolean => reader.roles.includes('office') || reader.roles.includes('administrator');
