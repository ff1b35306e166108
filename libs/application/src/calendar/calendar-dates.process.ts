import type { AgencyId, CalendarDayDeclared, CalendarDayRevoked, DueMove, LeadPart, PersonId, TaskCommand } from '#domain';
import type { EventStore, LogProcess, StoredEvent } from '#event-store';
import { systemFacts } from '../plan/system-facts.js';
import type { CalendarSource, Clock, CommandActor } from '../ports.js';
import { decideTask, foldTask } from '../shared/aggregates.js';
import { metaOf } from '../shared/meta.js';
import { noNames } from '../shared/system-actor.js';
import type { Decided } from '../shared/outcomes.js';
import { WritePath } from '../shared/write-path.js';

/** How the process is known among those that follow the log. */
export const calendarDates = { name: 'calendar-dates', version: 1 } as const;

type Changed = (CalendarDayDeclared | CalendarDayRevoked)['data'];

/**
 * Moves the due dates that the Office confirmed with a day of the calendar: one append to each task. Killed anywhere it goes on from
 * there; a part that has another date by now, or is closed, stays as it is, so that nothing is moved twice.
 */
export class CalendarDatesProcess {
  private readonly writePath: WritePath;

  constructor(private readonly ports: { readonly store: EventStore; readonly clock: Clock; readonly calendar: CalendarSource }) {
    this.writePath = new WritePath(ports.store, noNames);
  }

  get process(): LogProcess {
    return { ...calendarDates, handle: (events) => this.handle(events) };
  }

  async handle(events: readonly StoredEvent[]): Promise<void> {
    for (const event of events) {
      if (event.type !== 'CalendarDayDeclared' && event.type !== 'CalendarDayRevoked') continue;
      const changed = event.data as Changed;
      for (const move of changed.moves) await this.move(move, basisOf(changed), event);
    }
  }

  private async move(move: DueMove, basis: string, event: StoredEvent): Promise<void> {
    const facts = await systemFacts(this.ports);
    const onBehalfOf = (event.meta['onBehalfOf'] ?? null) as AgencyId | null;
    const actor = confirming(event, onBehalfOf);
    const outcome = await this.writePath.run({
      streamId: `task-${move.taskId}`,
      id: move.taskId,
      actor,
      request: null,
      decide: (history) => {
        const now = this.ports.clock.now();
        const state = foldTask(history);
        const nothing: Decided = { ok: true, events: [], onBehalfOf, effectiveAt: now };
        if (state.status === 'none' || !stands(state.leads, move)) return Promise.resolve(nothing);
        const meta = metaOf({ actor, request: null }, onBehalfOf, now);
        const command: TaskCommand = { type: 'ChangeDeadline', data: { part: move.part, due: move.due, basis, document: null }, meta };
        const decision = decideTask(command, state, facts);
        // Closed meanwhile: nothing is due any more.
        return Promise.resolve(decision.ok ? { ...nothing, events: decision.events } : nothing);
      },
    });
    if (!outcome.ok) throw new Error(`The date of ${move.part} in task ${move.taskId} could not be moved: ${outcome.code}`);
  }
}

const stands = (parts: readonly LeadPart[], { part, from }: DueMove): boolean => parts.some(({ id, due }) => id === part && due === from);

const basisOf = (changed: Changed): string => ('occasion' in changed ? `${changed.occasion}: ${changed.basis}` : changed.basis);

/** The date moves by the word of whoever confirmed it with the day. */
const confirming = ({ actor, meta }: StoredEvent, agency: AgencyId | null): CommandActor => ({
  personId: actor === 'system' ? null : (actor as PersonId),
  roles: [],
  agencies: agency === null ? [] : [agency],
  via: (meta['via'] ?? 'system') as CommandActor['via'],
});
