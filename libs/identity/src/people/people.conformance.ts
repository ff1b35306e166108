import { describe, expect, test } from '@jest/globals';
import type { AgencyId, PersonId } from '#domain';
import { plainDate } from '#domain';
import type { Membership, Person } from '../people.port.js';
import { ERASED_NAME, type PeopleRegister } from './people-register.port.js';

const lan = '0190a000-0000-7000-8000-000000000001' as PersonId;
const binh = '0190a000-0000-7000-8000-000000000002' as PersonId;
const homeAffairs = 'so-noi-vu' as AgencyId;
const finance = 'so-tai-chinh' as AgencyId;
const on = plainDate('2024-05-10');

const person = (id: PersonId, name: string): Person => ({
  id,
  name,
  email: `${id}@langson.invalid`,
  phone: '0900000000',
  zaloId: null,
  zaloConsent: true,
});
const membership = (personId: PersonId, agencyId: AgencyId, change: Partial<Membership> = {}): Membership => ({
  personId,
  agencyId,
  unit: null,
  position: 'officer',
  from: plainDate('2023-01-01'),
  to: null,
  ...change,
});

/** What every keeper of people does alike; run on PostgreSQL and in memory. */
export const peopleConformance = (name: string, fresh: () => Promise<PeopleRegister>): void => {
  describe(`People: ${name}`, () => {
    test('a member belongs to the agency from the first to the last day, both included', async () => {
      const people = await fresh();
      await people.savePerson(person(lan, 'Nông Thị Lan'));
      await people.saveMembership(membership(lan, homeAffairs, { from: plainDate('2024-05-10'), to: plainDate('2024-06-30') }));
      const days = ['2024-05-09', '2024-05-10', '2024-06-30', '2024-07-01'].map(plainDate);
      const counts = await Promise.all(days.map(async (day) => (await people.membersOf(homeAffairs, day)).length));
      expect(counts).toEqual([0, 1, 1, 0]);
      expect(await people.membershipsOf(lan, on)).toEqual([
        membership(lan, homeAffairs, { from: plainDate('2024-05-10'), to: plainDate('2024-06-30') }),
      ]);
    });

    test('the head comes first among the members', async () => {
      const people = await fresh();
      await people.savePerson(person(lan, 'Nông Thị Lan'));
      await people.savePerson(person(binh, 'Hoàng Văn Bình'));
      await people.saveMembership(membership(lan, homeAffairs, { unit: 'Phòng Tổ chức' }));
      await people.saveMembership(membership(binh, homeAffairs, { position: 'head' }));
      expect(await people.membersOf(homeAffairs, on)).toEqual([
        { ...person(binh, 'Hoàng Văn Bình'), position: 'head', unit: null },
        { ...person(lan, 'Nông Thị Lan'), position: 'officer', unit: 'Phòng Tổ chức' },
      ]);
    });

    test('of several persons asked for, those that are known are given', async () => {
      const people = await fresh();
      await people.savePerson(person(lan, 'Nông Thị Lan'));
      expect(await people.persons([binh, lan, lan])).toEqual(new Map([[lan, person(lan, 'Nông Thị Lan')]]));
      expect([await people.person(lan), await people.person(binh)]).toEqual([person(lan, 'Nông Thị Lan'), null]);
    });

    test('saying the same twice changes nothing; a membership can end and another begin', async () => {
      const people = await fresh();
      for (let twice = 0; twice < 2; twice += 1) {
        await people.savePerson(person(lan, 'Nông Thị Lan'));
        await people.saveMembership(membership(lan, homeAffairs));
        await people.saveMailbox(homeAffairs, 'van-thu@so-noi-vu.langson.invalid');
      }
      await people.endMembership(lan, homeAffairs, plainDate('2024-04-30'));
      await people.saveMembership(membership(lan, finance, { from: plainDate('2024-05-01') }));
      expect((await people.membershipsOf(lan, plainDate('2024-04-30'))).map(({ agencyId }) => agencyId)).toEqual([homeAffairs]);
      expect((await people.membershipsOf(lan, on)).map(({ agencyId }) => agencyId)).toEqual([finance]);
      expect(await people.mailboxOf(homeAffairs)).toBe('van-thu@so-noi-vu.langson.invalid');
      expect(await people.mailboxOf(finance)).toBeNull();
    });

    test('an erased person keeps the id and nothing else, and cannot be written back', async () => {
      const people = await fresh();
      await people.savePerson(person(lan, 'Nông Thị Lan'));
      await people.saveMembership(membership(lan, homeAffairs));
      await people.erase(lan);
      await people.savePerson(person(lan, 'Nông Thị Lan'));
      expect(await people.person(lan)).toEqual({ id: lan, name: ERASED_NAME, email: null, phone: null, zaloId: null, zaloConsent: false });
      expect(await people.membersOf(homeAffairs, on)).toEqual([]);
      expect((await people.names([lan, binh])).get(lan)).toBe(ERASED_NAME);
      expect((await people.names([lan, binh])).has(binh)).toBe(false);
      expect(await people.person(binh)).toBeNull();
    });
  });
};
