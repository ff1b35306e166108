import { describe, expect, test } from '@jest/globals';
import type { AgencyId } from '#domain';
import { agencyIdOf } from './agency-id.js';
import { isSuperiorIn, langSon2023 } from './lang-son-2023.directory.js';

const { agencies, groups } = langSon2023;
const ids = agencies.map(({ id }) => id);
const group = (id: string) => groups.find((each) => each.id === id);
const id = (text: string): AgencyId => text as AgencyId;

describe('the agencies of Lạng Sơn in 2023', () => {
  test('have ids made of their names, each once', () => {
    expect(agencies.map(({ name }) => agencyIdOf(name))).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(
      expect.arrayContaining(['so-xay-dung', 'ubnd-huyen-loc-binh', 'cong-an-tinh', 'so-lao-dong-thuong-binh-va-xa-hoi']),
    );
  });

  test('are eleven at district level', () => {
    expect(agencies.filter(({ level }) => level === 'district')).toHaveLength(11);
  });

  test('stand under agencies of the directory, or under none', () => {
    expect(agencies.every(({ parent }) => parent === null || ids.includes(parent))).toBe(true);
  });

  test('bear no name or abbreviation twice', () => {
    const names = agencies.flatMap(({ name, abbreviations }) => [name, ...abbreviations]).map((name) => name.toLowerCase());
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  test('have one personal office, the chairman’s', () => {
    expect(agencies.filter(({ isPersonalOffice }) => isPersonalOffice).map(({ id: each }) => each)).toEqual(['chu-tich-ubnd-tinh']);
  });

  test('say how well each is founded', () => {
    const of = (provenance: string) => agencies.filter((each) => each.provenance === provenance).length;
    expect([of('plan'), of('source'), of('background')]).toEqual([14, 11, 12]);
  });
});

describe('their groups', () => {
  test('have the eleven districts until the district level ended', () => {
    const districts = group('ubnd-cac-huyen-thanh-pho')!;
    expect(districts.members).toHaveLength(11);
    expect(new Set(districts.members.map(({ to }) => to))).toEqual(new Set(['2025-06-30']));
  });

  test('that are open have no members; the others have members of the directory', () => {
    for (const { open, members } of groups) {
      expect(members.length === 0).toBe(open);
      expect(members.every(({ agencyId }) => ids.includes(agencyId))).toBe(true);
    }
  });

  test('never name an office of one person, nor the committee itself', () => {
    expect(group('cac-so-ban-nganh')!.members.map(({ agencyId }) => agencyId)).not.toEqual(
      expect.arrayContaining(['chu-tich-ubnd-tinh', 'ubnd-tinh', 'van-phong-ubnd-tinh']),
    );
  });
});

describe('who may approve in place of whom', () => {
  const isSuperior = isSuperiorIn(langSon2023);
  test.each([
    ['chu-tich-ubnd-tinh', 'ubnd-tinh', true],
    ['chu-tich-ubnd-tinh', 'so-xay-dung', true],
    ['ubnd-tinh', 'ubnd-huyen-loc-binh', true],
    ['ubnd-tinh', 'van-phong-dieu-phoi-chuong-trinh-xay-dung-nong-thon-moi-tinh', true],
    ['ubnd-tinh', 'chu-tich-ubnd-tinh', false],
    ['ubnd-tinh', 'ubnd-tinh', false],
    ['so-xay-dung', 'ubnd-tinh', false],
    ['so-xay-dung', 'so-noi-vu', false],
    ['ubnd-tinh', 'so-khong-co', false],
  ])('%s for %s: %s', (superior, approver, expected) => {
    expect(isSuperior(id(superior), id(approver))).toBe(expected);
  });
});
