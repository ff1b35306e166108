import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { plainDate } from '../../shared/plain-date.js';
import type { TaskCommand } from '../../task/task.commands.js';
import { construction, enter, finance, given, health, homeAffairs, part, province, when } from '../../task/testing/scenario.js';
import { acknowledge, amend, approve, changeDeadline, reassign, report, submit } from '../../task/testing/steps.js';
import type { PlanTaskRow } from '../plan.model.js';
import { chosenOrders, compareTask, withdrawTask } from './compare-task.js';
import { leadOf, planRow, rule, year } from './testing/plan-row.js';

const old = planRow();
const entered = enter({ row: 0 });
const compare = (next: Partial<PlanTaskRow>, ...steps: readonly TaskCommand[]) =>
  compareTask(old, planRow(next), given(entered, ...steps).task, rule);

describe('a line of a new version against the line that is followed', () => {
  test('is kept where it says the same', () => {
    expect(compare({}, acknowledge())).toMatchObject({ changes: [], notes: [], orders: { wording: {}, dues: [], acknowledgeAgain: [] } });
  });

  test('is kept where it is only printed or numbered otherwise: its words are taken over, and nobody is asked', () => {
    const restyled = compare({ title: 'XÂY DỰNG nguồn nhân lực cho đô thị, và phát triển đô thị.' }, acknowledge());
    expect(restyled).toMatchObject({ changes: ['restyled'], orders: { acknowledgeAgain: [] } });
    expect(compare({ ordinal: '2', row: 4 }, acknowledge())).toMatchObject({
      changes: ['renumbered'],
      orders: { wording: { row: 4, ordinal: '2' } },
    });
    expect(compare({ row: 4 }).changes).toEqual([]);
  });

  test('reworded: who has received the old words acknowledges the new', () => {
    const reworded = compare({ title: 'Xây dựng nguồn nhân lực cho đô thị và nông thôn' }, acknowledge(), report());
    expect(reworded).toMatchObject({ changes: ['reworded'], orders: { acknowledgeAgain: ['L01'] } });
    expect(compare({ title: 'Xây dựng nguồn nhân lực cho đô thị và nông thôn' }).orders.acknowledgeAgain).toEqual([]);
  });

  test('re-dated: every open part moves, those that have ended do not', () => {
    expect(compare({ deadline: year(2027) }, acknowledge())).toMatchObject({
      changes: ['re-dated'],
      orders: { dues: [{ part: 'L01', due: '2027-12-31' }], acknowledgeAgain: ['L01'] },
    });
    const done = compare({ deadline: year(2027) }, acknowledge(), submit({ despite: 'Không chờ được' }), approve(1));
    expect(done).toMatchObject({ notes: [{ code: 'part-ended', part: 'L01' }], orders: { dues: [] } });
  });

  test('is kept where the log has given its fields back in another order', () => {
    const { deadline, printed } = planRow();
    const turned = <Value extends object>(value: Value): Value => Object.fromEntries(Object.entries(value).toReversed()) as Value;
    expect(compare({ deadline: turned(deadline), printed: turned(printed) }, acknowledge()).changes).toEqual([]);
  });

  test('an approver whom the new version does not name itself takes the place of nobody', () => {
    const proposed = [{ ...leadOf(homeAffairs, province), approverProposed: true }];
    expect(compare({ leads: proposed }).changes).toEqual([]);
    expect(compare({ leads: [leadOf(homeAffairs, province)] }).changes).toEqual(['approver']);
  });

  test('a date that was granted beyond the new one stays, unless a person says otherwise; an earlier one moves', () => {
    const story = given(entered, changeDeadline('2028-06-30'));
    const granted = compareTask(old, planRow({ deadline: year(2027) }), story.task, rule);
    expect(granted).toMatchObject({
      orders: { dues: [] },
      notes: [{ code: 'due-moved', part: 'L01', live: '2028-06-30', next: '2027-12-31', proposed: '2028-06-30' }],
    });
    const taken = chosenOrders(granted, story.task, {
      dues: [{ part: part('L01'), due: plainDate('2027-12-31') }],
      acknowledgeAgain: true,
    });
    expect(taken.dues).toEqual([{ part: 'L01', due: '2027-12-31' }]);
    const moved = compare({ deadline: year(2027) }, changeDeadline('2027-03-31'));
    expect(moved).toMatchObject({
      orders: { dues: [{ part: 'L01', due: '2027-12-31' }] },
      notes: [{ code: 'due-moved', proposed: '2027-12-31' }],
    });
  });

  test('a submission that waits is decided as it was sent: it is told', () => {
    expect(compare({ deadline: year(2027) }, acknowledge(), submit({ despite: 'Không chờ được' })).notes).toEqual([
      { code: 'submitted', part: 'L01' },
    ]);
  });

  test('re-assigned: one lead for another hands its part over, with the approver of the new version', () => {
    expect(compare({ leads: [leadOf(health, province)] }, acknowledge())).toMatchObject({
      changes: ['re-assigned', 'approver'],
      orders: {
        reassign: [{ part: 'L01', agencyId: health }],
        assign: [],
        withdraw: [],
        approvers: [{ part: 'L01', agencyId: province }],
        acknowledgeAgain: [],
      },
    });
  });

  test('re-assigned: leads are added with the new date, and withdrawn', () => {
    const more = compare({ leads: [leadOf(homeAffairs), leadOf(health)], deadline: year(2027) });
    expect(more.orders).toMatchObject({ assign: [{ agencyId: health, due: '2027-12-31' }], withdraw: [], reassign: [] });
    const two = compareTask(
      planRow({ leads: [leadOf(homeAffairs), leadOf(construction)] }),
      planRow(),
      given(enter({ row: 0, leads: [homeAffairs, construction].map((agencyId) => leadOf(agencyId)) })).task,
      rule,
    );
    expect(two.orders).toMatchObject({ withdraw: ['L02'], assign: [], dues: [] });
  });

  test('what the Office has moved since the old version stays as it is, with a note', () => {
    expect(compare({ deadline: year(2026) }, reassign(health))).toMatchObject({
      changes: [],
      notes: [
        { code: 'lead-elsewhere', part: 'L01', agencyId: health },
        { code: 'lead-gone', agencyId: homeAffairs },
      ],
      orders: { assign: [], withdraw: [], reassign: [] },
    });
    expect(compare({ leads: [leadOf(health)] }, reassign(health)).orders).toMatchObject({ assign: [], withdraw: [], reassign: [] });
  });

  test('coordinators are named and released', () => {
    expect(compare({ coordinators: [construction] })).toMatchObject({
      changes: ['coordinators'],
      orders: { nameCoordinators: [construction], releaseCoordinators: [finance], acknowledgeAgain: [] },
    });
  });

  test('withdrawn: it ends, behind all others', () => {
    const { task } = given(entered, acknowledge());
    expect(withdrawTask(task)).toMatchObject({ changes: ['withdrawn'], orders: { withdrawn: true, wording: { row: null } } });
  });
});

