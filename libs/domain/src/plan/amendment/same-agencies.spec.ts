import { describe, expect, test } from '@jest/globals';
import { construction, finance, health, homeAffairs } from '../../task/testing/scenario.js';
import type { AgencyId } from '../../shared/ids.js';
import { withAgenciesOf } from './same-agencies.js';
import { leadOf, planRow } from './testing/plan-row.js';

/** A row as printed, with those whom it names on a day. */
const row = (leads: string, ...agencies: readonly AgencyId[]) =>
  planRow({ leads: agencies.map((agency) => leadOf(agency)), printed: { leads, coordinators: '', approvers: '' }, coordinators: [] });
const leadsOf = (...rows: Parameters<typeof withAgenciesOf>): readonly AgencyId[] =>
  withAgenciesOf(...rows).leads.map(({ agencyId }) => agencyId);

describe('whom a row of a new version names, where the members of its groups have changed since', () => {
  const old = row('Các huyện', homeAffairs, health);

  test('those of the old one, where it says the same, in the same words or in others', () => {
    expect(leadsOf(old, row('Các huyện', finance), [row('', health, homeAffairs)])).toEqual([homeAffairs, health]);
    expect(leadsOf(old, row('Các huyện', homeAffairs, health, finance), [row('', homeAffairs, health)])).toEqual([homeAffairs, health]);
    expect(leadsOf(old, row('UBND các huyện', finance), [row('', homeAffairs, health)])).toEqual([homeAffairs, health]);
  });

  test('those of the old one and an agency that is named beside the group', () => {
    const then = row('', homeAffairs, health, construction);
    expect(leadsOf(old, row('Các huyện; Sở Xây dựng', finance, construction), [then])).toEqual([homeAffairs, health, construction]);
  });

  test('a group that comes in beside them with its members of today', () => {
    const next = row('Các huyện; các xã', homeAffairs, health, finance, construction);
    expect(leadsOf(old, next, [row('', homeAffairs, health)])).toEqual([homeAffairs, health, finance, construction]);
  });

  test('others, where it names others; the day on which it comes closest to the old one counts', () => {
    expect(leadsOf(old, row('Các xã', finance), [row('')])).toEqual([finance]);
    expect(leadsOf(row(''), row('', finance), [row('', finance)])).toEqual([finance]);
    expect(leadsOf(old, row('Các huyện', finance), [row('', construction), row('', homeAffairs, health)])).toEqual([homeAffairs, health]);
  });

  test('a lead is no coordinator of its own line', () => {
    const coordinating = { ...old, coordinators: [finance] };
    const next = { ...row('Sở Tài chính', finance), coordinators: [] };
    expect(withAgenciesOf(coordinating, next, [{ ...next, coordinators: [finance] }])).toMatchObject({ coordinators: [] });
  });
});
