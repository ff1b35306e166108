import { describe, expect, test } from '@jest/globals';
import type { TaskCommand } from '../task.commands.js';
import { heldTimes } from '../../figures/held-time.js';
import { fairClock, heldSpans } from '../fair-clock.js';
import {
  acknowledge,
  answer,
  approve,
  ask,
  giveBack,
  grant,
  reopen,
  report,
  requestExtension,
  requestReassignment,
  reassign,
  resume,
  submit,
  suspend,
} from '../testing/steps.js';
import { act, chairman, construction, enter, finance, given, health, instant, leadPart, office, type Story } from '../testing/scenario.js';

const DAY = 86_400_000;
const shares = (story: Story, until: string): Record<string, number> =>
  Object.fromEntries(
    fairClock(leadPart(story), instant(until)).map(({ holder, milliseconds }) => [
      'agencyId' in holder ? `${holder.kind} ${String(holder.agencyId)}` : holder.kind,
      milliseconds / DAY,
    ]),
  );

describe('the fair clock', () => {
  test('the lead holds from entry on, the approver while a submission waits, nobody after completion', () => {
    const story = given(
      enter(),
      acknowledge({ on: '2026-11-04' }),
      submit({ on: '2026-11-12' }),
      giveBack(1, { on: '2026-11-17' }),
      submit({ on: '2026-11-19' }),
      approve(2, { on: '2026-11-29' }),
    );
    expect(shares(story, '2027-11-02')).toEqual({ 'lead so-noi-vu': 12, 'approver chu-tich-ubnd-tinh': 15 });
  });

  test('the Office holds while unassigned, while a reassignment or an extension is undecided, and while suspended', () => {
    const assign = act('AssignPart', { agencyId: construction, due: null, approver: chairman }, { by: office, on: '2026-11-12' });
    expect(shares(given(enter({ leads: [] }), assign), '2026-11-22')).toEqual({ office: 10, 'lead so-xay-dung': 10 });
    const story = given(
      enter(),
      requestReassignment({ on: '2026-11-04' }),
      reassign(construction, { on: '2026-11-10' }),
      acknowledge({ by: construction, on: '2026-11-12' }),
      requestExtension('2027-01-31', { by: construction, on: '2026-11-14' }),
      grant(1, '2027-01-31', { on: '2026-11-18' }),
      suspend({ on: '2026-11-20' }),
      resume({ on: '2026-11-30' }),
    );
    expect(shares(story, '2026-12-02')).toEqual({ 'lead so-noi-vu': 2, office: 20, 'lead so-xay-dung': 8 });
  });

  test('summed over lượt giao in a period: each hour of each has one holder, and those outside the period are left out', () => {
    const waiting = leadPart(given(enter(), acknowledge({ on: '2026-11-04' }), submit({ on: '2026-11-12' })));
    const done = leadPart(
      given(enter(), acknowledge({ on: '2026-11-04' }), submit({ on: '2026-11-06' }), approve(1, { on: '2026-11-08' })),
    );
    const sums = heldTimes([waiting, done], instant('2026-11-05'), instant('2026-11-20'));
    expect(sums.map(({ holder, milliseconds, parts }) => [holder.kind, milliseconds / DAY, parts])).toEqual([
      ['lead', 8, 2],
      ['approver', 10, 2],
    ]);
    expect(heldTimes([done], instant('2026-11-09'), instant('2026-11-20'))).toEqual([]);
  });

  const asked = (...rest: readonly TaskCommand[]): Story =>
    given(
      enter(),
      acknowledge({ on: '2026-11-03' }),
      ask({ on: '2026-11-03', replyBy: '2026-11-09', agencies: [finance], text: 'Kinh phí' }),
      ask({ on: '2026-11-03', at: 600, replyBy: '2026-11-14', agencies: [health], text: 'Chuyên môn' }),
      ...rest,
    );

  test('an ask past its reply date is held by the coordinator longest overdue, until it answers', () => {
    const story = asked(answer({ on: '2026-11-20', ask: 1, by: finance }));
    const spans = heldSpans(leadPart(story), instant('2026-11-25'));
    expect(spans.map(({ holder, from, to }) => [holder.kind, 'agencyId' in holder ? holder.agencyId : null, from, to])).toEqual([
      ['lead', 'so-noi-vu', '2026-11-02T02:00:00.000Z', '2026-11-09T17:00:00.000Z'],
      ['coordinator', finance, '2026-11-09T17:00:00.000Z', '2026-11-14T17:00:00.000Z'],
      ['coordinator', finance, '2026-11-14T17:00:00.000Z', '2026-11-20T02:00:00.000Z'],
      ['coordinator', health, '2026-11-20T02:00:00.000Z', '2026-11-25T02:00:00.000Z'],
    ]);
  });

  test('a report of the lead since then takes the clock back', () => {
    const story = asked(report({ on: '2026-11-12' }));
    expect(shares(story, '2026-11-14')).toEqual({ 'lead so-noi-vu': 9.625, 'coordinator so-tai-chinh': 2.375 });
  });

  test('an overdue ask does not excuse the Office or the approver', () => {
    const story = asked(submit({ on: '2026-11-05', despite: 'Không chờ' }), suspend({ on: '2026-11-30' }));
    expect(shares(story, '2026-12-10')).toEqual({ 'lead so-noi-vu': 3, 'approver chu-tich-ubnd-tinh': 25, office: 10 });
  });

  test('stands still while the part is closed and runs again once it is reopened', () => {
    const story = given(
      enter(),
      acknowledge(),
      submit({ on: '2026-11-12' }),
      approve(1, { on: '2026-11-12' }),
      reopen({ on: '2026-12-12' }),
    );
    expect(shares(story, '2026-12-17')).toEqual({ 'lead so-noi-vu': 15 });
  });

  test('asked about an earlier moment, tells what it was then', () => {
    const story = given(enter(), acknowledge(), submit({ on: '2026-11-12' }), approve(1, { on: '2026-11-20' }));
    expect(shares(story, '2026-11-07')).toEqual({ 'lead so-noi-vu': 5 });
  });
});
