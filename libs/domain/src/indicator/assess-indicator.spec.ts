import { describe, expect, test } from '@jest/globals';
import type { IndicatorTarget } from '../plan/plan.model.js';
import type { AgencyId, IndicatorId, Instant, TaskId } from '../shared/ids.js';
import { plainDate } from '../shared/plain-date.js';
import { assessIndicator, type Assessment } from './assess-indicator.js';
import { decideIndicator } from './indicator.decider.js';
import { evolveIndicator, initialIndicator, measuredOf, type Indicator, type IndicatorState } from './indicator.evolve.js';
import type { IndicatorCommand } from './indicator.model.js';
import { readReading } from './reading.js';

type CommandOf<Type extends IndicatorCommand['type']> = Extract<IndicatorCommand, { type: Type }>;

const lead = 'so-xay-dung' as AgencyId;
const meta = (by: string | null = lead): IndicatorCommand['meta'] => ({
  commandId: 'c',
  actor: null,
  onBehalfOf: by as AgencyId | null,
  now: '2026-11-02T02:00:00.000Z' as Instant,
  via: 'web',
});
const target = (period: string, text: string): IndicatorTarget => ({ period, ...readReading(text) });
const enter = (...targets: readonly IndicatorTarget[]): IndicatorCommand => ({
  type: 'EnterIndicator',
  data: {
    indicatorId: 'i1' as IndicatorId,
    planId: null,
    row: 0,
    ordinal: '1',
    name: 'Chỉ tiêu',
    unit: '%',
    targets,
    leads: [lead],
    printedLeads: 'Sở Xây dựng',
    source: null,
    findings: [],
  },
  meta: meta(),
});
const figure = (on: string, reading: string, over: object = {}) => ({
  on: plainDate(on),
  reading,
  value: null,
  text: null,
  document: null,
  ...over,
});
const report = (on: string, reading: string, over: object = {}): IndicatorCommand => ({
  type: 'ReportMeasurement',
  data: { ...figure(on, reading, over), files: [] },
  meta: meta(),
});
const office = <Type extends IndicatorCommand['type']>(type: Type, data: CommandOf<Type>['data']): IndicatorCommand =>
  ({ type, data, meta: meta('van-phong-ubnd-tinh') }) as IndicatorCommand;
const correct = (measurement: number, on: string, reading: string): IndicatorCommand =>
  office('CorrectMeasurement', { ...figure(on, reading), measurement, reason: 'Cộng nhầm' });

const play = (...commands: readonly IndicatorCommand[]): Indicator => {
  const state = commands.reduce<IndicatorState>((before, command, index) => {
    const decision = decideIndicator(command, before);
    if (!decision.ok) throw new Error(decision.rejection.code);
    const recorded = { version: index + 1, recordedAt: command.meta.now, actor: null, onBehalfOf: null };
    return decision.events.reduce<IndicatorState>((next, event) => evolveIndicator(next, event, recorded), before);
  }, initialIndicator);
  if (state.status === 'none') throw new Error('not entered');
  return state;
};
const outcome = (state: IndicatorState, command: IndicatorCommand): string | readonly string[] => {
  const decision = decideIndicator(command, state);
  return decision.ok ? decision.events.map(({ type }) => type) : decision.rejection.code;
};
const assess = (indicator: Indicator, today = '2026-11-02'): readonly Assessment[] =>
  assessIndicator({ targets: indicator.targets, measurements: measuredOf(indicator) }, plainDate(today));
const statuses = (indicator: Indicator, today?: string) => assess(indicator, today).map(({ status }) => status);

describe('a figure is read in its own shape', () => {
  test.each([
    ['27,4', 'number', 27.4, 27.4],
    ['27.4 %', 'number', 27.4, 27.4],
    ['1.900', 'number', 1900, 1900],
    ['1,9 - 2,3', 'range', 1.9, 2.3],
    ['16-24', 'range', 16, 24],
    ['≥35', 'at-least', 35, null],
    ['từ 90 trở lên', 'at-least', 90, null],
    ['≤ 5', 'at-most', null, 5],
    ['từ 5 trở xuống', 'at-most', null, 5],
    ['Hoàn thành một số tiêu chí', 'text', null, null],
  ])('%s', (text, kind, min, max) => {
    expect(readReading(text)).toEqual({ text, kind, min, max });
  });
});

