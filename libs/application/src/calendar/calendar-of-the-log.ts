import { CALENDAR_STREAM, type WorkingCalendar } from '#domain';
import type { EventStore } from '#event-store';
import type { CalendarSource } from '../ports.js';
import { evolveStoredCalendar } from '../shared/aggregates.js';

/** The working calendar as the log has it; the one that ships with the system until its first change. */
export class CalendarOfTheLog implements CalendarSource {
  private known: WorkingCalendar;
  private version = 0;

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
  async calendar(): Promise<WorkingCalendar> {
    const news = await this.store.readStream(CALENDAR_STREAM, { after: this.version });
    for (const event of news) {
      // Two readers at once bring the same news.
      if (event.version <= this.version) continue;
      this.known = evolveStoredCalendar(this.known, event);
      this.version = event.version;
    }
    return this.known;
  }
}