describe('laws of a comparison', () => {
  const agencies = [homeAffairs, construction, finance, health];
  const rows = fc
    .record({
      title: fc.constantFrom('Xây dựng đề án', 'Xây dựng, trình đề án', 'Rà soát quy hoạch'),
      leads: fc.uniqueArray(fc.constantFrom(...agencies), { maxLength: 3 }),
      coordinators: fc.uniqueArray(fc.constantFrom(...agencies), { maxLength: 2 }),
      due: fc.constantFrom(2026, 2027, 2028),
    })
    .map(({ title, leads, coordinators, due }) =>
      planRow({ title, coordinators, leads: leads.map((agency) => leadOf(agency)), deadline: year(due) }),
    );

  test('carried out, the task says and asks what the new version does; compared again, nothing is left to do', () => {
    fc.assert(
      fc.property(rows, rows, fc.boolean(), (before, after, works) => {
        const { leads, coordinators, title, deadline } = before;
        const story = given(
          enter({ row: 0, leads, coordinators, title, deadline }),
          ...(works && leads[0] !== undefined ? [acknowledge({ by: leads[0].agencyId })] : []),
        );
        const comparison = compareTask(before, after, story.task, rule);
        const decision = when(story, amend(comparison.orders));
        expect(decision.code).toBeNull();
        const done = given(
          enter({ row: 0, leads, coordinators, title, deadline }),
          ...(works && leads[0] !== undefined ? [acknowledge({ by: leads[0].agencyId })] : []),
          amend(comparison.orders),
        ).task;
        const open = done.leads.filter(({ situation }) => situation.name !== 'withdrawn');
        expect(open.map(({ holder }) => holder).sort()).toEqual(after.leads.map(({ agencyId }) => agencyId).sort());
        expect(open.every(({ due }) => due === after.deadline.due)).toBe(true);
        expect(done.title).toBe(after.title);
        const again = compareTask(after, after, done, rule);
        expect([again.changes, again.orders.dues, again.orders.assign, again.orders.withdraw]).toEqual([[], [], [], []]);
      }),
      { numRuns: 300 },
    );
  });
});
