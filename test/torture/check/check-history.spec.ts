import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ExpectedVersion, StoredEvent } from '#event-store';
import type { Answer, Entry } from '../journal.js';
import { hashAfter, noEvents } from '../rolling-hash.js';
import { changed, judge, kinds, renumbered, Run } from './short-run.js';

describe('A sound history', () => {
  test('has no fault, with everything that may happen in one', async () => {
    const run = new Run();
    const first = await run.append('case-1', 'no-stream', 3);
    await run.append('case-1', 3);
    await run.append('case-1', 3);
    await run.append('case-2', 'stream-exists');
    await run.append('case-2', 'any', 2);
    await run.readStream('case-1');
    await run.readPages(4);
    run.again(first, { outcome: 'repeated', streamId: 'case-1', version: 3, position: 3, types: [] });
    await run.unanswered('case-2', true);
    await run.unanswered('case-2', false);
    await run.append('case-3', 0);
    await run.readPages(10);
    const verdict = await judge(run.entries, await run.log());
    expect(verdict.examples).toEqual([]);
    expect(verdict).toMatchObject({ events: 8, written: 5 });
  });
});

describe('The checker finds', () => {
  let run: Run;
  let log: readonly StoredEvent[];
  beforeEach(async () => {
    run = new Run();
    await run.append('case-1', 'no-stream', 3);
    await run.append('case-2', 'no-stream');
    await run.append('case-1', 3, 2);
    await run.readStream('case-1');
    await run.readPages(2);
    log = await run.log();
  });

  const found = async (entries: readonly Entry[], events: readonly StoredEvent[] = log): Promise<readonly string[]> =>
    kinds(await judge(entries, events));

  test('a lost append, and that readers have seen it', async () => {
    expect(await found(run.entries, log.slice(0, 4))).toEqual(['lost', 'reader-saw-other', 'stale-read']);
  });

  test('a lost append whose place another has taken', async () => {
    const without = renumbered(log.filter(({ streamId }) => streamId === 'case-1'));
    expect(await found(run.entries, without)).toEqual(['lost', 'misplaced', 'reader-saw-other', 'unordered']);
  });

  test('a doubled append', async () => {
    expect(await found(run.entries, renumbered([...log, log[3]!]))).toEqual(['doubled']);
  });

  test('an append that was accepted twice', async () => {
    run.again(2, { outcome: 'appended', streamId: 'case-2', version: 1, position: 4, types: [] });
    expect(await found(run.entries)).toEqual(['doubled']);
  });

  test('two appends under one key', async () => {
    const sameKey = changed(run.entries, 'ask', ({ append }) => ({ append: { ...append, request: { key: 'same', hash: 'h' } } }));
    expect(await found(sameKey)).toEqual(['doubled']);
  });

  test('a hole in the positions, and one in the versions', async () => {
    const moved = log.map((event) => (event.position > 4 ? { ...event, position: event.position + 1 } : event));
    expect(await found(run.entries, moved)).toContain('hole');
    const skipped = log.map((event) => (event.position > 4 ? { ...event, version: event.version + 1 } : event));
    expect(await found(run.entries, skipped)).toContain('hole');
    expect(await found(run.entries, log.slice(1))).toContain('hole');
  });

  test('a part of an append', async () => {
    expect(await found(run.entries, log.slice(0, 5))).toContain('torn');
    expect(await found(run.entries, renumbered(log.filter(({ position }) => position !== 1)))).toContain('torn');
  });

  test('an altered event, and that readers have seen it otherwise', async () => {
    const altered = log.map((event) => (event.position === 4 ? { ...event, data: { ...event.data, text: 'khác' } } : event));
    expect(await found(run.entries, altered)).toEqual(['altered', 'reader-saw-other']);
  });

  test('an event for which nobody asked', async () => {
    const stranger = { ...log[5]!, position: 7, version: 6, data: { by: 99, nth: 0 } };
    expect(await found(run.entries, [...log, stranger])).toEqual(['stranger']);
  });

  test('what was written although the answer denied it', async () => {
    const denied = (answer: Answer): readonly Entry[] =>
      changed(run.entries, 'get-answer', (entry) => ({ answer: entry.call === 3 ? answer : entry.answer }));
    expect(await found(denied({ outcome: 'refused' }))).toEqual(['ghost']);
    expect(await found(denied({ outcome: 'conflict', actual: 3 }))).toEqual(['ghost']);
    expect(await found(denied({ outcome: 'key-reused' }))).toEqual(['false-conflict', 'ghost']);
    expect(await found(denied({ outcome: 'busy' }))).toEqual([]);
  });

  test('what was written although the last answer, at rest, denied it', async () => {
    const id = await run.unanswered('case-2', true);
    log = await run.log();
    expect(await found(run.entries)).toEqual([]);
    run.rest();
    run.again(id, { outcome: 'conflict', actual: 2 });
    expect(await found(run.entries)).toEqual(['false-conflict', 'ghost']);
  });

  test('an answer that lies about its place', async () => {
    const lying = (lie: object): readonly Entry[] =>
      changed(run.entries, 'get-answer', (entry) => ({ answer: entry.call === 3 ? { ...entry.answer, ...lie } : entry.answer }));
    expect(await found(lying({ version: 6 }))).toEqual(['misplaced']);
    expect(await found(lying({ streamId: 'case-2' }))).toEqual(['misplaced']);
    expect(await found(lying({ position: 5 }))).toEqual(['misplaced']);
  });

  test.each<ExpectedVersion>([2, 4, 0, 'no-stream'])('an accepted append that expected %p of 3', async (expected) => {
    const claims = changed(run.entries, 'ask', ({ id, append }) => ({ append: id === 3 ? { ...append, expected } : append }));
    expect(await found(claims)).toEqual(['unexpected-version']);
  });

  test('an accepted append that expected a stream where there was none', async () => {
    const claims = changed(run.entries, 'ask', ({ id, append }) => ({
      append: id === 2 ? { ...append, expected: 'stream-exists' as const } : append,
    }));
    expect(await found(claims)).toEqual(['unexpected-version']);
  });

  test('an append that stands before one that was answered earlier', async () => {
    const turned = renumbered([...log.slice(3, 4), ...log.slice(0, 3), ...log.slice(4)]);
    const placed = changed(run.entries, 'get-answer', (entry) => ({
      answer: entry.call === 1 ? { ...entry.answer, position: 4 } : entry.call === 2 ? { ...entry.answer, position: 1 } : entry.answer,
    }));
    expect(await found(placed, turned)).toEqual(['reader-saw-other', 'unordered']);
  });

  test.each<[string, ExpectedVersion, number]>([
    ['with any', 'any', 5],
    ['at the version that the stream had', 5, 5],
    ['of a stream that was there', 'stream-exists', 5],
    ['at another version, with one that the stream did not have then', 3, 3],
  ])('a conflict %s', async (_name, expected, actual) => {
    const id = await run.append('case-1', 1);
    const conflicts = changed(run.entries, 'ask', (entry) => ({ append: entry.id === id ? { ...entry.append, expected } : entry.append }));
    const told = changed(conflicts, 'get-answer', ({ answer }) => ({
      answer: answer.outcome === 'conflict' ? { ...answer, actual } : answer,
    }));
    expect(await found(told)).toEqual(['false-conflict']);
  });

  test('a conflict about a stream that was not there', async () => {
    const id = await run.append('case-9', 7);
    const conflicts = changed(run.entries, 'ask', (entry) => ({
      append: entry.id === id ? { ...entry.append, expected: 'no-stream' as const } : entry.append,
    }));
    expect(await found(conflicts)).toEqual(['false-conflict']);
  });

  test('a stream shown as it was before what had been answered, or as it never was', async () => {
    expect(await found(changed(run.entries, 'see-stream', () => ({ version: 4 })))).toEqual(['stale-read']);
    expect(await found(changed(run.entries, 'see-stream', () => ({ version: 6 })))).toEqual(['stale-read']);
  });

  test('a reader that skipped an event', async () => {
    const [, second, ...others] = log;
    const hash = [log[0]!, log[2]!].reduce(hashAfter, noEvents);
    expect(second).toBeDefined();
    expect(others).toHaveLength(4);
    expect(await found(changed(run.entries, 'see-page', (entry) => (entry.through === 2 ? { hash } : {})))).toEqual(['reader-saw-other']);
  });

  test('a reader to whom an answered event was hidden', async () => {
    const short = run.entries.filter((entry) => !(entry.did === 'see-page' && entry.through > 4));
    expect(await found(short)).toEqual([]);
    const hash = log.slice(0, 5).reduce(hashAfter, noEvents);
    const hidden = changed(run.entries, 'see-page', (entry) => (entry.through === 6 ? { through: 5, hash } : {}));
    expect(await found(hidden)).toEqual(['reader-missed']);
  });

  test('an event that a reader has seen and that has vanished, though its append was never answered', async () => {
    const id = await run.unanswered('case-2', true);
    await run.readPages(100);
    expect(id).toBe(4);
    expect(await found(run.entries)).toEqual(['reader-saw-other']);
    expect(await found(run.entries, await run.log())).toEqual([]);
  });

  test('a time of recording that goes back', async () => {
    const back = log.map((event) => (event.position > 4 ? { ...event, recordedAt: '2000-01-01T00:00:00.000Z' } : event));
    expect(await found(run.entries, back)).toEqual(['reader-saw-other', 'time-went-back']);
  });
});

