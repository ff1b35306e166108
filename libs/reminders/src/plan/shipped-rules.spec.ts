import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, plainDate, PolicyBook, shippedPolicy, type Instant, type PolicyEvent, type WorkingCalendar } from '#domain';
import { entered, plannedAfter, received, submitted, type Given } from '../testing/planned-history.js';
import type { PlanRow } from './plan-row.js';
import { planRows } from './plan-rows.js';

const chairman = 'chu-tich-ubnd-tinh';
const calendar: WorkingCalendar = { version: 1, days: new Map(), publishedYears: [] };
/** What the overview adds, its own spec tells. */
const settings = { ...shippedPolicy, weeklyOverview: null };
const shipped = PolicyBook.of(settings);

const rows = (given: Given, book = shipped): readonly PlanRow[] => planRows(plannedAfter(given), book.ruling(null), calendar);
const told = (found: readonly PlanRow[]): readonly string[] =>
  found.map(
    ({ rule, seat, agency, dueAt, suppressed }) =>
      `${dueAt.slice(0, 10)} ${rule} ${seat}@${agency}${suppressed === null ? '' : ` (${suppressed})`}`,
  );
const scheduled = (found: readonly PlanRow[]): readonly string[] => told(found.filter(({ kind }) => kind === 'scheduled'));

describe('the rules that ship, row by row', () => {
  test('a task of some months: 30, 7, 3, 1 and the day itself, then weekly; the head and the follow-up officer from +5', () => {
    expect(scheduled(rows([...entered('2026-12-31'), received]))).toEqual([
      '2026-11-19 due-in-30 officer@so-noi-vu',
      '2026-12-22 due-in-7 officer@so-noi-vu',
      '2026-12-28 due-in-3 officer@so-noi-vu',
      '2026-12-30 due-in-1 officer@so-noi-vu',
      '2026-12-31 due-in-0 officer@so-noi-vu',
      '2027-01-01 overdue officer@so-noi-vu',
      '2027-01-07 overdue head@so-noi-vu',
      '2027-01-07 overdue follow-up@van-phong-ubnd-tinh',
    ]);
  });

  test('a task longer than a year: 90, 30, 10, 3', () => {
    const found = scheduled(rows([...entered('2027-12-31'), received])).filter((row) => row.includes('due-in'));
    expect(found.map((row) => row.split(' ')[1])).toEqual(['due-in-90', 'due-in-30', 'due-in-10', 'due-in-3']);
  });

  test('with a nominated officer the head of the unit is told from three days before', () => {
    const officer = [
      '2026-11-04',
      'InternallyAssigned',
      { unit: 'Phòng 1', officer: 'p1', internalDeadline: null, instruction: null },
    ] as const;
    const found = scheduled(rows([...entered('2026-12-31'), received, officer])).filter((row) => row.includes('unit-head'));
    expect(found.map((row) => row.slice(11))).toEqual([
      'due-in-3 unit-head@so-noi-vu',
      'due-in-1 unit-head@so-noi-vu',
      'due-in-0 unit-head@so-noi-vu',
      'overdue unit-head@so-noi-vu',
    ]);
  });

  test('not acknowledged: asked once after 2 days, with the Office after 4; a coordinating agency is asked too', () => {
    const coordinator: Given[number] = ['2026-11-02', 'CoordinatorNamed', { part: 'C01', agencyId: 'so-y-te' }];
    expect(told(rows([...entered(null), coordinator]))).toEqual([
      '2026-11-02 assigned officer@so-noi-vu',
      '2026-11-04 not-acknowledged officer@so-noi-vu',
      '2026-11-06 not-acknowledged follow-up@van-phong-ubnd-tinh',
      '2026-11-02 coordination coordinator@so-y-te',
      '2026-11-04 not-acknowledged coordinator@so-y-te',
    ]);
    expect(told(rows([...entered(null), received]))).toEqual([]);
  });

  test('an ask: at once, two days before its reply is due, and once when it is late', () => {
    const ask: Given[number] = [
      '2026-11-04',
      'CoordinationAsked',
      { ask: 1, agencyId: 'so-y-te', coordinatingPart: 'C01', text: '', replyBy: '2026-11-13' },
    ];
    expect(told(rows([...entered(null), received, ask]))).toEqual([
      '2026-11-04 ask coordinator@so-y-te',
      '2026-11-11 ask-due-in-2 coordinator@so-y-te',
      '2026-11-16 ask-late coordinator@so-y-te',
    ]);
  });

  test('a submission: to the approver; undecided after 3 days it is on the list of the follow-up officer', () => {
    const approver: Given[number] = ['2026-11-02', 'ApproverDesignated', { agencyId: 'so-tai-chinh', proposed: false }];
    expect(told(rows([...entered('2026-12-31'), approver, received, submitted('2026-11-10')]))).toEqual([
      '2026-11-10 to-approve approver@so-tai-chinh',
      '2026-11-13 undecided follow-up@van-phong-ubnd-tinh',
    ]);
  });

  test('nothing automatic goes to the chairman: the line is the follow-up officer’s', () => {
    const approver: Given[number] = ['2026-11-02', 'ApproverDesignated', { agencyId: chairman, proposed: false }];
    expect(told(rows([...entered('2026-12-31'), approver, received, submitted('2026-11-10')]))).toEqual([
      '2026-11-10 to-approve approver@chu-tich-ubnd-tinh (leader)',
      '2026-11-10 to-approve follow-up@van-phong-ubnd-tinh',
      '2026-11-13 undecided follow-up@van-phong-ubnd-tinh',
    ]);
  });

  test('returned work: its "resubmit by" on the day before and on the day, to lead and coordinator', () => {
    const coordinator: Given[number] = ['2026-11-02', 'CoordinatorNamed', { part: 'C01', agencyId: 'so-y-te' }];
    const returned: Given[number] = [
      '2026-11-12',
      'CompletionReturned',
      { submission: 1, agencyId: 'so-tai-chinh', kind: 'incomplete', reason: '', resubmitBy: '2026-11-19' },
    ];
    const found = told(rows([...entered('2026-12-31'), received, coordinator, submitted('2026-11-10'), returned]));
    expect(found.filter((row) => row.includes('return') || row.includes('resubmit'))).toEqual([
      '2026-11-12 returned officer@so-noi-vu',
      '2026-11-18 resubmit-in-1 officer@so-noi-vu',
      '2026-11-19 resubmit-in-0 officer@so-noi-vu',
      '2026-11-12 returned coordinator@so-y-te',
      '2026-11-18 resubmit-in-1 coordinator@so-y-te',
      '2026-11-19 resubmit-in-0 coordinator@so-y-te',
    ]);
  });

  test('urging by hand goes at once, each time', () => {
    const urge = (day: string, urgent = false): Given[number] => [day, 'PartUrged', { text: '', document: null, urgent }];
    expect(told(rows([...entered(null), received, urge('2026-11-05')]))).toEqual(['2026-11-05 urged officer@so-noi-vu']);
    expect(told(rows([...entered(null), received, urge('2026-11-05'), urge('2026-11-09')]))).toEqual([
      '2026-11-09 urged officer@so-noi-vu',
    ]);
    expect(told(rows([...entered(null), received, urge('2026-11-05', true)]))).toEqual(['2026-11-05 urged-urgently officer@so-noi-vu']);
  });
});

