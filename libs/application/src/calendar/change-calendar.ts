import { type AgencyId, CALENDAR_STREAM, type CalendarCommand, decideCalendar, initialCalendar, type WorkingCalendar } from '#domain';
import type { StoredEvent } from '#event-store';
import type { ChangeCalendar, CommandOutcome } from '../commands.js';
import { agencyOf } from '../plan/acting-on-plan.js';
import type { CalendarSource, Clock, CommandPolicy } from '../ports.js';
import { foldCalendar } from '../shared/aggregates.js';
import { metaOf } from '../shared/meta.js';
import { type Decided, type Refusal, refuse } from '../shared/outcomes.js';
import type { WritePath } from '../shared/write-path.js';

interface Ports {
  readonly writePath: WritePath;
  readonly clock: Clock;
  readonly policy: CommandPolicy;
  /** While the log has no calendar, the one that ships with the system. */
  readonly calendar: CalendarSource;
}

/** The Office changes the working calendar; its first change records the calendar as it was shipped, day by day. */
export class CalendarChanges {
  constructor(private readonly ports: Ports) {}

  execute(input: ChangeCalendar['input']): Promise<CommandOutcome> {
    const { actor, request, change, seenVersion } = input;
    const onBehalfOf = agencyOf(input);
    // Who enters tasks keeps the calendar that they are counted by.
    const code = this.ports.policy.forbids(actor, 'EnterTask', onBehalfOf, null, null);
    if (code !== null) return Promise.resolve(refuse('forbidden', code));
    const meta = metaOf(input, onBehalfOf, this.ports.clock.now());
    return this.ports.writePath.run({
      streamId: CALENDAR_STREAM,
      id: CALENDAR_STREAM,
      actor,
      request,
      decide: (history) => this.decide({ ...change, meta }, history, seenVersion, onBehalfOf),
    });
  }

  private async decide(
    command: CalendarCommand,
    history: readonly StoredEvent[],
    seenVersion: number | null,
    onBehalfOf: AgencyId | null,
  ): Promise<Decided | Refusal> {
    const isFirst = history.length === 0;
    const calendar = isFirst ? await this.ports.calendar.calendar() : foldCalendar(history);
    if (seenVersion !== null && calendar.version !== seenVersion)
      return refuse('stale', 'CALENDAR.STALE', { seen: seenVersion, now: calendar.version });
    const decision = decideCalendar(command, calendar);
    if (!decision.ok) return refuse('rule', decision.rejection.code, decision.rejection.details);
    const events = [...(isFirst && decision.events.length > 0 ? opening(calendar, command) : []), ...decision.events];
    return { ok: true, events, onBehalfOf, effectiveAt: command.meta.now };
  }
}

/** The log's calendar begins with every day that was counted by until now. */
const opening = ({ days, publishedYears }: WorkingCalendar, { meta }: CalendarCommand): Decided['events'] => {
  const data = { days: [...days.values()], publishedYears };
  const decision = decideCalendar({ type: 'OpenCalendar', data, meta }, initialCalendar);
  return decision.ok ? decision.events : [];
};
