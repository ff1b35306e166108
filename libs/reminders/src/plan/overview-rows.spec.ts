import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  dateInVietnam,
  dayOfWeek,
  instantInVietnam,
  isWorkingDay,
  plainDate,
  PolicyBook,
  shippedPolicy,
  type AgencyId,
  type Instant,
  type PlainDate,
  type PolicyEvent,
  type PolicySettings,
  type WorkingCalendar,
} from '#domain';
import { fewRules } from '../testing/few-rules.js';
import { entered, plannedAfter, received, submitted, type Given } from '../testing/planned-history.js';
import { toldAgain } from './overview-rows.js';
import { occurrencesUntil, type PlanRow } from './plan-row.js';
import { planRows } from './plan-rows.js';

const off = (...days: readonly string[]): WorkingCalendar => ({
  version: 1,
  days: new Map(days.map(plainDate).map((date) => [date, { date, kind: 'off', occasion: 'nghỉ', basis: '' }])),
  publishedYears: [],
});
const plain = off();
const within = (weeklyOverview: number | null, more: Partial<PolicySettings> = {}): PolicyBook =>
  PolicyBook.of({ ...fewRules, weeklyOverview, ...more });

const rows = (given: Given, book = within(30), calendar = plain): readonly PlanRow[] =>
  planRows(plannedAfter(given), book.ruling(null), calendar);
const overview = (found: readonly PlanRow[]): readonly PlanRow[] => found.filter(({ rule }) => rule === 'overview');
/** When each line of the overview comes first. */
const firsts = (found: readonly PlanRow[]): readonly string[] =>
  overview(found).map(({ dueAt, subject, seat, agency }) => `${dueAt.slice(0, 16)} ${subject} ${seat}@${agency}`);

const approver: Given[number] = ['2026-11-02', 'ApproverDesignated', { agencyId: 'so-tai-chinh', proposed: false }];
const coordinator: Given[number] = ['2026-11-02', 'CoordinatorNamed', { part: 'C01', agencyId: 'so-y-te' }];
const returned = (day: string): Given[number] => [
  day,
  'CompletionReturned',
  { submission: 1, agencyId: 'so-tai-chinh', kind: 'incomplete', reason: '', resubmitBy: '2026-12-18' },
];

describe('the overview of a week', () => {
  test('begins on the Monday after something was told, not on the day itself', () => {
    // Assigned on a Monday.
    expect(firsts(rows(entered(null)))).toEqual(['2026-11-09T00:30 L01 officer@so-noi-vu']);
    expect(firsts(rows(entered(null, '2026-11-08')))).toEqual(['2026-11-09T00:30 L01 officer@so-noi-vu']);
    // Acknowledged, and the date far away: nothing is to be told again until the first reminder before it (18/11).
    expect(firsts(rows([...entered('2026-11-27'), received]))).toEqual(['2026-11-23T00:30 L01 officer@so-noi-vu']);
    expect(firsts(rows([...entered(null), received]))).toEqual([]);
  });

  test.each<[string, Given, PolicyBook, readonly string[]]>([
    ['nothing by a policy without it', entered('2026-11-27'), within(null), []],
    [
      'early reminders only from so many days before on',
      [...entered('2026-11-27'), received],
      within(1),
      ['2026-11-30T00:30 L01 officer@so-noi-vu'],
    ],
    [
      'what waits for its approver, told to the approver',
      [...entered('2026-12-31'), approver, received, submitted('2026-11-10')],
      within(30),
      ['2026-11-16T00:30 L01 approver@so-tai-chinh'],
    ],
    [
      'nothing to a leader; to who follows it',
      [...entered('2026-12-31'), approver, received, submitted('2026-11-10')],
      within(30, { leaders: ['so-tai-chinh' as AgencyId] }),
      ['2026-11-16T00:30 L01 follow-up@van-phong-ubnd-tinh'],
    ],
    [
      'what was returned, from the week after the return on',
      [...entered('2026-12-31'), approver, received, submitted('2026-11-10'), returned('2026-11-18')],
      within(30),
      ['2026-11-23T00:30 L01 officer@so-noi-vu'],
    ],
    [
      'an ask to who owes the answer, and the dates of coordinated work, each for itself',
      [
        ...entered('2026-11-27'),
        coordinator,
        received,
        ['2026-11-04', 'CoordinationAsked', { ask: 1, agencyId: 'so-y-te', coordinatingPart: 'C01', text: '', replyBy: '2026-11-13' }],
      ],
      within(30),
      [
        '2026-11-09T00:30 L01/1 coordinator@so-y-te',
        '2026-11-23T00:30 L01 officer@so-noi-vu',
        '2026-11-09T00:30 C01 coordinator@so-y-te',
        '2026-11-23T00:30 C01 coordinator@so-y-te',
      ],
    ],
  ])('tells %s', (_, given, book, expected) => {
    expect(firsts(rows(given, book))).toEqual(expected);
  });

  test('heads are told by the rules of escalation alone; what was urged is not urged again by a machine', () => {
    const policy = PolicyBook.of({ ...shippedPolicy });
    const officer = [
      '2026-11-04',
      'InternallyAssigned',
      { unit: 'Phòng 1', officer: 'p1', internalDeadline: null, instruction: null },
    ] as const;
    const urged: Given[number] = ['2026-11-05', 'PartUrged', { text: '', document: null, urgent: false }];
    expect(firsts(rows([...entered(null), received, officer, urged], policy))).toEqual([]);
    const seats = overview(rows([...entered('2026-12-31'), received, officer, urged], policy)).map(({ seat }) => seat);
    expect(seats).toEqual(['officer', 'follow-up']);
  });

  test.each<[string, WorkingCalendar, readonly string[]]>([
    ['a plain Monday', plain, ['2026-11-09', '2026-11-16', '2026-11-23']],
    ['a Monday off: the Tuesday', off('2026-11-16'), ['2026-11-09', '2026-11-17', '2026-11-23']],
    [
      'a whole week off: the next week, once for both',
      off('2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20'),
      ['2026-11-09', '2026-11-23', '2026-11-23'],
    ],
  ])('falls on the first working day of each week: %s', (_, calendar, days) => {
    const [row] = overview(rows(entered(null), within(30), calendar));
    const found = occurrencesUntil(row!, '2026-11-24T00:00:00.000Z' as Instant, within(30).ruling(null), calendar);
    expect(found.map(({ dueAt }) => dateInVietnam(dueAt))).toEqual(days);
    expect(new Set(found.map(({ key }) => key)).size).toBe(3);
  });

  test('a part that was suspended is told of again from the week after it is resumed, not for the weeks between', () => {
    const basis = { basis: 'CV 1', document: null };
    const resumed: Given = [
      ...entered('2026-12-31'),
      ['2026-11-03', 'PartSuspended', basis],
      ['2026-11-25', 'PartResumed', { ...basis, due: '2026-12-31' }],
    ];
    expect(firsts(rows(resumed.slice(0, 3)))).toEqual([]);
    expect(firsts(rows(resumed))).toEqual(['2026-11-30T00:30 L01 officer@so-noi-vu']);
  });

  test('a policy that brings it tells nothing of the weeks before it was adopted', () => {
    const at = '2026-11-18T01:00:00.000Z' as Instant;
    const data = { planId: null, settings: { ...fewRules, weeklyOverview: 30 }, basis: '1', effectiveAt: at };
    const event: PolicyEvent = { type: 'PolicyAdopted', data };
    const book = within(null).with(null, event, { version: 1, recordedAt: at });
    expect(firsts(rows(entered(null), book))).toEqual(['2026-11-23T00:30 L01 officer@so-noi-vu']);
    const later = { ...event, data: { ...data, settings: { ...data.settings, weeklyOverview: 10 } } };
    const changed = book.with(null, later, { version: 2, recordedAt: '2026-12-02T01:00:00.000Z' as Instant });
    expect(firsts(rows(entered(null), changed))).toEqual(['2026-11-23T00:30 L01 officer@so-noi-vu']);
  });

  test('what a line tells on its day is the newest of each thing that was told before', () => {
    const found = rows([...entered('2026-11-27'), approver], within(30, { notAcknowledged: { agency: 2, office: null } }));
    const [row] = overview(found);
    const told = (at: string) => toldAgain(row!, at as Instant, found, within(30).ruling(null)).map(({ rule }) => rule);
    expect(told('2026-11-03T00:30:00.000Z')).toEqual(['assigned']);
    expect(told('2026-11-09T00:30:00.000Z')).toEqual(['not-acknowledged']);
    expect(told('2026-11-23T00:30:00.000Z')).toEqual(['not-acknowledged', 'due-in-7']);
    expect(told('2026-12-07T00:30:00.000Z')).toEqual(['not-acknowledged', 'overdue']);
  });
});

