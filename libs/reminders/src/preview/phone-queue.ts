import { dateInVietnam, type Instant, type PlainDate, type PolicySettings, type WorkingCalendar } from '#domain';
import { weekOf } from '../courtesy/courtesy-hours.js';
import { restOf, type Rung } from '../courtesy/courtesy-rest.js';
import type { StoredLine } from '../ledger/ledger-line.js';

/** A message as it would leave: when, with which lines, and why not with its mail, as the ledger says it. */
export interface Leaving {
  readonly at: Instant;
  readonly lines: readonly StoredLine[];
  readonly heldBy: string | null;
}

/** What waits for one telephone, as the sending has it: lines that come while one waits go with it. */
export class PhoneQueue {
  #lines: StoredLine[] = [];
  #next: Instant | null = null;
  #heldBy: string | null = null;
  #isUrgent = false;

  /** @param rang the days on which the person was written to; one for each message */
  constructor(private readonly rang: PlainDate[] = []) {}

  /** `heldBy`: why it waits already. */
  add(line: StoredLine, at: Instant, isUrgent: boolean, heldBy: string | null = null): void {
    this.#heldBy ??= heldBy;
    this.#lines.push(line);
    this.#isUrgent ||= isUrgent;
    if (this.#next === null || isUrgent) this.#next = at;
  }

  /** What leaves up to and at an instant. */
  leaveUntil(until: Instant, policy: Pick<PolicySettings, 'officeHours' | 'phone'>, calendar: WorkingCalendar): readonly Leaving[] {
    while (this.#next !== null && this.#next <= until) {
      const now = this.#next;
      const rest = restOf({ now, isUrgent: this.#isUrgent, rung: this.#rungAt(now) }, policy, calendar);
      if (rest === null) return [this.#leave(now)];
      this.#next = rest.until;
      this.#heldBy ??= rest.reason;
    }
    return [];
  }

  #leave(at: Instant): Leaving {
    const leaving = { at, lines: this.#lines, heldBy: this.#heldBy };
    this.rang.push(dateInVietnam(at));
    this.#lines = [];
    this.#next = null;
    this.#heldBy = null;
    this.#isUrgent = false;
    return leaving;
  }

  #rungAt(now: Instant): Rung {
    const today = dateInVietnam(now);
    const week = weekOf(today);
    return {
      today: this.rang.filter((day) => day === today).length,
      thisWeek: this.rang.filter((day) => weekOf(day) === week).length,
    };
  }
}
