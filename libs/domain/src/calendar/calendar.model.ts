import type { Instant, LeadPartId, TaskId } from '../shared/ids.js';
import type { CommandMeta } from '../shared/meta.js';
import type { PlainDate } from '../shared/plain-date.js';
import type { CalendarDay } from './working-calendar.js';

type Event<Type extends string, Data> = { readonly type: Type; readonly data: Data & { readonly effectiveAt: Instant } };

/** A due date that the Office moves together with a day of the calendar. */
export interface DueMove {
  readonly taskId: TaskId;
  readonly part: LeadPartId;
  /** In force when the Office confirmed; where it is another by now, it stays. */
  readonly from: PlainDate;
  readonly due: PlainDate;
}

/** The days known when the calendar was first changed, each with its legal basis. */
export type CalendarOpened = Event<'CalendarOpened', { readonly days: readonly CalendarDay[]; readonly publishedYears: readonly number[] }>;
/** A day is off, or a Saturday or Sunday is worked, by a document. Due dates follow it only where they are named. */
export type CalendarDayDeclared = Event<'CalendarDayDeclared', CalendarDay & { readonly moves: readonly DueMove[] }>;
/** A day follows the weekly rule again, by a document. */
export type CalendarDayRevoked = Event<
  'CalendarDayRevoked',
  { readonly date: PlainDate; readonly basis: string; readonly moves: readonly DueMove[] }
>;
/** The days off of a year are known in full, by a document. */
export type CalendarYearPublished = Event<'CalendarYearPublished', { readonly year: number; readonly basis: string }>;
export type CalendarEvent = CalendarOpened | CalendarDayDeclared | CalendarDayRevoked | CalendarYearPublished;
export type CalendarEventType = CalendarEvent['type'];

type Command<Type extends string, Data> = { readonly type: Type; readonly data: Data; readonly meta: CommandMeta };
export type CalendarCommand =
  | Command<'OpenCalendar', Omit<CalendarOpened['data'], 'effectiveAt'>>
  | Command<'DeclareCalendarDay', Omit<CalendarDayDeclared['data'], 'effectiveAt'>>
  | Command<'RevokeCalendarDay', Omit<CalendarDayRevoked['data'], 'effectiveAt'>>
  | Command<'PublishCalendarYear', Omit<CalendarYearPublished['data'], 'effectiveAt'>>;
