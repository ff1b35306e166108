import { describe, expect, test } from '@jest/globals';
import { PolicyBook, plainDate, type IndicatorEvent, type Instant, type PolicySettings, type WorkingCalendar } from '#domain';
import { fewRules } from '../testing/few-rules.js';
import { foldPlannedIndicator, initialPlannedIndicator } from './planned-indicator.js';
import { planRows } from './plan-rows.js';

const calendar: WorkingCalendar = { version: 1, days: new Map(), publishedYears: [] };
type Given = readonly (readonly [day: string, type: IndicatorEvent['type'], data?: object])[];

const entered: Given[number] = [
  '2026-09-01',
  'IndicatorEntered',
  {
    ...{ indicatorId: 'indicator-1', planId: null, row: 1, ordinal: '1', name: 'Tỷ lệ đô thị hóa', unit: '%', source: null, findings: [] },
    ...{ leads: ['so-xay-dung'], printedLeads: 'Sở Xây dựng', targets: [{ period: '2027', text: '≥35' }] },
  },
];
const measured = (on: string, period: string | null = null, day = on): Given[number] => [
  day,
  'MeasurementReported',
  { measurement: 1, on: plainDate(on), period, agencyId: 'so-xay-dung' },
];

const told = (given: Given, over: Partial<PolicySettings> = {}): readonly string[] => {
  const planned = given.reduce((state, [day, type, data], index) => {
    const at = `${day}T01:00:00.000Z` as Instant;
    const event = { type, data: { effectiveAt: at, ...data } } as IndicatorEvent;
    return foldPlannedIndicator(state, event, { version: index + 1, recordedAt: at, actor: null, onBehalfOf: null });
  }, initialPlannedIndicator);
  const policy = PolicyBook.of({ ...fewRules, beforePeriod: [1, 0], overdue: { first: 1, everyDays: 60 }, ...over }).ruling(null);
  return planRows(planned, policy, calendar)
    .map(({ dueAt, subject, rule, agency, suppressed }) =>
      [dueAt.slice(0, 10), subject, rule, agency, suppressed].filter((word) => word !== null).join(' '),
    )
    .sort();
};
const OF_2026 = [
  '2026-12-18 ky/2026-12-14 due-in-1 so-xay-dung',
  '2026-12-21 ky/2026-12-14 due-in-0 so-xay-dung',
  '2026-12-22 ky/2026-12-14 overdue so-xay-dung',
  '2027-02-22 ky/2026-12-14 overdue so-xay-dung',
  '2027-04-21 ky/2026-12-14 overdue so-xay-dung',
];
const OF_JUNE = [
  '2027-06-18 ky/2027-06-14 due-in-1 so-xay-dung',
  '2027-06-21 ky/2027-06-14 due-in-0 so-xay-dung',
  '2027-06-22 ky/2027-06-14 overdue so-xay-dung',
  '2027-08-23 ky/2027-06-14 overdue so-xay-dung',
  '2027-10-20 ky/2027-06-14 overdue so-xay-dung',
];
const OF_DECEMBER = [
  '2027-12-20 ky/2027-12-14 due-in-1 so-xay-dung',
  '2027-12-21 ky/2027-12-14 due-in-0 so-xay-dung',
  '2027-12-22 ky/2027-12-14 overdue so-xay-dung',
  '2028-02-21 ky/2027-12-14 overdue so-xay-dung',
  '2028-04-20 ky/2027-12-14 overdue so-xay-dung',
];

describe('reminders of figures', () => {
  test.each<[string, Given, readonly string[]]>([
    ['nothing is reported', [entered], [...OF_2026, ...OF_JUNE, ...OF_DECEMBER]],
    [
      'a figure of a day before the period answers nothing',
      [entered, measured('2026-06-14', null, '2026-10-01')],
      [...OF_2026, ...OF_JUNE, ...OF_DECEMBER],
    ],
    ['a figure of the period answers it', [entered, measured('2026-12-14')], [...OF_JUNE, ...OF_DECEMBER]],
    [
      'the figure of a year answers no period of the next',
      [entered, measured('2026-12-31', '2026', '2027-01-10')],
      [...OF_JUNE, ...OF_DECEMBER],
    ],
    ['a figure answers the periods before it', [entered, measured('2027-06-10')], OF_DECEMBER],
    ['it is closed', [entered, ['2026-10-01', 'IndicatorClosed', { basis: 'QĐ 1', document: null }]], []],
    [
      'it is withdrawn by an amendment',
      [entered, ['2026-10-01', 'IndicatorAmended', { amendment: 1, from: {}, to: {}, withdrawn: true, basis: 'QĐ 2' }]],
      [],
    ],
    [
      'targets that overtake it name another last year',
      [entered, ['2026-10-01', 'IndicatorRebased', { from: [], to: [{ period: '2026', text: '≥30' }], basis: 'QĐ 3', document: null }]],
      OF_2026,
    ],
    [
      'a successor is asked from its own first day on, the predecessor no more',
      [entered, ['2027-06-21', 'IndicatorSucceeded', { from: 'so-xay-dung', agencyId: 'so-moi', basis: 'NQ 4' }]],
      [...OF_JUNE.slice(2), ...OF_DECEMBER].map((line) => line.replace('so-xay-dung', 'so-moi')),
    ],
  ])('%s', (_, given, rows) => {
    expect(told(given)).toEqual(rows);
  });

  test('a policy says on which periods, or that nothing is asked for', () => {
    expect(told([entered], { indicatorPeriods: null })).toEqual([]);
    const subjects = (every: PolicySettings['indicatorPeriods']) => [
      ...new Set(told([entered], every === undefined ? {} : { indicatorPeriods: every }).map((line) => line.split(' ')[1])),
    ];
    expect(subjects('yearly')).toEqual(['ky/2026-12-14', 'ky/2027-12-14']);
    expect(subjects('quarterly')).toHaveLength(6);
    expect(subjects('monthly')).toHaveLength(16);
  });
});