const dates = fc.integer({ min: 0, max: 700 }).map((days) => addDays(plainDate('2026-11-02'), days));
const holidays = fc.uniqueArray(fc.integer({ min: 0, max: 800 }), { maxLength: 60 });

describe('laws of the overview', () => {
  test('at most one line of a subject and seat on a working day, at the morning’s hour; each week has its own, and only after something was told', () => {
    fc.assert(
      fc.property(dates, holidays, fc.boolean(), (due, ahead, isReceived) => {
        const calendar = off(...ahead.map((days) => addDays(plainDate('2026-11-02'), days)));
        const policy = PolicyBook.of(shippedPolicy).ruling(null);
        const found = rows(
          [...entered(due), approver, coordinator, ...(isReceived ? [received] : [])],
          PolicyBook.of(shippedPolicy),
          calendar,
        );
        for (const row of overview(found)) {
          const lines = occurrencesUntil(row, instantInVietnam(addDays(due, 60)), policy, calendar);
          for (const { dueAt, occurrence } of lines) {
            const day = dateInVietnam(dueAt);
            expect(dayOfWeek(occurrence as PlainDate)).toBe(1);
            expect([isWorkingDay(day, calendar), day >= occurrence, dueAt]).toEqual([true, true, instantInVietnam(day, policy.dailyAt)]);
            const told = toldAgain(row, dueAt, found, policy);
            expect(told.length).toBeGreaterThan(0);
            expect(told.every((one) => one.rule !== 'overview' && one.dueAt <= dueAt)).toBe(true);
          }
          expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length);
        }
        expect(new Set(found.map(({ key }) => key)).size).toBe(found.length);
      }),
      { numRuns: 60 },
    );
  });

  test('whoever is told something that still stands is told it again: each open subject of a seat has one series', () => {
    fc.assert(
      fc.property(dates, (due) => {
        const found = rows([...entered(due), approver, coordinator], PolicyBook.of(shippedPolicy));
        const owed = found.filter(({ seat, suppressed }) => suppressed === null && !['head', 'unit-head'].includes(seat));
        const subjects = new Set(
          owed.filter(({ rule }) => rule !== 'overview').map(({ subject, seat, agency }) => `${subject} ${seat}@${agency}`),
        );
        expect(new Set(overview(found).map(({ subject, seat, agency }) => `${subject} ${seat}@${agency}`))).toEqual(subjects);
      }),
      { numRuns: 60 },
    );
  });
});