describe('whether a target is met', () => {
  test.each([
    ['30', '30', 'met'],
    ['30', '29,9', 'behind'],
    ['1,5- 1,9', '1,9 - 2,3', 'met'],
    ['1,5- 1,9', '1,2 - 1,9', 'behind'],
    ['1,5- 1,9', '2,4', 'met'],
    ['≥35', '≥35', 'met'],
    ['≥35', '34', 'behind'],
    ['≤5', '4,2', 'met'],
    ['≤5', '6', 'behind'],
    ['30', 'Đang tổng hợp', 'not-measurable'],
  ])('target %s, figure %s: %s', (aim, reading, status) => {
    const [of2025] = assess(play(enter(target('2025', aim)), report('2025-12-20', reading)));
    expect(of2025).toMatchObject({ status, measurement: 1 });
    expect(of2025?.rule).toMatch(/^Đạt khi số liệu .+\.$/u);
  });

  test('prose says it itself; without a word of it nobody knows', () => {
    const prose = target('2025', 'Hoàn thành một số tiêu chí');
    const said = (meets: boolean | null) => statuses(play(enter(prose), report('2025-12-20', 'Xong 4/6 tiêu chí', { meets })));
    expect([said(true), said(false), said(null), statuses(play(enter(prose)))]).toEqual([
      ['met'],
      ['behind'],
      ['not-measurable'],
      ['not-measurable'],
    ]);
  });

  test('by the newest figure of the period: given for it, or measured by its end', () => {
    const both = enter(target('2025', '30'), target('2030', '40'));
    expect(assess(play(both, report('2026-10-01', '31')))).toMatchObject([
      { period: '2025', status: 'not-measurable', measurement: null },
      { period: '2030', measurement: 1 },
    ]);
    expect(assess(play(both, report('2026-10-01', '31', { period: '2025' })))[0]).toMatchObject({ status: 'met', measurement: 1 });
    expect(assess(play(both, report('2025-12-20', '31'), report('2025-06-30', '28')))[0]).toMatchObject({ status: 'met', measurement: 1 });
  });
});

describe('on course or behind', () => {
  const both = enter(target('2025', '30'), target('2030', '40'));

  test('along the line from the target before, with the slope that the rest takes', () => {
    const [, on] = assess(play(both, report('2025-12-31', '30'), report('2026-10-31', '32')));
    expect(on).toMatchObject({ status: 'on-course', expected: 31.665, slope: 2.403, requiredSlope: 1.92 });
    const [, behind] = assess(play(both, report('2025-12-31', '30'), report('2026-10-31', '31')));
    expect(behind).toMatchObject({ status: 'behind', requiredSlope: 2.16 });
    expect(behind?.rule).toContain('ngày này cần 31,665');
  });

  test('before any target, along the line from the first figure; one figure alone tells no course', () => {
    expect(statuses(play(both, report('2024-01-01', '26')), '2024-06-01')).toEqual(['not-measurable', 'not-measurable']);
    expect(statuses(play(both, report('2024-01-01', '26'), report('2025-01-01', '28,5')), '2025-02-01')[0]).toBe('on-course');
    expect(statuses(play(both, report('2024-01-01', '26'), report('2025-01-01', '27')), '2025-02-01')[0]).toBe('behind');
  });

  test('a falling indicator is met from above', () => {
    const falling = enter(target('2025', '10'), target('2030', '4'));
    expect(statuses(play(falling, report('2025-12-31', '9'), report('2026-10-31', '8')))).toEqual(['met', 'on-course']);
  });
});