describe('Whatever clients have done,', () => {
  const wish = fc.record({
    stream: fc.integer({ min: 0, max: 2 }).map((nth) => `case-${nth}`),
    expected: fc.oneof(fc.constantFrom<ExpectedVersion>('any', 'any', 'no-stream', 'stream-exists'), fc.integer({ min: 0, max: 5 })),
    count: fc.integer({ min: 1, max: 3 }),
  });
  const property = (check: (run: Run, log: readonly StoredEvent[], at: number) => Promise<void>): Promise<void> =>
    fc.assert(
      fc.asyncProperty(fc.array(wish, { minLength: 1, maxLength: 12 }), fc.nat(), async (wishes, nth) => {
        const run = new Run();
        for (const { stream, expected, count } of wishes) await run.append(stream, expected, count);
        for (const { stream } of wishes) await run.readStream(stream);
        const log = await run.log();
        if (log.length > 0) await check(run, log, nth % log.length);
      }),
    );

  test('their history has no fault', () => property(async (run, log) => expect((await judge(run.entries, log)).examples).toEqual([])));

  test('one event taken out, whatever closes the gap, is found', () =>
    property(async (run, log, at) =>
      expect(kinds(await judge(run.entries, renumbered(log.filter((_, index) => index !== at))))).not.toEqual([]),
    ));

  test('one event doubled is found', () =>
    property(async (run, log, at) => expect(kinds(await judge(run.entries, renumbered([...log, log[at]!])))).not.toEqual([])));

  test('two events that changed places are found', () =>
    property(async (run, log, at) => {
      const [one, other] = [log[at]!, log[(at + 1) % log.length]!];
      if (one === other) return;
      const turned = log.map((event) => (event === one ? other : event === other ? one : event));
      expect(kinds(await judge(run.entries, renumbered(turned)))).not.toEqual([]);
    }));
});
