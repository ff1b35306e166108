import { expect, test } from '@jest/globals';
import { plainDate, type AgencyId, type PersonId } from '#domain';
import { problemOfStandIn } from './stand-in.js';

const named = (absent: string, receiver: string, from: string, to: string, agency = 'so-noi-vu') => ({
  absentId: absent as PersonId,
  receiverId: receiver as PersonId,
  agencyId: agency as AgencyId,
  from: plainDate(from),
  to: plainDate(to),
});
const today = plainDate('2026-11-23');
const wanted = named('lan', 'hải', '2026-11-24', '2026-11-27');

test.each([
  ['nobody else absent', [], null],
  ['an earlier one that ends the day before', [named('lan', 'bê', '2026-11-20', '2026-11-23')], null],
  ['one of the same days', [named('lan', 'bê', '2026-11-27', '2026-11-30')], 'OVERLAP'],
  ['one of the same days in another agency', [named('lan', 'bê', '2026-11-24', '2026-11-27', 'so-y-te')], null],
  ['the receiver received by the absent one', [named('hải', 'lan', '2026-11-20', '2026-11-24')], 'CIRCLE'],
  ['the receiver absent', [named('hải', 'bê', '2026-11-25', '2026-11-25')], 'ABSENT'],
  ['the receiver absent at another time', [named('hải', 'lan', '2026-12-01', '2026-12-02')], null],
  ['the absent one receiving for a third', [named('bê', 'lan', '2026-11-25', '2026-11-25')], null],
] as const)('a stand-in beside %s: %s', (_, others, problem) => {
  expect(problemOfStandIn(wanted, [...others], today)).toBe(problem);
});

test('nobody stands in for themselves, from the end to the beginning, or for the past', () => {
  expect(problemOfStandIn(named('lan', 'lan', '2026-11-24', '2026-11-24'), [], today)).toBe('SELF');
  expect(problemOfStandIn(named('lan', 'hải', '2026-11-25', '2026-11-24'), [], today)).toBe('DAYS');
  expect(problemOfStandIn(named('lan', 'hải', '2026-11-20', '2026-11-22'), [], today)).toBe('DAYS');
  expect(problemOfStandIn(named('lan', 'hải', '2026-11-20', '2026-11-23'), [], today)).toBeNull();
});
