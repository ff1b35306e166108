import type { RememberedNameView } from '#contracts';
import { type AgencyNamesEvent, evolveAgencyNames, initialAgencyNames, type RememberedAgencyName } from '#domain';
import type { EventStore } from '#event-store';
import { Names } from '../shared/names.js';
import { recordedOf } from '../shared/recorded.js';
import type { AgencyQueries } from './agency.queries.js';

const NAMES_STREAM = 'names-agencies';

/** Names that reviewers of earlier plans put right: folded from the log itself, for there are few. */
export class AgencyNameQueries {
  constructor(
    private readonly store: EventStore,
    private readonly agencies: AgencyQueries,
  ) {}

  /** What an import is to be offered. */
  async remembered(): Promise<readonly RememberedAgencyName[]> {
    const history = await this.store.readStream(NAMES_STREAM);
    const { names } = history.reduce(
      (state, stored) =>
        evolveAgencyNames(state, { type: stored.type, data: stored.data as unknown } as AgencyNamesEvent, recordedOf(stored)),
      initialAgencyNames,
    );
    return names.filter(({ isForgotten }) => !isForgotten);
  }

  /** For the page on which the Office looks after them; by name. */
  async list(): Promise<RememberedNameView[]> {
    const names = await this.remembered();
    const official = new Names(await this.agencies.namesAndGroups());
    return names
      .map(({ name, id, planId, at }) => ({ name, meaning: official.agency(id), planId, at }))
      .sort((one, other) => one.name.localeCompare(other.name, 'vi'));
  }
}