describe('another policy', () => {
  const adopted = (beforeDue: readonly number[], day: string): PolicyBook => {
    const at = `${day}T01:00:00.000Z` as Instant;
    const data = { planId: null, settings: { ...settings, beforeDue }, basis: '1', effectiveAt: at };
    const event: PolicyEvent = { type: 'PolicyAdopted', data };
    return shipped.with(null, event, { version: 1, recordedAt: at });
  };

  test('a new offset asks for nothing that fell before it was adopted; the ledger says so', () => {
    const found = scheduled(rows([...entered('2026-12-31'), received], adopted([30, 10, 1], '2026-12-18')));
    expect(found.filter((row) => row.includes('due-in'))).toEqual([
      '2026-11-19 due-in-30 officer@so-noi-vu',
      '2026-12-17 due-in-10 officer@so-noi-vu (before-policy)',
      '2026-12-30 due-in-1 officer@so-noi-vu',
    ]);
  });

  test('whatever the policy, no two rows have one key, none is a leader’s unsuppressed, and dropping an offset leaves the others as they are', () => {
    const offsets = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(offsets, fc.integer({ min: 30, max: 300 }), (days, ahead) => {
        const due = addDays(plainDate('2026-11-02'), ahead);
        const given: Given = [...entered(due), received];
        const all = rows(given, adopted(days, '2026-11-01'));
        expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
        const fewer = rows(given, adopted(days.slice(1), '2026-11-01'));
        const dropped = `due-in-${String(days[0])}`;
        expect(told(fewer)).toEqual(told(all.filter(({ rule }) => rule !== dropped)));
      }),
      { numRuns: 60 },
    );
  });
});
