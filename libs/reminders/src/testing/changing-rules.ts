import { plainDate, PolicyBook, type Instant, type PlanId, type PolicySettings, type WorkingCalendar } from '#domain';
import type { LiveCalendar } from '../policy/live-calendar.js';
import type { LivePolicies } from '../policy/live-policies.js';
import { fewRules } from './few-rules.js';

/** Saturdays and Sundays off, nothing else. */
export const plainCalendar: WorkingCalendar = { version: 1, days: new Map(), publishedYears: [] };

/** The Office's calendar and policy, as a test changes them. */
export class ChangingRules {
  #book = PolicyBook.of(fewRules);
  #calendar = plainCalendar;
  readonly policies: LivePolicies;
  readonly calendar: LiveCalendar;

  constructor() {
    const book = (): PolicyBook => this.#book;
    const calendar = (): WorkingCalendar => this.#calendar;
    this.policies = {
      get latest() {
        return book();
      },
      book: () => Promise.resolve(book()),
    };
    this.calendar = {
      get latest() {
        return calendar();
      },
      calendar: () => Promise.resolve(calendar()),
    };
  }

  adopt(settings: PolicySettings, now: Instant, planId: PlanId | null = null): void {
    const version = this.#book.policy(planId).version + 1;
    const data = { planId, settings, basis: '', effectiveAt: now };
    this.#book = this.#book.with(planId, { type: 'PolicyAdopted', data }, { version, recordedAt: now });
  }

  /** Makes a day off of it, or takes that back. */
  declare(date: string, isOff: boolean): void {
    const day = plainDate(date);
    const days = new Map(this.#calendar.days);
    if (isOff) days.set(day, { date: day, kind: 'off', occasion: 'nghỉ', basis: '' });
    else days.delete(day);
    this.#calendar = { ...this.#calendar, version: this.#calendar.version + 1, days };
  }
}
