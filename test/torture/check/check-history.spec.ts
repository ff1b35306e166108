import { beforeEach, describe, expect, test } from '@jest/globals';
import { InMemoryEventStore, type Append, type ExpectedVersion, type StoredEvent } from '#event-store';
import type { Answer, Deed, Entry } from '../journal.js';
import { hashAfter, noEvents } from '../rolling-hash.js';
import { Asking } from './asked.js';
import { checkHistory, type Verdict } from './check-history.js';

/** A short run on the store in memory, one deed after the other, with its journal. */
class Run {
  readonly entries: Entry[] = [];
  private readonly store = new InMemoryEventStore({ known: 'any', now: () => '2023-02-01T01:00:00.000Z' });
  private at = 0;
  private calls = 0;
  private ids = 0;

  private say(deed: Deed): void {
    this.entries.push({ at: (this.at += 1), ...deed });
  }

  private appendOf(id: number, streamId: string, expected: ExpectedVersion, count = 1): Append {
    const events = Array.from({ length: count }, (_, nth) => ({ type: 'Written', data: { nth, by: id, text: `việc ${nth}` } }));
    return { streamId, expected, actor: 'lan', events, request: { key: `key-${id}`, hash: 'h' } };
  }

  /** Gives the append's id. */
  async append(streamId: string, expected: ExpectedVersion, count?: number): Promise<number> {
    const id = (this.ids += 1);
    const append = this.appendOf(id, streamId, expected, count);
    const call = (this.calls += 1);
    this.say({ did: 'ask', call, id, append });
    this.say({ did: 'get-answer', call, answer: await this.store.append(append) });
    return id;
  }

  /** Asked for, and nobody knows what became of it. */
  async unanswered(streamId: string, isWritten: boolean): Promise<number> {
    const id = (this.ids += 1);
    const append = this.appendOf(id, streamId, 'any');
    this.say({ did: 'ask', call: (this.calls += 1), id, append });
    if (isWritten) await this.store.append(append);
    return id;
  }

  again(id: number, answer: Answer): void {
    const call = (this.calls += 1);
    this.say({ did: 'ask-again', call, id });
    this.say({ did: 'get-answer', call, answer });
  }

  rest(): void {
    this.say({ did: 'rest' });
  }

  async readStream(streamId: string): Promise<void> {
    const call = (this.calls += 1);
    this.say({ did: 'ask-stream', call, streamId });
    this.say({ did: 'see-stream', call, version: (await this.store.readStream(streamId)).length });
  }

  async readPages(limit: number): Promise<void> {
    let hash = noEvents;
    for (let after = 0, more = true; more; after += limit) {
      const call = (this.calls += 1);
      this.say({ did: 'ask-page', call, after, limit });
      const page = await this.store.readAll(after, limit);
      hash = page.reduce(hashAfter, hash);
      this.say({ did: 'see-page', call, through: after + page.length, hash });
      more = page.length === limit;
    }
  }

  log(): Promise<readonly StoredEvent[]> {
    return this.store.readAll(0, 1_000);
  }
}

const judge = (entries: readonly Entry[], log: readonly StoredEvent[]): Promise<Verdict> => {
  const asking = new Asking();
  for (const entry of entries) asking.note(entry);
  return checkHistory(asking, log);
};
const kinds = ({ counts }: Verdict): readonly string[] => [...counts.keys()].sort();

/** As if the log had been written without them from the beginning: no hole gives them away. */
const renumbered = (events: readonly StoredEvent[]): StoredEvent[] => {
  const versions = new Map<string, number>();
  return events.map((event, index) => {
    const version = (versions.get(event.streamId) ?? 0) + 1;
    versions.set(event.streamId, version);
    return { ...event, position: index + 1, version };
  });
};

const changed = <Did extends Deed['did']>(
  entries: readonly Entry[],
  did: Did,
  change: (entry: Extract<Entry, { did: Did }>) => Partial<Extract<Entry, { did: Did }>>,
): readonly Entry[] => entries.map((entry) => (entry.did === did ? { ...entry, ...change(entry as Extract<Entry, { did: Did }>) } : entry));

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
