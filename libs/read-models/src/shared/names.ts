import type { AgencyName } from '#contracts';
import { nameOn, type AgencyId, type AgencyLife, type PersonId, type PlainDate } from '#domain';

/** Names to show beside ids: agencies from the directory, people from their erasable table. */
export class Names {
  constructor(
    private readonly agencies: ReadonlyMap<string, string>,
    private readonly people: ReadonlyMap<PersonId, string> = new Map(),
    private readonly lives: ReadonlyMap<string, AgencyLife> = new Map(),
  ) {}

  /** Names as they were on a day. */
  static on(day: PlainDate, lives: ReadonlyMap<string, AgencyLife>): Names {
    return new Names(new Map([...lives].map(([id, life]) => [id, nameOn(life, day)])), new Map(), lives);
  }

  /** The same agencies, and these people. */
  withPeople(people: ReadonlyMap<PersonId, string>): Names {
    return new Names(this.agencies, people, this.lives);
  }

  /** The same, and these where they are not known yet. */
  knowing(more: readonly (readonly [AgencyId, string])[]): Names {
    return new Names(new Map([...more, ...this.agencies]), this.people, this.lives);
  }

  /** What an agency was called on the day of an event. */
  agencyOn(id: AgencyId | string, day: PlainDate): AgencyName {
    const life = this.lives.get(id);
    return life === undefined ? this.agency(id) : { id, name: nameOn(life, day) };
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
