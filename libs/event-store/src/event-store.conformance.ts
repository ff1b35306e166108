import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { AppendRefused, UnknownEventType } from './event-store.errors.js';
import type { Append, Appended, EventStore, ExpectedVersion } from './event-store.port.js';
import { knownEventTypes, type KnownOrAny } from './known-event-types.js';

/** Opens one empty log; a store made later from it reads the same events. */
export interface OpenLog {
  store(known: KnownOrAny): EventStore;
  close(): Promise<void>;
}

/** Version 1 told no reason. */
const closed = { version: 2, upcasters: [(data: object): object => ({ reason: null, ...data })] };
const known = knownEventTypes(['Opened', 'Written'], { Closed: closed });
let streams = 0;
const newStream = (): string => `case-${(streams += 1)}`;
const event = (text = ''): { readonly type: string; readonly data: object } => ({ type: 'Written', data: { text } });
const append = (streamId: string, expected: ExpectedVersion, more: Partial<Append> = {}): Append => ({
  streamId,
  expected,
  actor: 'lan',
  events: [event()],
  ...more,
});
const opened = async (store: EventStore, count = 1): Promise<string> => {
  const streamId = newStream();
  await store.append(append(streamId, 'no-stream', { events: Array.from({ length: count }, (_, index) => event(String(index))) }));
  return streamId;
};

/** What every event store must do; run for the one on PostgreSQL and for its twin in memory. */
export const describeEventStore = (name: string, open: () => Promise<OpenLog>): void => {
  describe(`${name} as an event store`, () => {
    let log: OpenLog;
    let store: EventStore;
    beforeAll(async () => {
      log = await open();
      store = log.store(known);
    });
    afterAll(() => log.close());

    describeExpectedVersions(() => store);
    describeEvents(() => store);
    describeRequests(() => store);
    describeReading(
      () => store,
      () => log,
    );
    describeLaws(() => store);
  });
};

const describeExpectedVersions = (store: () => EventStore): void => {
  const cases: readonly (readonly [existing: number, expected: ExpectedVersion, outcome: Appended['outcome']])[] = [
    [0, 'no-stream', 'appended'],
    [2, 'no-stream', 'conflict'],
    [0, 'stream-exists', 'conflict'],
    [2, 'stream-exists', 'appended'],
    [0, 'any', 'appended'],
    [2, 'any', 'appended'],
    [0, 0, 'appended'],
    [2, 0, 'conflict'],
    [2, 2, 'appended'],
    [2, 1, 'conflict'],
    [2, 3, 'conflict'],
    [0, 1, 'conflict'],
  ];
  test.each(cases)('a stream of %p events, expected %p: %s', async (existing, expected, outcome) => {
    const streamId = existing === 0 ? newStream() : await opened(store(), existing);
    const before = await store().head();
    const result = await store().append(append(streamId, expected));
    expect(result.outcome).toBe(outcome);
    if (result.outcome === 'conflict') expect(result.actual).toBe(existing);
    expect(await store().head()).toBe(outcome === 'appended' ? before + 1 : before);
    expect(await store().readStream(streamId)).toHaveLength(outcome === 'appended' ? existing + 1 : existing);
  });

  test('of many appends at one version exactly one is accepted', async () => {
    const streamId = await opened(store());
    const results = await Promise.all(Array.from({ length: 20 }, () => store().append(append(streamId, 1))));
    expect(results.filter(({ outcome }) => outcome === 'appended')).toHaveLength(1);
    expect(results.filter(({ outcome }) => outcome === 'conflict')).toHaveLength(19);
    expect(await store().readStream(streamId)).toHaveLength(2);
  });

  test('of many that create one stream exactly one is accepted; with any, all are', async () => {
    const created = newStream();
    const results = await Promise.all(Array.from({ length: 12 }, () => store().append(append(created, 'no-stream'))));
    expect(results.filter(({ outcome }) => outcome === 'appended')).toHaveLength(1);
    const shared = newStream();
    const all = await Promise.all(Array.from({ length: 12 }, () => store().append(append(shared, 'any'))));
    expect(all.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 12 }, () => 'appended'));
    expect((await store().readStream(shared)).map(({ version }) => version)).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
  });
};

