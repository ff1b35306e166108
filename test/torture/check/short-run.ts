import { InMemoryEventStore, type Append, type ExpectedVersion, type StoredEvent } from '#event-store';
import type { Answer, Deed, Entry } from '../journal.js';
import { hashAfter, noEvents } from '../rolling-hash.js';
import { Asking } from './asked.js';
import { checkHistory, type Verdict } from './check-history.js';

/** A short run on the store in memory, one deed after the other, with its journal. */
export class Run {
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

export const judge = (entries: readonly Entry[], log: readonly StoredEvent[]): Promise<Verdict> => {
  const asking = new Asking();
  for (const entry of entries) asking.note(entry);
  return checkHistory(asking, log);
};
export const kinds = ({ counts }: Verdict): readonly string[] => [...counts.keys()].sort();

/** As if the log had been written without them from the beginning: no hole gives them away. */
export const renumbered = (events: readonly StoredEvent[]): StoredEvent[] => {
  const versions = new Map<string, number>();
  return events.map((event, index) => {
    const version = (versions.get(event.streamId) ?? 0) + 1;
    versions.set(event.streamId, version);
    return { ...event, position: index + 1, version };
  });
};

export const changed = <Did extends Deed['did']>(
  entries: readonly Entry[],
  did: Did,
  change: (entry: Extract<Entry, { did: Did }>) => Partial<Extract<Entry, { did: Did }>>,
): readonly Entry[] => entries.map((entry) => (entry.did === did ? { ...entry, ...change(entry as Extract<Entry, { did: Did }>) } : entry));
