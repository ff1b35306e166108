import { expect, test } from '@jest/globals';
import type { AppendRefused } from '../event-store.errors.js';
import type { Append } from '../event-store.port.js';
import { append, event, newStream, type Scene } from './scene.conformance.js';

const data = (value: object): Partial<Append> => ({ events: [event(), { type: 'Written', data: value }] });
const request = { key: 'k', hash: 'h' };
const circle: { self?: object } = {};
circle.self = circle;
const abyss = (): object => {
  let value = {};
  for (let level = 0; level < 100_000; level += 1) value = { value };
  return value;
};

const cases: readonly (readonly [name: string, more: Partial<Append>, told: string | RegExp])[] = [
  [
    'U+0000 in a value',
    data({ parts: [{ title: 'a' }, { 'on paper': 'bc\u0000' }] }),
    'events[1].data.parts[1]["on paper"] holds U+0000 after 2 characters',
  ],
  ['U+0000 in a key', data({ parts: { 'a\u0000': 1 } }), 'a key of events[1].data.parts holds U+0000 after 1 character'],
  ['U+0000 in meta', { meta: { via: '\u0000' } }, 'meta.via holds U+0000 after 0 characters'],
  [
    'a high surrogate without its low one',
    data({ text: 'x\ud83d y' }),
    'events[1].data.text holds half of a surrogate pair (U+D83D) after 1 character',
  ],
  [
    'a low surrogate without its high one',
    data({ text: '🇻🇳\udfff' }),
    'events[1].data.text holds half of a surrogate pair (U+DFFF) after 2 characters',
  ],
  [
    'half of a surrogate pair in a key',
    data({ list: [{ '\udc00': 1 }] }),
    'a key of events[1].data.list[0] holds half of a surrogate pair (U+DC00)',
  ],
  ['an integer that JSON cannot say', data({ amount: 1n }), /^events\[1\]\.data .*BigInt/u],
  ['an object that holds itself', data(circle), /^events\[1\]\.data .*circular/u],
  ['an object too deep to be written down', data(abyss()), /^events\[1\]\.data .*nested too deep/u],
  ['a function for data', data(() => undefined), /^events\[1\]\.data is not JSON/u],
  ['no events', { events: [] }, /^Nothing to append/u],
  ['an empty stream id', { streamId: '' }, 'streamId is empty'],
  ['a control character in an actor', { actor: 'lan\u001fmai' }, 'actor holds U+001F after 3 characters'],
  [
    'half of a surrogate pair in a stream id',
    { streamId: 'case-\ud800' },
    'streamId holds half of a surrogate pair (U+D800) after 5 characters',
  ],
  ['a control character in a request key', { request: { ...request, key: 'a\u0000' } }, 'request.key holds U+0000'],
  ['an empty request hash', { request: { ...request, hash: '' } }, 'request.hash is empty'],
  ['an empty correlation', { correlationId: '' }, 'correlationId is empty'],
  ['a line break in a causation', { causationId: 'a\n' }, 'causationId holds U+000A'],
  ['a stream id longer than an index takes', { streamId: `case-${'ệ'.repeat(500)}` }, 'streamId has 1505 bytes, 1000 at most'],
  ['a request key longer than an index takes', { request: { ...request, key: 'x'.repeat(1_001) } }, 'request.key has 1001 bytes'],
  ['an empty event type', { events: [event(), { type: '', data: {} }] }, 'events[1].type is empty'],
  ['a control character in an event type', { events: [{ type: 'Written\u001fClosed', data: {} }] }, 'events[0].type holds U+001F'],
  ['a schema version of 0', { events: [{ ...event(), schemaVersion: 0 }] }, 'events[0].schemaVersion is 0'],
  ['half a schema version', { events: [{ ...event(), schemaVersion: 1.5 }] }, 'events[0].schemaVersion is 1.5'],
  ['a schema version beyond its column', { events: [{ ...event(), schemaVersion: 40_000 }] }, 'events[0].schemaVersion is 40000'],
  ['a version below 0', { expected: -1 }, 'expected is -1'],
  ['a version below -1', { expected: -2 }, 'expected is -2'],
  ['half a version', { expected: 0.5 }, 'expected is 0.5'],
  ['a version that is no number', { expected: Number.NaN }, 'expected is NaN'],
  ['a version beyond its column', { expected: 2 ** 31 }, 'expected is 2147483648'],
  ['a time that is none', { occurredAt: 'yesterday' }, 'occurredAt is no ISO 8601 instant: yesterday'],
  ['an empty time', { occurredAt: '' }, 'occurredAt is no ISO 8601 instant'],
  ['a date without a time', { occurredAt: '2023-02-01' }, 'occurredAt is no ISO 8601 instant'],
  ['a time without an offset', { occurredAt: '2023-02-01T01:02:03' }, 'occurredAt is no ISO 8601 instant'],
  ['a day that is not in the calendar', { occurredAt: '2023-02-30T01:02:03Z' }, 'occurredAt is no ISO 8601 instant'],
  ['an infinite time', { occurredAt: 'infinity' }, 'occurredAt is no ISO 8601 instant'],
  ['a time before the year 1', { occurredAt: '0001-01-01T00:00:00+07:00' }, 'occurredAt is no ISO 8601 instant'],
  ['a time after the year 9999', { occurredAt: '+010000-01-01T00:00:00Z' }, 'occurredAt is no ISO 8601 instant'],
];

export const describeRefusals = (scene: () => Scene): void => {
  test.each(cases)('%s is refused, the place named, and nothing is written; others beside it are', async (_name, more, told) => {
    const store = scene().log.store('any');
    const before = await store.head();
    const [good, bad, better] = await Promise.allSettled([
      store.append(append(newStream(), 'any')),
      store.append(append(newStream(), 'any', more)),
      store.append(append(newStream(), 'any')),
    ]);
    expect([good.status, better.status]).toEqual(['fulfilled', 'fulfilled']);
    expect(bad).toMatchObject({ status: 'rejected', reason: { code: 'EVENT_STORE.APPEND_REFUSED' } });
    const { reason } = bad as { readonly reason: AppendRefused };
    if (typeof told === 'string') expect(reason.message).toContain(told);
    else expect(reason.message).toMatch(told);
    expect(await store.head()).toBe(before + 2);
  });
};
