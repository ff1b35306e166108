import { describe, expect, test } from '@jest/globals';
import { construction, finance, health, homeAffairs } from '../../task/testing/scenario.js';
import { withAgenciesOf } from './same-agencies.js';
import { leadOf, planRow } from './testing/plan-row.js';

const old = planRow({ leads: [leadOf(homeAffairs), leadOf(health)], coordinators: [finance] });
const now = planRow({ leads: [leadOf(construction)], coordinators: [construction] });

describe('whom a row of a new version names', () => {
  test('is whom the old one names, where a group had those members on the day of an earlier version', () => {
    const then = planRow({ leads: [leadOf(health), leadOf(homeAffairs)], coordinators: [finance] });
    expect(withAgenciesOf(old, now, [now, then])).toMatchObject({ leads: then.leads, coordinators: [finance] });
  });

  test('is what it says, where it names others than the old one on any day; leads and coordinators each for themselves', () => {
    expect(withAgenciesOf(old, now, [now])).toEqual(now);
    const help = planRow({ leads: [leadOf(health)], coordinators: [finance] });
    expect(withAgenciesOf(old, now, [help])).toMatchObject({ leads: now.leads, coordinators: [finance] });
  });
});
