import { describe, expect, test } from '@jest/globals';
import type { AgencyId, IndicatorId, Instant } from '../shared/ids.js';
import { plainDate } from '../shared/plain-date.js';
import { decideIndicator } from './indicator.decider.js';
import { evolveIndicator, initialIndicator, type IndicatorState } from './indicator.evolve.js';
import type { IndicatorCommand } from './indicator.model.js';

const meta = (by: string): IndicatorCommand['meta'] => ({
  commandId: 'command-1',
  actor: null,
  onBehalfOf: by as AgencyId,
  now: '2026-11-02T02:00:00.000Z' as Instant,
  via: 'web',
});
const enter: IndicatorCommand = {
  type: 'EnterIndicator',
  data: {
    indicatorId: 'indicator-1' as IndicatorId,
    planId: null,
    row: 0,
    ordinal: '1',
    name: 'Tỷ lệ đô thị hóa toàn tỉnh',
    unit: '%',
    targets: [],
    leads: ['so-xay-dung' as AgencyId],
    printedLeads: 'Sở Xây dựng',
    source: null,
    findings: [],
  },
  meta: meta('van-phong-ubnd-tinh'),
};
const report = (over: object = {}, by = 'so-xay-dung'): IndicatorCommand => ({
  type: 'ReportMeasurement',
  data: { on: plainDate('2026-10-31'), value: 27.4, text: null, document: null, files: [], ...over },
  meta: meta(by),
});
const given = (...commands: readonly IndicatorCommand[]): IndicatorState =>
  commands.reduce<IndicatorState>((state, command, index) => {
    const decision = decideIndicator(command, state);
    if (!decision.ok) throw new Error(decision.rejection.code);
    const recorded = { version: index + 1, recordedAt: command.meta.now, actor: null, onBehalfOf: null };
    return decision.events.reduce<IndicatorState>((before, event) => evolveIndicator(before, event, recorded), state);
  }, initialIndicator);
const when = (state: IndicatorState, command: IndicatorCommand): string | readonly string[] => {
  const decision = decideIndicator(command, state);
  return decision.ok ? decision.events.map(({ type }) => type) : decision.rejection.code;
};

describe('an indicator', () => {
  test('is entered once', () => {
    expect(when(initialIndicator, enter)).toEqual(['IndicatorEntered']);
    expect(when(given(enter), enter)).toEqual([]);
  });

  test('is measured by its lead agency: a value or words, never of a day to come', () => {
    expect(given(enter, report(), report({ value: 28 }))).toMatchObject({
      measurements: [
        { measurement: 1, value: 27.4 },
        { measurement: 2, value: 28 },
      ],
    });
    expect(when(given(enter, report()), report())).toEqual([]);
    expect(when(initialIndicator, report())).toBe('INDICATOR.NOT_ENTERED');
    expect(when(given(enter), report({}, 'so-noi-vu'))).toBe('INDICATOR.NOT_YOURS');
    expect(when(given(enter), report({ value: null, text: ' ' }))).toBe('INDICATOR.NOTHING_MEASURED');
    expect(when(given(enter), report({ on: plainDate('2026-11-03') }))).toBe('INDICATOR.MEASURED_IN_FUTURE');
  });
});

describe('an indicator whose plan is amended', () => {
  const amend = (over: object = {}): IndicatorCommand => ({
    type: 'AmendIndicator',
    data: { amendment: 1, wording: { name: 'Tỷ lệ đô thị hóa' }, withdrawn: false, basis: 'Kế hoạch 279/KH-UBND', ...over },
    meta: meta('van-phong-ubnd-tinh'),
  });
  const after = (...commands: readonly IndicatorCommand[]): IndicatorState =>
    [enter, ...commands].reduce<IndicatorState>((state, command, index) => {
      const decision = decideIndicator(command, state);
      if (!decision.ok) throw new Error(decision.rejection.code);
      const recorded = { version: index + 1, recordedAt: command.meta.now, actor: null, onBehalfOf: command.meta.onBehalfOf };
      return decision.events.reduce((next, event) => evolveIndicator(next, event, recorded), state);
    }, initialIndicator);
  const when = (state: IndicatorState, command: IndicatorCommand): string | readonly string[] => {
    const decision = decideIndicator(command, state);
    return decision.ok ? decision.events.map(({ type }) => type) : decision.rejection.code;
  };

  test('takes the new words, once, and keeps the old ones in the event', () => {
    const decision = decideIndicator(amend(), after());
    expect(decision).toMatchObject({
      events: [{ data: { from: { name: 'Tỷ lệ đô thị hóa toàn tỉnh' }, to: { name: 'Tỷ lệ đô thị hóa' } } }],
    });
    expect(after(amend())).toMatchObject({ name: 'Tỷ lệ đô thị hóa', amendment: 1 });
    expect(when(after(amend()), amend({ wording: { unit: 'ha' } }))).toEqual([]);
    expect(when(after(), amend({ wording: {} }))).toEqual([]);
    expect(when(initialIndicator, amend())).toBe('INDICATOR.NOT_ENTERED');
  });

  test('withdrawn it takes no more measurements', () => {
    const gone = after(amend({ wording: {}, withdrawn: true }));
    expect(gone).toMatchObject({ withdrawnBy: 'Kế hoạch 279/KH-UBND' });
    const report: IndicatorCommand = {
      type: 'ReportMeasurement',
      data: { on: plainDate('2026-11-01'), value: 30, text: null, document: null, files: [] },
      meta: meta('so-xay-dung'),
    };
    expect(when(gone, report)).toBe('INDICATOR.WITHDRAWN');
    expect(when(gone, amend({ amendment: 2, withdrawn: true }))).toEqual([]);
  });
});
