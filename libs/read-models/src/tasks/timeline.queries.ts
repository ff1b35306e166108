import type { TimelineEntry } from '#contracts';
import type { PersonId, Task } from '#domain';
import type { EventStore, StoredEvent } from '#event-store';
import type { AgencyQueries } from '../agencies/agency.queries.js';
import { Names } from '../shared/names.js';
import type { PersonNames } from '../shared/ports.js';
import { recordedOf } from '../shared/recorded.js';
import { filesView } from './submission.view.js';

const entryOf = (event: StoredEvent, names: Names): TimelineEntry => {
  const { actor, onBehalfOf } = recordedOf(event);
  return {
    version: event.version,
    type: event.type,
    sentence: event.type,
    detail: null,
    part: typeof event.data.part === 'string' ? event.data.part : null,
    actor: { name: actor === null ? 'Hệ thống' : names.person(actor).name, agency: names.agencyOrNull(onBehalfOf) },
    effectiveAt: event.data.effectiveAt as string,
    recordedAt: event.recordedAt,
    files: filesView(event.data.files ?? []),
  };
};

/** What happened to a task, told in sentences, oldest first. */
export class TimelineQueries {
  constructor(
    private readonly store: EventStore,
    private readonly agencies: AgencyQueries,
    private readonly people: PersonNames,
  ) {}

  async entries(task: Task): Promise<TimelineEntry[]> {
    const [events, agencies] = await Promise.all([this.store.readStream(`task-${task.id}`), this.agencies.names()]);
    const actors = events.map((event) => recordedOf(event).actor).filter((id): id is PersonId => id !== null);
    const names = new Names(agencies, await this.people.names([...new Set(actors)]));
    return events.map((event) => entryOf(event, names));
  }
}