const describeEvents = (store: () => EventStore): void => {
  test('an event comes back as it was given, with its place in the log', async () => {
    const streamId = newStream();
    const data = { text: 'Ủy ban nhân dân tỉnh 🇻🇳 "\\" \n', list: [1, 2.5, null, { deep: true }], amount: 9007199254740991 };
    const result = await store().append(
      append(streamId, 'no-stream', {
        events: [{ type: 'Closed', schemaVersion: 2, data }, event('second')],
        occurredAt: '2023-02-01T01:02:03.004Z',
        correlationId: 'correlation',
        causationId: 'causation',
        meta: { via: 'web' },
      }),
    );
    const [first, second] = await store().readStream(streamId);
    expect(first).toMatchObject({ type: 'Closed', schemaVersion: 2, data, actor: 'lan', version: 1, meta: { via: 'web' } });
    expect(first).toMatchObject({ occurredAt: '2023-02-01T01:02:03.004Z', correlationId: 'correlation', causationId: 'causation' });
    expect(second).toMatchObject({ type: 'Written', schemaVersion: 1, version: 2, recordedAt: first!.recordedAt });
    expect(result).toEqual({ outcome: 'appended', streamId, version: 2, position: second!.position, types: ['Closed', 'Written'] });
    expect(second!.position).toBe(first!.position + 1);
    expect(second!.eventId > first!.eventId).toBe(true);
  });

  test('without a time of its own an event held when it was recorded', async () => {
    const [first] = await store().readStream(await opened(store()));
    expect(first!.occurredAt).toBe(first!.recordedAt);
    expect(first).toMatchObject({ correlationId: null, causationId: null, meta: {} });
  });

  test('nothing to append, an unknown type and text the database cannot hold are refused, and nothing is written', async () => {
    const before = await store().head();
    await expect(store().append(append(newStream(), 'any', { events: [] }))).rejects.toThrow(AppendRefused);
    await expect(store().append(append(newStream(), 'any', { events: [{ type: 'Strange', data: {} }] }))).rejects.toThrow(UnknownEventType);
    await expect(store().append(append(newStream(), 'any', { events: [event('a\u0000b')] }))).rejects.toThrow(AppendRefused);
    expect(await store().head()).toBe(before);
  });

  test('whoever listens hears the new position after the append, until it stops listening', async () => {
    const heard: number[] = [];
    const stop = store().onAppend((position) => heard.push(position));
    await opened(store(), 3);
    const head = await store().head();
    stop();
    await opened(store());
    expect(heard).toEqual([head]);
  });
};

const describeRequests = (store: () => EventStore): void => {
  const request = { hash: 'a'.repeat(64) };
  test('a request that was answered is answered again the same, wherever the stream stands now', async () => {
    const streamId = newStream();
    const asked = append(streamId, 'no-stream', {
      events: [event(), { type: 'Closed', data: {} }],
      request: { key: streamId, ...request },
    });
    const first = await store().append(asked);
    await store().append(append(streamId, 2));
    expect(first.outcome).toBe('appended');
    expect(await store().append(asked)).toEqual({ ...first, outcome: 'repeated' });
    expect(await store().append({ ...asked, expected: 'any' })).toEqual({ ...first, outcome: 'repeated' });
    expect(await store().findRequest('lan', asked.request!)).toEqual({ ...first, outcome: 'repeated' });
    expect(await store().readStream(streamId)).toHaveLength(3);
  });

  test('the same key for another request is refused; another actor may use it', async () => {
    const key = newStream();
    await store().append(append(newStream(), 'any', { request: { key, ...request } }));
    const other = { key, hash: 'b'.repeat(64) };
    expect(await store().append(append(newStream(), 'any', { request: other }))).toEqual({ outcome: 'key-reused' });
    expect(await store().findRequest('lan', other)).toEqual({ outcome: 'key-reused' });
    expect(await store().append(append(newStream(), 'any', { actor: 'minh', request: other }))).toMatchObject({ outcome: 'appended' });
  });

  test('of many equal requests at once one is written and all get its answer', async () => {
    const streamId = newStream();
    const asked = append(streamId, 'any', { request: { key: streamId, ...request } });
    const answers = await Promise.all(Array.from({ length: 12 }, () => store().append(asked)));
    expect(answers.filter(({ outcome }) => outcome === 'appended')).toHaveLength(1);
    expect(answers.filter(({ outcome }) => outcome === 'repeated')).toHaveLength(11);
    expect(await store().readStream(streamId)).toHaveLength(1);
  });

  test('an answer that appended nothing is remembered, and its key writes nothing later', async () => {
    const streamId = await opened(store());
    const asked = { key: streamId, ...request };
    expect(await store().findRequest('lan', asked)).toBeNull();
    await store().rememberRequest('lan', asked, { streamId, version: 1, position: 1 });
    await store().rememberRequest('lan', asked, { streamId, version: 7, position: 7 });
    const remembered = { outcome: 'repeated', streamId, version: 1, position: 1, types: [] };
    expect(await store().findRequest('lan', asked)).toEqual(remembered);
    expect(await store().append(append(streamId, 'any', { request: asked }))).toEqual(remembered);
    expect(await store().append(append(streamId, 'any', { request: { ...asked, hash: 'b' } }))).toEqual({ outcome: 'key-reused' });
    expect(await store().readStream(streamId)).toHaveLength(1);
  });
};

