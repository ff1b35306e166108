import { CALENDAR_STREAM, type WorkingCalendar } from '#domain';
import type { EventStore } from '#event-store';
import type { CalendarSource } from '../ports.js';
import { evolveStoredCalendar } from '../shared/aggregates.js';
import { SharedLook } from '../shared/shared-look.js';

/** The working calendar as the log has it; the one that ships with the system until its first change. */
export class CalendarOfTheLog implements CalendarSource {
  private known: WorkingCalendar;
  private version = 0;
  private readonly news = new SharedLook(() => this.read());

  constructor(
    private readonly store: Pick<EventStore, 'readStream'>,
    shipped: WorkingCalendar,
  ) {
    this.known = shipped;
  }

  /** As it was when it was last read. */
  get latest(): WorkingCalendar {
    return this.known;
  }

  /** As it is now: reads what is new since. */
  calendar(): Promise<WorkingCalendar> {
    return this.news.ask();
  }

  private async read(): Promise<WorkingCalendar> {
    const news = await this.store.readStream(CALENDAR_STREAM, { after: this.version });
    this.known = news.reduce(evolveStoredCalendar, this.known);
    this.version = news.at(-1)?.version ?? this.version;
    return this.known;
  }
}
