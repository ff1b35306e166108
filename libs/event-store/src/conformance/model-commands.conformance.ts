import { expect } from '@jest/globals';
import fc from 'fast-check';
import type { Append, EventStore, ExpectedVersion, RequestKey } from '../event-store.port.js';
import type { LogModel } from './log-model.conformance.js';
import { newStream, type OpenLog } from './scene.conformance.js';

/** What the commands of one run work on; `run` parts its streams and keys from those of others in the same log. */
export interface Real {
  readonly store: EventStore;
  readonly log: OpenLog;
  readonly run: string;
}

type Command = fc.AsyncCommand<LogModel, Real>;

/** An expectation as a client has it: by number, by name, or the version that it has just read. */
type Wanted = ExpectedVersion | 'current';

interface Wish {
  readonly stream: number;
  readonly expected: Wanted;
  readonly request?: RequestKey | undefined;
  readonly append: Omit<Append, 'streamId' | 'expected' | 'request'>;
}

const command = (name: string, wish: object, run: (model: LogModel, real: Real) => Promise<void>): Command => ({
  check: () => true,
  run,
  toString: () => `${name}(${JSON.stringify(wish)})`,
});

const streamOf = ({ run }: Real, stream: number): string => `${run}-${stream}`;
const requestOf = ({ run }: Real, request: RequestKey): RequestKey => ({ ...request, key: `${run}-${request.key}` });

const appendOf = (model: LogModel, real: Real, { stream, expected, request, append }: Wish): Append => {
  const streamId = streamOf(real, stream);
  return {
    ...append,
    streamId,
    expected: expected === 'current' ? model.version(streamId) : expected,
    ...(request === undefined ? {} : { request: requestOf(real, request) }),
  };
};

const text = fc.string({ unit: 'grapheme', maxLength: 8 });
const request = fc.record({ key: fc.constantFrom('a', 'b', 'c'), hash: fc.constantFrom('h', 'h', 'h', 'other') });
const actor = fc.constantFrom('lan', 'minh');
const stream = fc.integer({ min: 0, max: 3 });
const expected = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<Wanted>('current', 'any') },
  { weight: 2, arbitrary: fc.constantFrom<Wanted>('no-stream', 'stream-exists') },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 6 }) },
);
const newEvent = fc.oneof(
  fc.record({ type: fc.constant('Written'), data: fc.record({ text }) }),
  fc.record({ type: fc.constant('Closed'), schemaVersion: fc.constant(2), data: fc.dictionary(text, fc.integer()) }),
);
const wish: fc.Arbitrary<Wish> = fc.record({
  stream,
  expected,
  request: fc.option(request, { nil: undefined, freq: 2 }),
  append: fc.record(
    {
      actor,
      events: fc.array(newEvent, { minLength: 1, maxLength: 4 }),
      occurredAt: fc.constantFrom('1954-05-07T10:30:00.000Z', '2023-02-01T01:02:03.004Z'),
      correlationId: fc.constant('correlation'),
      causationId: fc.constant('causation'),
      meta: fc.record({ via: text }),
    },
    { requiredKeys: ['actor', 'events'] },
  ),
});

const appending = wish.map((one) =>
  command('append', one, async (model, real) => {
    const append = appendOf(model, real, one);
    expect(await real.store.append(append)).toEqual(model.append(append));
  }),
);

/** Where the key stands in the log and the version holds, the transaction fails as a whole instead of answering. */
const appendingWithin = fc.tuple(wish, fc.constantFrom<'commit' | 'rollback'>('commit', 'rollback')).map(([one, end]) =>
  command(`append within a transaction, ${end}`, one, async (model, real) => {
    if (real.log.appendWithin === undefined) return;
    const append = appendOf(model, real, one);
    const answer = (end === 'commit' ? model : model.copy()).append(append);
    const given = await real.log.appendWithin(append, end).catch((error: unknown) => error);
    const isRefused = given instanceof Error && answer.outcome !== 'appended' && answer.outcome !== 'conflict';
    if (!isRefused) expect(given).toEqual(answer);
  }),
);

const importing = fc.tuple(stream, fc.integer({ min: 1, max: 5 }), fc.constantFrom(0, 0, 0, 1)).map(([nth, count, gap]) =>
  command('import', { nth, count, gap }, async (model, real) => {
    if (real.log.import === undefined) return;
    const streamId = streamOf(real, nth);
    const first = model.version(streamId) + 1 + gap;
    const occurredAt = '2020-01-01T00:00:00.000Z';
    const events = Array.from({ length: count }, (_, index) => ({ type: 'Written', data: { index } }));
    const imported = real.log.import(
      events.map((event, index) => ({ ...event, streamId, version: first + index, actor: 'lan', occurredAt })),
    );
    if (gap > 0) return expect(imported).rejects.toMatchObject({ code: 'EVENT_STORE.APPEND_REFUSED' });
    model.append({ streamId, expected: 'any', actor: 'lan', occurredAt, events });
    expect(await imported).toEqual({ events: count, position: model.head });
  }),
);

const remembering = fc.record({ actor, request, stream }).map((one) =>
  command('remember', one, async (model, real) => {
    const [asked, streamId] = [requestOf(real, one.request), streamOf(real, one.stream)];
    const place = { streamId, version: model.version(streamId), position: model.head };
    await real.store.rememberRequest(one.actor, asked, place);
    model.remember(one.actor, asked, place);
  }),
);

const finding = fc.record({ actor, request }).map((one) =>
  command('find', one, async (model, real) => {
    const asked = requestOf(real, one.request);
    expect(await real.store.findRequest(one.actor, asked)).toEqual(model.find(one.actor, asked));
  }),
);

const readingAll = fc.record({ after: fc.integer({ min: 0, max: 40 }), limit: fc.integer({ min: 0, max: 15 }) }).map((one) =>
  command('read all', one, async (model, { store }) => {
    const after = model.base + one.after;
    const events = model.all(after, one.limit);
    const read = await store.readAll(after, one.limit);
    expect(read).toMatchObject(events);
    expect(read).toHaveLength(events.length);
    expect(await store.head()).toBe(model.head);
  }),
);

/** `upTo`: nothing, positions before the end of the log, or the instant of one of the stream's events, give or take a millisecond. */
const readingStream = fc
  .record({
    stream,
    by: fc.constantFrom('all', 'position', 'instant'),
    back: fc.integer({ min: 0, max: 12 }),
    early: fc.integer({ min: -1, max: 1 }),
  })
  .map((one) =>
    command('read stream', one, async (model, real) => {
      const streamId = streamOf(real, one.stream);
      const whole = await real.store.readStream(streamId);
      expect(whole).toMatchObject(model.stream(streamId));
      expect(whole).toHaveLength(model.version(streamId));
      if (one.by === 'position') {
        const upTo = model.head - one.back;
        expect(await real.store.readStream(streamId, { upTo })).toEqual(whole.filter(({ position }) => position <= upTo));
      }
      const chosen = whole[one.back % Math.max(1, whole.length)];
      if (one.by !== 'instant' || chosen === undefined) return;
      const upTo = new Date(Date.parse(chosen.recordedAt) - one.early).toISOString();
      expect(await real.store.readStream(streamId, { upTo })).toEqual(whole.filter(({ recordedAt }) => recordedAt <= upTo));
    }),
  );

/** What clients do, most often what they do most often. */
export const commands = fc.commands(
  [appending, appending, appending, appendingWithin, importing, remembering, finding, readingAll, readingStream, readingStream],
  { maxCommands: 40 },
);

export const newRun = newStream;
