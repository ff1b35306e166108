import type { TimelineEntry } from '#contracts';
import { dateInVietnam, initialTask, timelineDetail, timelineSentence, type PersonId, type TaskEvent, type TaskState } from '#domain';
import type { EventStore, StoredEvent } from '#event-store';
import type { Past } from '../past/past-question.js';
import type { ReadPoints } from '../past/read-points.js';
import type { Names } from '../shared/names.js';
import type { PersonNames } from '../shared/ports.js';
import { recordedOf } from '../shared/recorded.js';
import { filesView } from './submission.view.js';
import { evolveStored } from './task.projection.js';

/** An event with the task as it stood before and after it. */
interface Step {
  readonly stored: StoredEvent;
  readonly before: TaskState;
  readonly after: TaskState;
}

const stepsOf = (events: readonly StoredEvent[]): readonly Step[] => {
  let before: TaskState = initialTask;
  return events.map((stored) => {
    const step = { stored, before, after: evolveStored(before, stored) };
    before = step.after;
    return step;
  });
};

const holderIn = (state: TaskState, part: string) =>
  state.status === 'none' ? undefined : state.leads.find(({ id }) => id === part)?.holder;

const entryOf = ({ stored, before, after }: Step, names: Names): TimelineEntry => {
  const event = { type: stored.type, data: stored.data as unknown } as TaskEvent;
  const { actor, onBehalfOf } = recordedOf(stored);
  const day = dateInVietnam(event.data.effectiveAt);
  const told = {
    agency: (id: string) => names.agencyOn(id, day).name,
    person: (id: PersonId) => names.person(id).name,
    holder: (part: string) => holderIn(before, part) ?? holderIn(after, part) ?? null,
  };
  return {
    version: stored.version,
    type: event.type,
    sentence: timelineSentence(event, told, onBehalfOf),
    detail: timelineDetail(event),
    part: 'part' in event.data ? event.data.part : null,
    actor: {
      name: actor === null ? 'Hệ thống' : names.person(actor).name,
      agency: onBehalfOf === null ? null : names.agencyOn(onBehalfOf, day),
    },
    byLink: stored.meta['via'] === 'link',
    effectiveAt: event.data.effectiveAt,
    recordedAt: stored.recordedAt,
    files: 'files' in event.data ? filesView(event.data.files) : [],
  };
};

/** People whom an event itself names: the officer of an internal assignment, the follow-up officer. */
interface NamesPeople {
  readonly officer?: PersonId | null;
  readonly personId?: PersonId;
  readonly assignTo?: { readonly officer: PersonId | null } | null;
}

const peopleIn = (events: readonly StoredEvent[]): readonly PersonId[] => {
  const actors = events.map((event) => recordedOf(event).actor);
  const named = events.flatMap((event) => {
    const { officer, personId, assignTo } = event.data as NamesPeople;
    return [officer, personId, assignTo?.officer];
  });
  return [...new Set([...actors, ...named])].filter((id): id is PersonId => id !== null && id !== undefined);
};

/** What happened to a task, told in sentences, oldest first. */
export class TimelineQueries {
  constructor(
    private readonly store: EventStore,
    private readonly points: ReadPoints,
    private readonly people: PersonNames,
  ) {}

  /** Of a past: what had been recorded by then. */
  async entries(taskId: string, past: Past | null = null): Promise<TimelineEntry[]> {
    const events = await this.store.readStream(`task-${taskId}`, past === null ? {} : { upTo: past.moment.position });
    const people = await this.people.names(peopleIn(events));
    return this.points.at(past, [], ({ names }) => Promise.resolve(stepsOf(events).map((step) => entryOf(step, names.withPeople(people)))));
  }
}
