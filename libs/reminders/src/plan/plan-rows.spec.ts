import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  addWorkingDays,
  instantInVietnam,
  isWorkingDay,
  plainDate,
  PolicyBook,
  type AgencyId,
  type Instant,
  type LeadPartId,
  type PlainDate,
  type TaskEvent,
  type TaskId,
  type WorkingCalendar,
} from '#domain';
import { fewRules } from '../testing/few-rules.js';
import { occurrencesUntil, type PlanRow } from './plan-row.js';
import { planRows } from './plan-rows.js';
import { foldPlanned, initialPlannedTask } from './planned-task.js';

const policy = PolicyBook.of(fewRules).ruling(null);
const L01 = 'L01' as LeadPartId;
const lead = 'so-noi-vu' as AgencyId;
const holiday = (date: string): [PlainDate, { date: PlainDate; kind: 'off'; occasion: string; basis: string }] => [
  plainDate(date),
  { date: plainDate(date), kind: 'off', occasion: 'nghỉ', basis: '' },
];
const calendar: WorkingCalendar = {
  version: 1,
  days: new Map(['2026-12-24', '2026-12-25', '2026-12-28', '2026-12-29', '2026-12-30', '2026-12-31', '2027-01-01'].map(holiday)),
  publishedYears: [2026],
};

type Given = readonly (readonly [at: string, type: TaskEvent['type'], data?: object])[];

const fold = (given: Given): readonly PlanRow[] => {
  const planned = given.reduce(
    (state, [at, type, data], index) =>
      foldPlanned(state, { type, data: { part: L01, effectiveAt: at, ...data } } as TaskEvent, {
        version: index + 1,
        recordedAt: new Date(at).toISOString() as Instant,
        actor: null,
        onBehalfOf: null,
      }),
    initialPlannedTask,
  );
  return planRows(planned, policy, calendar);
};

const entered = (due: string | null, at = '2026-11-02T01:00:00.000Z', unreviewed = false): Given => [
  [
    at,
    'TaskEntered',
    {
      taskId: 'f0000000-0000-4000-8000-000000000001' as TaskId,
      planId: null,
      deadline: { text: '', kind: 'date', start: null, due, recurrence: null },
      late: unreviewed,
    },
  ],
  [at, 'PartAssigned', { agencyId: lead, due, unreviewed }],
];
const coordinated: Given = [['2026-11-02T01:00:00.000Z', 'CoordinatorNamed', { part: 'C01', agencyId: 'so-tai-chinh' }]];

const told = (rows: readonly PlanRow[]): readonly string[] =>
  rows.map(
    ({ rule, agency, dueAt, suppressed }) => `${rule} ${agency} ${dueAt.slice(0, 16)}${suppressed === null ? '' : ` (${suppressed})`}`,
  );

