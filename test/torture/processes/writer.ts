/** A process of many clients that append without a pause until it is killed or asked to stop. */
import { writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { openEventStorePool, PostgresEventStore, type Append, type ExpectedVersion } from '#event-store';
import { Asking } from '../check/asked.js';
import { Journal, readJournal, type Answer } from '../journal.js';
import { readOptions, untilStopped, type WriterOptions } from './process-options.js';
import { RecordedStore } from './recorded-store.js';
import { nextWish, toAppend, type Wish } from './wishes.js';

/** Enough for two statements on their way at once. */
const clients = 32;
const options: WriterOptions = readOptions();
const pool = openEventStorePool({ connectionString: options.url, max: 4 });
const store = new PostgresEventStore({ pool, known: 'any' });
const journal = new Journal(options.journal, options.incarnation);
const recorded = new RecordedStore(store, journal);
const stopped = untilStopped();

let accepted = 0;
const count = ({ outcome }: Answer): void => {
  if (outcome !== 'appended') return;
  accepted += 1;
  if (accepted % 50 === 0) writeSync(1, `${accepted}\n`);
};

/** What this process knows of streams; others append to them too. */
const versions = new Map<string, number>();
const learn = (streamId: string, answer: Answer): void => {
  if (versions.size > 20_000) versions.clear();
  if (answer.outcome === 'appended') versions.set(streamId, answer.version);
  if (answer.outcome === 'conflict') versions.set(streamId, answer.actual);
};

/** Null: the store is busy. */
const expectedOf = async ({ streamId, expected }: Wish): Promise<ExpectedVersion | null> => {
  if (expected === 'a-wrong-version') return (versions.get(streamId) ?? 0) + 1_000;
  if (expected !== 'the-version-it-knows') return expected;
  return (Math.random() < 0.85 ? versions.get(streamId) : undefined) ?? (await recorded.version(streamId));
};

/** As clients do that have lost the answer, or mix up their keys. */
const afterwards = async (id: number, append: Append, answer: Answer): Promise<void> => {
  const { request } = append;
  if (request === undefined || answer.outcome !== 'appended') return;
  const chance = Math.random();
  if (chance < 0.03) count(await recorded.again(id, append));
  if (chance < 0.97) return;
  const other = journal.nextId();
  await recorded.append(other, { ...toAppend(nextWish(), 'any', other), actor: append.actor, request: { ...request, hash: 'of another' } });
};

const step = async (): Promise<void> => {
  const wish = nextWish();
  const expected = await expectedOf(wish);
  if (expected === null) return pause(100);
  const id = journal.nextId();
  const append = toAppend(wish, expected, id);
  const answer = await recorded.append(id, append);
  count(answer);
  learn(wish.streamId, answer);
  await afterwards(id, append, answer);
};

/** What the processes before left unanswered is asked for again under its key. */
const takeOver = async (): Promise<void> => {
  const asking = new Asking();
  for (const path of options.predecessors) for await (const entry of readJournal(path)) asking.note(entry);
  await Promise.all(asking.inDoubt().map(async ({ id, append }) => count(await recorded.again(id, append))));
};

const client = async (): Promise<void> => {
  while (!stopped.aborted) await step();
};

await Promise.all([takeOver(), ...Array.from({ length: clients }, client)]);
await store.close();
await pool.end();
journal.close();
writeSync(1, `${accepted}\n`);
