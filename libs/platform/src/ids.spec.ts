import { describe, expect, test } from '@jest/globals';
import { validate, version } from 'uuid';
import { derivedId, newId } from './ids.js';

describe('A new id', () => {
  const ids = Array.from({ length: 10_000 }, newId);

  test('is a UUIDv7 that no other is, and sorts behind those made before it', () => {
    expect(ids.every((id) => validate(id) && version(id) === 7)).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].sort()).toEqual(ids);
  });

  test('tells when it was made, and shares its random end with none', () => {
    const [before, id, after] = [Date.now(), newId(), Date.now()];
    const made = parseInt(id.replaceAll('-', '').slice(0, 12), 16);
    expect(made).toBeGreaterThanOrEqual(before);
    expect(made).toBeLessThanOrEqual(after);
    expect(new Set(ids.map((one) => one.slice(-10))).size).toBe(ids.length);
  });
});

describe('A derived id', () => {
  test('is the same for the same parts, and another where they are cut elsewhere', () => {
    expect(derivedId('task', 'a', 'bc')).toBe(derivedId('task', 'a', 'bc'));
    expect(derivedId('task', 'ab', 'c')).not.toBe(derivedId('task', 'a', 'bc'));
  });
});
