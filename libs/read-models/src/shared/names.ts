import type { AgencyName } from '#contracts';
import type { AgencyId, PersonId } from '#domain';

/** Names to show beside ids: agencies from the directory, people from their erasable table. */
export class Names {
  constructor(
    private readonly agencies: ReadonlyMap<string, string>,
    private readonly people: ReadonlyMap<PersonId, string> = new Map(),
  ) {}

  /** The same agencies, and these people. */
  withPeople(people: ReadonlyMap<PersonId, string>): Names {
    return new Names(this.agencies, people);
  }

  agency(id: AgencyId | string): AgencyName {
    return { id, name: this.agencies.get(id) ?? id };
  }

  agencyOrNull(id: AgencyId | null): AgencyName | null {
    return id === null ? null : this.agency(id);
  }

  /** Erased people keep their place without their name. */
  person(id: PersonId): { readonly id: string; readonly name: string } {
    return { id, name: this.people.get(id) ?? 'Người dùng đã xóa thông tin' };
  }
}