describe('the reminders that a task calls for', () => {
  test('an awaiting part: its assignment at once, then 7 and 1 working days before, then overdue, at 07:30 in Vietnam', () => {
    expect(told(fold(entered('2026-11-27')))).toEqual([
      'assigned so-noi-vu 2026-11-02T01:00',
      'due-in-7 so-noi-vu 2026-11-18T00:30',
      'due-in-1 so-noi-vu 2026-11-26T00:30',
      'overdue so-noi-vu 2026-11-30T00:30',
    ]);
  });

  test('holidays are stepped over, before the date and after it', () => {
    expect(told(fold(entered('2027-01-04'))).slice(1)).toEqual([
      'due-in-7 so-noi-vu 2026-12-15T00:30',
      'due-in-1 so-noi-vu 2026-12-23T00:30',
      'overdue so-noi-vu 2027-01-05T00:30',
    ]);
  });

  test('a part without a date calls for its assignment alone', () => {
    expect(told(fold(entered(null)))).toEqual(['assigned so-noi-vu 2026-11-02T01:00']);
  });

  test('once acknowledged the assignment is told no more; the dates stay', () => {
    const rows = fold([...entered('2026-11-27'), ['2026-11-03T01:00:00.000Z', 'AssignmentAcknowledged', { agencyId: lead }]]);
    expect(rows.map(({ rule }) => rule)).toEqual(['due-in-7', 'due-in-1', 'overdue']);
  });

  test('the coordinating agency is told of its part and of the date', () => {
    const rows = fold([...entered('2026-11-27'), ...coordinated]).filter(({ seat }) => seat === 'coordinator');
    expect(told(rows)).toEqual([
      'coordination so-tai-chinh 2026-11-02T01:00',
      'due-in-7 so-tai-chinh 2026-11-18T00:30',
      'due-in-1 so-tai-chinh 2026-11-26T00:30',
      'overdue so-tai-chinh 2026-11-30T00:30',
    ]);
  });

  test('what fell before entry is suppressed; what comes is planned', () => {
    expect(told(fold(entered('2026-11-04')))).toContain('due-in-7 so-noi-vu 2026-10-26T00:30 (entered-late)');
    expect(told(fold(entered('2026-11-04')))).toContain('due-in-1 so-noi-vu 2026-11-03T00:30');
  });

  test('an unreviewed part is silent about dates, and its assignment is told all the same', () => {
    expect(told(fold(entered('2026-11-04', '2026-11-02T01:00:00.000Z', true)))).toEqual([
      'assigned so-noi-vu 2026-11-02T01:00',
      'due-in-7 so-noi-vu 2026-10-26T00:30 (unreviewed)',
      'due-in-1 so-noi-vu 2026-11-03T00:30 (unreviewed)',
      'overdue so-noi-vu 2026-11-05T00:30 (unreviewed)',
    ]);
  });

  test('after the review only what falls then', () => {
    const rows = fold([
      ...entered('2026-11-04', '2026-11-02T01:00:00.000Z', true),
      ['2026-11-16T01:00:00.000Z', 'BaselineRecorded', { outcome: { kind: 'in-progress' }, note: null }],
    ]);
    expect(told(rows.filter(({ suppressed }) => suppressed === null))).toContain('overdue so-noi-vu 2026-11-19T00:30');
  });

  test.each<[string, Given]>([
    ['suspended', [['2026-11-03T01:00:00.000Z', 'PartSuspended', { basis: 'CV 1', document: null }]]],
    ['withdrawn', [['2026-11-03T01:00:00.000Z', 'PartWithdrawn', { basis: 'CV 1', document: null }]]],
    ['cancelled', [['2026-11-03T01:00:00.000Z', 'PartCancelled', { basis: 'CV 1', document: null }]]],
    ['superseded', [['2026-11-03T01:00:00.000Z', 'PartSuperseded', { basis: 'CV 1', document: null, by: 'QĐ 2' }]]],
    ['closed', [['2026-11-03T01:00:00.000Z', 'PartClosedNotDone', { basis: 'CV 1', document: null }]]],
  ])('R5: a part that is %s calls for nothing, nor does it of its coordinators', (_, given) => {
    expect(fold([...entered('2026-11-27'), ...coordinated, ...given])).toEqual([]);
  });

  const opened = (cycle: number, due: string, at: string): Given[number] => [
    at,
    'CycleOpened',
    { cycle, agencyId: lead, period: { label: `Kỳ ${String(cycle)}`, from: '2026-10-15', to: '2026-11-14' }, due },
  ];
  const periodically = (due: string | null): Given => [
    ...entered(due),
    [
      '2026-11-02T01:00:00.000Z',
      'RecurrenceSet',
      { schedule: { kind: 'monthly' }, since: '2026-11-02', dueAfter: 5, signed: false, basis: '' },
    ],
    opened(1, '2026-11-20', '2026-11-02T01:00:00.000Z'),
  ];

  test('each period that is owed is reminded of by its own date, beside the date of the part', () => {
    const rows = fold([...periodically(null), opened(2, '2026-12-18', '2026-11-16T01:00:00.000Z')]);
    expect(rows.slice(1).map(({ subject, rule, dueAt }) => `${subject} ${rule} ${dueAt.slice(0, 10)}`)).toEqual([
      'L01/k1 due-in-7 2026-11-11',
      'L01/k1 due-in-1 2026-11-19',
      'L01/k1 overdue 2026-11-23',
      'L01/k2 due-in-7 2026-12-09',
      'L01/k2 due-in-1 2026-12-17',
      'L01/k2 overdue 2026-12-21',
    ]);
    const dated = fold(periodically('2026-12-11')).filter(({ rule }) => rule === 'due-in-1');
    expect(dated.map(({ subject }) => subject)).toEqual(['L01', 'L01/k1']);
  });

  test('a period that was reported, and a milestone that was reached, call for nothing more', () => {
    const given: Given = [
      ...periodically(null),
      ['2026-11-03T01:00:00.000Z', 'MilestoneAdded', { milestone: 1, text: 'Thẩm định', due: '2026-11-27', basis: '', document: null }],
    ];
    expect(new Set(fold(given).map(({ subject }) => subject))).toEqual(new Set(['L01', 'L01/k1', 'L01/m1']));
    const common = { text: 'Xong', document: null, sentOn: '2026-11-10', provisional: false, onTime: true, files: [] };
    const done = fold([
      ...given,
      [
        '2026-11-10T01:00:00.000Z',
        'CycleReported',
        { ...common, cycle: 1, report: 1, agencyId: lead, needsSignature: false, reportedBy: null },
      ],
      ['2026-11-10T01:00:00.000Z', 'MilestoneReported', { ...common, milestone: 1, due: '2026-11-27' }],
    ]);
    expect(done.filter(({ kind }) => kind === 'scheduled')).toEqual([]);
  });

  test('a new date plans anew under another version; a new holder is told of the assignment', () => {
    const before = fold(entered('2026-11-27'));
    const dated: Given[number] = [
      '2026-11-03T01:00:00.000Z',
      'DeadlineChanged',
      { from: '2026-11-27', due: '2026-12-11', basis: '', document: null },
    ];
    const after = fold([...entered('2026-11-27'), dated]);
    const scheduled = (rows: readonly PlanRow[]): readonly string[] =>
      rows.filter(({ kind }) => kind === 'scheduled').map(({ key }) => key);
    expect(scheduled(after).some((key) => scheduled(before).includes(key))).toBe(false);
    expect(after.find(({ rule }) => rule === 'assigned')?.key).toBe(before.find(({ rule }) => rule === 'assigned')?.key);
    const moved: Given[number] = [
      '2026-11-04T01:00:00.000Z',
      'PartReassigned',
      { from: lead, agencyId: 'so-y-te', assignment: 2, reason: '' },
    ];
    expect(told(fold([...entered('2026-11-27'), dated, moved]))).toContain('assigned so-y-te 2026-11-04T01:00');
  });

  test('an amendment is told once to who had received the old words, until they receive the new', () => {
    const received: Given[number] = ['2026-11-03T01:00:00.000Z', 'AssignmentAcknowledged', { agencyId: lead }];
    const amended: Given[number] = [
      '2026-11-04T01:00:00.000Z',
      'TaskAmended',
      { from: {}, to: {}, acknowledgeAgain: [L01], withdrawn: false, basis: '', document: null },
    ];
    const rows = told(fold([...entered('2026-11-27'), received, amended]));
    expect(rows.filter((row) => !row.startsWith('due') && !row.startsWith('overdue'))).toEqual(['amended so-noi-vu 2026-11-04T01:00']);
    const again: Given[number] = ['2026-11-05T01:00:00.000Z', 'AssignmentAcknowledged', { agencyId: lead }];
    expect(told(fold([...entered('2026-11-27'), received, amended, again])).join()).not.toContain('amended');
    expect(told(fold([...entered('2026-11-27'), amended])).join()).toMatch(/^assigned(?!.*amended)/u);
  });
});

