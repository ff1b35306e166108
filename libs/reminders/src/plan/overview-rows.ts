import { addDays, dateInVietnam, dayOfWeek, overviewName, type Instant, type PlainDate, type WorkingCalendar } from '#domain';
import { daysAhead, familyOf, type ReminderPolicy, type RuleName } from '../policy/reminder-policy.js';
import { repetition, withKey, type PlanRow, type Seat } from './plan-row.js';

/** Whose own work it is, or who follows it; those above them are told by the rules of escalation alone. */
const SEATS: readonly Seat[] = ['officer', 'coordinator', 'approver', 'follow-up'];
/** Said once, by a person, for that day. */
const ONCE: readonly RuleName[] = ['urged', 'urged-urgently', 'overview'];

const WHOLE = '1';

type Named = Pick<PlanRow, 'taskId' | 'subject' | 'subjectVersion' | 'rule' | 'seat' | 'agency'>;

/** Each due date of work that an agency coordinates is a line of its own; whatever else is told of one subject is one. */
const versionOf = ({ rule, seat, subjectVersion }: Named): string =>
  rule === 'overview' || (seat === 'coordinator' && familyOf(rule) === 'due') ? subjectVersion : WHOLE;

/** What one line of the overview stands for; the same for the line itself and for all that it tells again. */
export const overviewSubject = (row: Named): string => [row.taskId, row.subject, versionOf(row), `${row.seat}@${row.agency}`].join('|');

/** What says the same at different times: a receipt that is owed, an ask, a return, a submission. */
const STATES: readonly (readonly [rules: RegExp, state: string])[] = [
  [/^(?:assigned|amended|coordination|not-acknowledged)$/u, 'receipt'],
  [/^ask/u, 'ask'],
  [/^(?:returned|resubmit-)/u, 'returned'],
  [/^(?:to-approve|undecided)$/u, 'decision'],
];
const stateOf = (rule: RuleName): string => STATES.find(([rules]) => rules.test(rule))?.[1] ?? familyOf(rule);

const byDueAt = (one: PlanRow, other: PlanRow): number => (one.dueAt < other.dueAt ? -1 : Number(one.dueAt > other.dueAt));

type Told = Pick<ReminderPolicy, 'weeklyOverview' | 'leaders'>;

const isTold = (row: PlanRow, { weeklyOverview, leaders }: Told): boolean =>
  weeklyOverview !== null &&
  row.suppressed === null &&
  SEATS.includes(row.seat) &&
  !ONCE.includes(row.rule) &&
  !leaders.includes(row.agency) &&
  (daysAhead(row.rule) ?? 0) <= weeklyOverview;

/** What a line of the overview tells again at an instant: of each state the newest, oldest first. */
export const toldAgain = (overview: PlanRow, at: Instant, rows: Iterable<PlanRow>, policy: Told): readonly PlanRow[] => {
  const subject = overviewSubject(overview);
  const newest = new Map<string, PlanRow>();
  for (const row of rows) {
    if (row.dueAt > at || !isTold(row, policy) || overviewSubject(row) !== subject) continue;
    const known = newest.get(stateOf(row.rule));
    if (known === undefined || known.dueAt <= row.dueAt) newest.set(stateOf(row.rule), row);
  }
  return [...newest.values()].sort(byDueAt);
};

const mondayAfter = (day: PlainDate): PlainDate => addDays(day, 8 - dayOfWeek(day));
const latest = (instants: readonly (Instant | undefined)[]): Instant =>
  instants.reduce<Instant>((last, one) => (one !== undefined && one > last ? one : last), '' as Instant);

interface Gathered {
  readonly row: Omit<PlanRow, 'key' | 'occurrence' | 'dueAt' | 'anchor'>;
  /** The first Monday after the day on which something was told. */
  readonly anchor: PlainDate;
}

/** By subject. `since`: when what is told now began to hold; an earlier beginning would tell again of weeks in which it did not. */
const gathered = (rows: readonly PlanRow[], since: Instant, policy: ReminderPolicy): readonly Gathered[] => {
  const groups = new Map<string, PlanRow[]>();
  for (const row of rows.filter((one) => isTold(one, policy))) {
    const subject = overviewSubject(row);
    groups.set(subject, [...(groups.get(subject) ?? []), row]);
  }
  return [...groups.values()].flatMap((group): readonly Gathered[] => {
    const [first] = [...group].sort(byDueAt);
    if (first === undefined) return [];
    const { taskId, planId, subject, agency, seat, part } = first;
    const officer = group.find((row) => row.officer !== null)?.officer ?? null;
    return [
      {
        row: {
          ...{ taskId, planId, subject, agency, seat, part, officer, subjectVersion: versionOf(first) },
          ...{ rule: 'overview', kind: 'scheduled', suppressed: null },
        },
        anchor: mondayAfter(dateInVietnam(latest([first.dueAt, since, policy.since[overviewName]]))),
      },
    ];
  });
};

/** Everything that these rows tell, once more each week from the week after on, as long as they stand. */
export const overviewRows = (
  rows: readonly PlanRow[],
  since: Instant,
  policy: ReminderPolicy,
  calendar: WorkingCalendar,
): readonly PlanRow[] =>
  gathered(rows, since, policy).map(({ row, anchor }) =>
    withKey({ ...row, anchor, occurrence: '*', dueAt: repetition({ rule: 'overview', anchor }, 0, policy, calendar).dueAt }),
  );

/** The same for what ends by itself on a day, without an event of the log: week by week until then. */
export const overviewRowsUntil = (
  rows: readonly PlanRow[],
  { since, until }: { readonly since: Instant; readonly until: PlainDate },
  policy: ReminderPolicy,
  calendar: WorkingCalendar,
): readonly PlanRow[] =>
  gathered(rows, since, policy).flatMap(({ row, anchor }) => {
    const found: PlanRow[] = [];
    for (let nth = 0; ; nth += 1) {
      const { label, dueAt } = repetition({ rule: 'overview', anchor }, nth, policy, calendar);
      if (dateInVietnam(dueAt) > until) return found;
      found.push(withKey({ ...row, anchor: null, occurrence: label, dueAt }));
    }
  });