describe('a measurement', () => {
  const entered = enter(target('2025', '30'), target('2030', '40'));

  test('is confirmed once; a correction keeps both figures, shows every figure it moves, and is to be confirmed again', () => {
    const confirm = office('ConfirmMeasurement', { measurement: 1, note: null });
    const story = play(entered, report('2025-12-31', '27,4'), confirm);
    expect(assess(story)[0]).toMatchObject({ status: 'behind', isConfirmed: true });
    expect(outcome(story, confirm)).toEqual([]);
    const decision = decideIndicator(correct(1, '2025-12-31', '30,4'), story);
    expect(decision).toMatchObject({
      events: [
        {
          type: 'MeasurementCorrected',
          data: {
            from: { reading: { text: '27,4' } },
            to: { reading: { text: '30,4' } },
            moves: [
              { period: '2025', figure: 'status', before: 'behind', after: 'met' },
              { period: '2025', figure: 'reading', before: '27,4', after: '30,4' },
              { period: '2025', figure: 'expected', before: 30, after: null },
              { period: '2030', figure: 'reading', before: '27,4', after: '30,4' },
              { period: '2030', figure: 'requiredSlope', before: 2.52, after: 1.92 },
            ],
          },
        },
      ],
    });
    const corrected = play(entered, report('2025-12-31', '27,4'), confirm, correct(1, '2025-12-31', '30,4'));
    expect(corrected.measurements).toMatchObject([{ value: 30.4, confirmed: null, corrections: [{ reason: 'Cộng nhầm' }] }]);
    expect(outcome(corrected, correct(1, '2025-12-31', '30,4'))).toEqual([]);
  });

  test('is refused where it cannot be', () => {
    const story = play(entered);
    expect(outcome(story, report('2025-12-31', '30', { period: '2027' }))).toBe('INDICATOR.NO_SUCH_PERIOD');
    expect(outcome(story, correct(3, '2025-12-31', '30'))).toBe('INDICATOR.NO_SUCH_MEASUREMENT');
    expect(outcome(story, office('ConfirmMeasurement', { measurement: 1, note: null }))).toBe('INDICATOR.NO_SUCH_MEASUREMENT');
    expect(outcome(play(entered, report('2025-12-31', '30')), correct(1, '2026-12-31', '30'))).toBe('INDICATOR.MEASURED_IN_FUTURE');
    expect(outcome(play(entered, report('2025-12-31', '30')), correct(1, '2025-12-31', ' '))).toBe('INDICATOR.NOTHING_MEASURED');
  });
});

describe('an indicator that is overtaken', () => {
  const entered = enter(target('2030', '40'));
  const basis = 'Luật 72/2025/QH15';

  test('gets other targets by a document, or is closed with its legal basis; measurements stay', () => {
    const rebase = office('RebaseIndicator', { targets: [{ period: '2030', text: '≥ 42' }], basis, document: null });
    const story = play(entered, report('2026-10-31', '41'), rebase);
    expect(story).toMatchObject({ targets: [{ kind: 'at-least', min: 42 }], formerTargets: [{ targets: [{ text: '40' }], basis }] });
    expect(assess(story)[0]).toMatchObject({ measurement: 1, target: '≥ 42' });
    expect(outcome(story, rebase)).toEqual([]);
    expect(outcome(story, office('RebaseIndicator', { targets: [], basis, document: null }))).toBe('INDICATOR.NO_TARGETS');
    const close = office('CloseIndicator', { basis, document: null });
    const closed = play(entered, report('2026-10-31', '41'), close);
    expect(closed).toMatchObject({ closed: { basis }, measurements: [{ value: 41 }] });
    expect(outcome(closed, close)).toEqual([]);
    expect(outcome(closed, report('2026-11-01', '42'))).toBe('INDICATOR.CLOSED');
  });

  test('is moved by tasks that are linked to it, each once', () => {
    const taskId = 't1' as TaskId;
    const link = office('LinkTask', { taskId, note: null });
    const story = play(entered, link, link);
    expect(story.tasks).toEqual([{ taskId, note: null }]);
    const unlink = office('UnlinkTask', { taskId });
    expect(play(entered, link, unlink).tasks).toEqual([]);
    expect(outcome(play(entered), unlink)).toEqual([]);
  });
});