const dates = fc.integer({ min: 0, max: 2_000 }).map((days) => addDays(plainDate('2025-01-01'), days));

describe('laws of the plan', () => {
  test('every scheduled notice falls on a working day at 07:30 in Vietnam; weekly ones never stop', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 0, max: 60 }), (due, weeks) => {
        const rows = fold(entered(due, '2025-01-01T01:00:00.000Z')).filter(({ kind }) => kind === 'scheduled');
        const until = instantInVietnam(addDays(due, 14 + weeks * 7));
        const occurrences = rows.flatMap((row) => occurrencesUntil(row, until, policy, calendar));
        const isInTime = ({ dueAt }: { readonly dueAt: string }): boolean => {
          const day = plainDate(new Date(Date.parse(dueAt) + 7 * 3_600_000).toISOString().slice(0, 10));
          return dueAt === instantInVietnam(day, 450) && isWorkingDay(day, calendar);
        };
        expect(occurrences.filter((one) => !isInTime(one))).toEqual([]);
        if (due > '2025-02-01') expect(occurrences.filter(({ row }) => row.rule === 'overdue').length).toBeGreaterThan(weeks - 2);
      }),
      { numRuns: 50 },
    );
  });

  test('keys are unique, also among the occurrences of one rule', () => {
    fc.assert(
      fc.property(dates, (due) => {
        const rows = fold([...entered(due, '2025-01-01T01:00:00.000Z'), ...coordinated]);
        const until = instantInVietnam(addDays(due, 400));
        const keys = rows.flatMap((row) => occurrencesUntil(row, until, policy, calendar)).map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
      }),
      { numRuns: 50 },
    );
  });

  test('the first overdue notice is on the first working day after the date', () => {
    fc.assert(
      fc.property(dates, (due) => {
        const rows = fold(entered(due, '2024-12-01T01:00:00.000Z'));
        expect(rows.find(({ rule }) => rule === 'overdue')?.dueAt).toBe(instantInVietnam(addWorkingDays(due, 1, calendar), 450));
      }),
      { numRuns: 50 },
    );
  });
});
