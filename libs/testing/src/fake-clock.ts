import type { Instant } from '#domain';
import { toInstant, type Clock } from '#platform';

/** A clock that stands still until it is told to go on. */
export class FakeClock implements Clock {
  private at: number;

  /** @param start ISO 8601 instant */
  constructor(start = '2023-06-01T01:00:00.000Z') {
    this.at = Date.parse(start);
  }

  now(): Instant {
    return toInstant(new Date(this.at));
  }

  set(instant: string): void {
    this.at = Date.parse(instant);
  }

  advance(by: { readonly days?: number; readonly hours?: number; readonly minutes?: number; readonly seconds?: number }): void {
    const hours = (by.days ?? 0) * 24 + (by.hours ?? 0);
    const seconds = hours * 3600 + (by.minutes ?? 0) * 60 + (by.seconds ?? 0);
    this.at += seconds * 1000;
  }
}
