import { describe, expect, test } from '@jest/globals';
import { ratesOf, type Rates } from '../../figures/rate.js';
import { grid, type Grid } from '../grid.js';
import { acknowledge, approve, cancel, requestExtension, submit, suspend } from '../testing/steps.js';
import { agency, chairman, date, enter, given, leadPart, type Story } from '../testing/scenario.js';
import type { TaskCommand } from '../task.commands.js';

const cutOff = date('2027-01-15');
const holders = Array.from({ length: 9 }, (_, index) => agency(`co-quan-${String(index + 1)}`));
const leads = holders.map((agencyId) => ({ agencyId, approver: chairman, approverProposed: false }));
const of = (number: number) => ({ of: `L0${String(number)}`, by: holders[number - 1]! });
const done = (number: number, on: string): readonly TaskCommand[] => [
  acknowledge(of(number)),
  submit({ ...of(number), on }),
  approve(1, { of: of(number).of, on: '2027-01-10' }),
];

const story = (): Story =>
  given(
    enter({ leads }),
    ...done(1, '2026-12-31'),
    ...done(2, '2027-01-02'),
    acknowledge(of(3)),
    submit({ ...of(3), on: '2026-12-30' }),
    acknowledge(of(4)),
    submit({ ...of(4), on: '2027-01-05' }),
    acknowledge(of(5)),
    requestExtension('2027-03-31', of(5)),
    suspend({ of: 'L07' }),
    cancel({ of: 'L08' }),
  );

const rates = ({ doneOnTime, doneLate, openOverdue }: Grid): Rates =>
  ratesOf({ doneOnTime: doneOnTime.length, doneLate: doneLate.length, openOverdue: openOverdue.length });

describe('the grid at a cut-off', () => {
  test('counts lead parts in four cells, the others are listed outside', () => {
    const counted = grid([story().task, given(enter({ leads: [] })).task], cutOff);
    const parts = (lines: readonly { readonly part: string }[]): readonly string[] => lines.map(({ part }) => part);
    expect(parts(counted.doneOnTime)).toEqual(['L01']);
    expect(parts(counted.doneLate)).toEqual(['L02']);
    expect(parts(counted.openInTime)).toEqual(['L03']);
    expect(parts(counted.openInTimeSubmitted)).toEqual(['L03']);
    expect(parts(counted.openOverdue)).toEqual(['L04', 'L05', 'L06', 'L09']);
    expect(parts(counted.openOverdueSubmitted)).toEqual(['L04']);
    expect(parts(counted.openOverdueExtensionAsked)).toEqual(['L05']);
    expect(parts(counted.outside.suspended)).toEqual(['L07']);
    expect(parts(counted.outside.ended)).toEqual(['L08']);
    expect(counted.outside.unassigned).toHaveLength(1);
  });

  test('a part without a deadline, or not yet reviewed, stands in no rate', () => {
    const none = { text: '', kind: 'none', start: null, due: null, recurrence: null } as const;
    expect(grid([given(enter({ deadline: none })).task], cutOff).outside.noDeadline).toHaveLength(1);
    const unreviewed = given(enter({ late: true }));
    expect(leadPart(unreviewed).unreviewed).toBe(true);
    expect(grid([unreviewed.task], cutOff)).toMatchObject({ openOverdue: [], outside: { unreviewed: [{ part: 'L01' }] } });
  });

  test('gives both rates with their numbers, and no percentage under five', () => {
    expect(rates(grid([story().task], cutOff))).toEqual({
      completion: { count: 2, of: 6, ratio: 2 / 6 },
      punctuality: { count: 1, of: 2, ratio: null },
    });
  });
});
