import type { PlainDate } from '../shared/plain-date.js';

/** A day that differs from the weekly rule, with the document that decided it. */
export interface CalendarDay {
  readonly date: PlainDate;
  readonly kind: 'off' | 'worked';
  /** Why, in Vietnamese, for example "Tết Nguyên đán". */
  readonly occasion: string;
  /** Law or deciding document, for example "12729/VPCP-KGVX". */
  readonly basis: string;
}

/** Saturdays and Sundays are off but for `worked`; other days are worked but for `off`. */
export interface WorkingCalendar {
  readonly version: number;
  readonly days: ReadonlyMap<PlainDate, CalendarDay>;
  /** Years whose days off have been published in full; others count statutory days only ("chưa công bố"). */
  readonly publishedYears: readonly number[];
}
