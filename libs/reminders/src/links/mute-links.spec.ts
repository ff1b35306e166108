import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Instant, PersonId } from '#domain';
import { MuteLinks } from './mute-links.js';

const signing = (key: string) => ({
  fingerprint: (purpose: string, text: string) =>
    createHmac('sha256', key)
      .update(purpose + text)
      .digest(),
});
const links = new MuteLinks(signing('a'));
const now = '2026-11-18T00:30:00.000Z' as Instant;
const later = (days: number): Instant => new Date(Date.parse(now) + days * 86_400_000).toISOString() as Instant;
const bindings = fc.record({
  person: fc.uuid().map((id) => id as PersonId),
  days: fc.array(fc.integer({ min: 1, max: 365 }), { maxLength: 40 }),
  coordination: fc.boolean(),
});

describe('a link that mutes', () => {
  test('says whom it is for and what it mutes, and fits into an address', () => {
    fc.assert(
      fc.property(bindings, (binding) => {
        const token = links.mint(binding, now);
        expect(token).toMatch(/^[\w-]{50,190}$/u);
        expect(links.read(token, now)).toEqual({ ...binding, isExpired: false });
      }),
    );
  });

  test('is good for sixty days', () => {
    const token = links.mint({ person: '0190a000-0000-7000-8000-000000000001' as PersonId, days: [7], coordination: false }, now);
    expect([59, 60].map((days) => links.read(token, later(days))?.isExpired)).toEqual([false, true]);
  });

  test('that was changed by one letter, or signed with another key, is nobody’s', () => {
    fc.assert(
      fc.property(bindings, fc.nat(), (binding, at) => {
        const token = links.mint(binding, now);
        // The last letter of either half holds bits that say nothing.
        const place = at % (token.length - 24);
        const changed = `${token.slice(0, place)}${token[place] === 'A' ? 'B' : 'A'}${token.slice(place + 1)}`;
        expect(links.read(changed, now)).toBeNull();
        expect(new MuteLinks(signing('b')).read(token, now)).toBeNull();
      }),
    );
  });

  test.each(['', 'x', 'A'.repeat(60), '!'.repeat(80)])('%j is none', (token) => {
    expect(links.read(token, now)).toBeNull();
  });
});
