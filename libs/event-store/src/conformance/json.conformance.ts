import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { append, newStream, type Scene } from './scene.conformance.js';

const nested = (levels: number): object => {
  let value: object = { end: true };
  for (let level = 1; level < levels; level += 1) value = level % 2 === 0 ? { value } : [value];
  return { value };
};

/** As they arrive: parsed from a request's body. */
const parsed = (text: string): object => JSON.parse(text) as object;

const cases: readonly (readonly [name: string, data: object])[] = [
  ['nothing at all', {}],
  ['a list', [[], {}, [[null]], '', 0, false]],
  ['Vietnamese, emoji of several code points and characters beyond the basic plane', { text: 'Ủy ban 👩‍👩‍👧‍👦 🇻🇳 𠀀 𝒳 e\u0301\u0323' }],
  [
    'every control character but the one',
    { text: Array.from({ length: 31 }, (_, index) => String.fromCharCode(index + 1)).join('') + '\u007f\u0085' },
  ],
  ['what looks like an escape', { text: '\\u0000 \\\\u0000 \\n "\\"', '\\u0000': '\\ud800' }],
  ['line and paragraph separators, byte order mark, non-characters', { text: '\u2028\u2029\ufeff\ufffe\uffff\ufffd' }],
  [
    'keys that are empty, long, dotted, quoted or of control characters',
    { '': 1, a: { '': { '': 2 } }, 'a.b': 3, '"': 4, '\u0001\u001f': 5, ['k'.repeat(5_000)]: 6 },
  ],
  [
    'keys that mean something to JavaScript',
    parsed('{"__proto__":{"polluted":true},"constructor":{"prototype":1},"toString":2,"length":3}'),
  ],
  ['integers at and beyond 2^53', parsed('{"numbers":[9007199254740991,9007199254740993,-9007199254740992,123456789012345678901,1e21]}')],
  ['decimals as they arrive', parsed('{"numbers":[0.1,0.30000000000000004,12345678901234567890.123456789,1e-7,2.50]}')],
  ['the ends of what a number holds', { numbers: [Number.MAX_VALUE, -Number.MAX_VALUE, Number.MIN_VALUE, 2.2250738585072014e-308] }],
  ['a thousand levels', nested(1_000)],
  ['ten thousand keys', Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`key ${index}`, index]))],
  ['one megabyte', { text: 'Ủy ban '.repeat(120_000) }],
  ['ten megabytes', { parts: Array.from({ length: 1_000 }, (_, nth) => ({ nth, text: 'nhiệm vụ '.repeat(1_100) })) }],
];

export const describeJson = (scene: () => Scene): void => {
  const asStored = async (data: object, meta: object = {}): Promise<readonly [data: unknown, meta: unknown]> => {
    const streamId = newStream();
    const events = [{ type: 'Written', data }];
    expect(await scene().store.append(append(streamId, 'no-stream', { events, meta }))).toMatchObject({ outcome: 'appended' });
    const [stored] = await scene().store.readStream(streamId);
    return [stored!.data, stored!.meta];
  };

  test.each(cases)('%s come back as they were given', async (_name, data) => {
    const [stored] = await asStored(data);
    expect(stored).toEqual(data);
    // Beside `toEqual`, which reads no inherited keys: the own keys are the same.
    expect(Object.keys(stored as object).sort()).toEqual(Object.keys(data).sort());
  });

  test('the composed and the decomposed form of a letter stay what they were, as keys too', async () => {
    const [composed, decomposed] = ['\u1ec7', 'e\u0323\u0302'];
    expect(composed.normalize('NFD')).toBe(decomposed);
    const [stored] = await asStored({ [composed]: composed, [decomposed]: decomposed });
    expect(stored).toEqual({ [composed]: composed, [decomposed]: decomposed });
  });

  test('what JSON does not know is as JSON has it', async () => {
    const data = { date: new Date(0), none: undefined, not: Number.NaN, zero: -0, list: [undefined, Infinity] };
    expect((await asStored(data))[0]).toEqual({ date: '1970-01-01T00:00:00.000Z', not: null, zero: 0, list: [null, null] });
  });

  test('a later change of the given object does not reach the log', async () => {
    const data = { list: [1] };
    const streamId = newStream();
    const asked = scene().store.append(append(streamId, 'any', { events: [{ type: 'Written', data }] }));
    data.list.push(2);
    await asked;
    data.list.push(3);
    expect((await scene().store.readStream(streamId))[0]!.data).toEqual({ list: [1] });
  });

  test('any JSON comes back as it was given, in data and in meta', async () => {
    const json = fc.jsonValue({ stringUnit: 'binary' }).filter((value) => !/\\u0000/u.test(JSON.stringify(value).replaceAll('\\\\', '')));
    await fc.assert(
      fc.asyncProperty(json, fc.dictionary(fc.string({ unit: 'grapheme' }), json), async (value, meta) => {
        const given = parsed(JSON.stringify({ value, meta })) as { value: unknown; meta: object };
        expect(await asStored({ value }, meta)).toEqual([{ value: given.value }, given.meta]);
      }),
      { numRuns: 150 },
    );
  });
};