const describeReading = (store: () => EventStore, log: () => OpenLog): void => {
  test('a stream is read up to a position or an instant of recording, both inclusive', async () => {
    const streamId = await opened(store());
    for (const version of [1, 2, 3]) await store().append(append(streamId, version));
    const all = await store().readStream(streamId);
    expect(all).toHaveLength(4);
    const second = all[1]!;
    expect(await store().readStream(streamId, { upTo: second.position })).toEqual(all.slice(0, 2));
    const byInstant = await store().readStream(streamId, { upTo: second.recordedAt });
    expect(byInstant).toEqual(all.filter(({ recordedAt }) => recordedAt <= second.recordedAt));
    expect(await store().readStream(streamId, { upTo: '2000-01-01T00:00:00Z' })).toEqual([]);
    expect(await store().readStream('case-none')).toEqual([]);
  });

  test('the log is read in pages, in order, times never going back', async () => {
    await opened(store(), 5);
    const head = await store().head();
    const whole = await store().readAll(0, head + 10);
    expect(whole.map(({ position }) => position)).toEqual(Array.from({ length: head }, (_, index) => index + 1));
    expect(await store().readAll(head - 3, 2)).toEqual(whole.slice(-3, -1));
    expect(await store().readAll(head)).toEqual([]);
    const times = whole.map(({ recordedAt }) => recordedAt);
    expect(times).toEqual([...times].sort());
  });

  test('an event of an older schema version is read as one of the newest, and stays in the log as it was written', async () => {
    const streamId = newStream();
    const [old, newest] = [{ text: 'xong' }, { text: 'xong', reason: 'hết hạn' }];
    const events = [event(), { type: 'Closed', data: old }, { type: 'Closed', schemaVersion: 2, data: newest }];
    await store().append(append(streamId, 'any', { events }));
    const read = await store().readStream(streamId);
    expect(read.map(({ schemaVersion, data }) => [schemaVersion, data])).toEqual([
      [1, { text: '' }],
      [2, { text: 'xong', reason: null }],
      [2, newest],
    ]);
    expect(await store().readAll((await store().head()) - 3)).toEqual(read);
    expect((await log().store('any').readStream(streamId))[1]).toMatchObject({ schemaVersion: 1, data: old });
  });

  test('a reader that does not know a type or its version stops there and says where', async () => {
    const streamId = newStream();
    await store().append(append(streamId, 'any', { events: [event(), { type: 'Closed', schemaVersion: 2, data: {} }] }));
    const head = await store().head();
    const older = log().store(knownEventTypes(['Opened', 'Written', 'Closed']));
    await expect(older.readAll(head - 2)).rejects.toMatchObject({ code: 'EVENT_STORE.UNKNOWN_TYPE', type: 'Closed', position: head });
    await expect(older.readStream(streamId)).rejects.toThrow(UnknownEventType);
    expect(await older.readAll(head - 2, 1)).toHaveLength(1);
    expect(() => log().store(knownEventTypes({ Closed: { version: 3, upcasters: closed.upcasters } }))).toThrow('Closed v3 has 1 of 2');
    const blind = log().store(knownEventTypes(['Opened', 'Closed']));
    await expect(blind.readAll(head - 2)).rejects.toMatchObject({ type: 'Written', position: head - 1 });
  });
};

const describeLaws = (store: () => EventStore): void => {
  const step = fc.record({
    stream: fc.integer({ min: 0, max: 3 }),
    expected: fc.oneof(fc.constantFrom<ExpectedVersion>('no-stream', 'stream-exists', 'any'), fc.integer({ min: 0, max: 6 })),
    events: fc.array(
      fc.json().map((text) => event(text)),
      { minLength: 1, maxLength: 4 },
    ),
    key: fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }),
  });

  test('however appends meet, positions and versions have no holes, nothing is lost, nothing doubled', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 30 }), async (steps) => {
        const run = newStream();
        const before = await store().head();
        const appends = steps.map(({ stream, expected, events, key }) => {
          const request = key === undefined ? {} : { request: { key: `${run}-${key}`, hash: 'same' } };
          return append(`${run}-${stream}`, expected, { events, ...request });
        });
        const results = await Promise.all(appends.map((one) => store().append(one)));
        const written = await store().readAll(before, 1000);
        const accepted = results.flatMap((result, index) => (result.outcome === 'appended' ? [{ result, asked: appends[index]! }] : []));
        expect(written.map(({ position }) => position)).toEqual(written.map((_, index) => before + index + 1));
        expect(written).toHaveLength(accepted.reduce((sum, { asked }) => sum + asked.events.length, 0));
        for (const { result, asked } of accepted) {
          const own = written.slice(result.position - before - asked.events.length, result.position - before);
          expect(own.map(({ data }) => data)).toEqual(asked.events.map(({ data }) => data));
          expect(own.at(-1)).toMatchObject({ streamId: asked.streamId, version: result.version });
          assertExpected(asked.expected, result.version - asked.events.length);
        }
        assertKeysOnce(accepted.flatMap(({ asked }) => (asked.request === undefined ? [] : [asked.request.key])));
      }),
      { numRuns: 40 },
    );
  });
};

const assertExpected = (expected: ExpectedVersion, saw: number): void => {
  if (typeof expected === 'number') expect(saw).toBe(expected);
  if (expected === 'no-stream') expect(saw).toBe(0);
  if (expected === 'stream-exists') expect(saw).toBeGreaterThan(0);
};

const assertKeysOnce = (keys: readonly string[]): void => expect(new Set(keys).size).toBe(keys.length);
