/** Appends without a pause until it is killed; says on standard output what it asks for and what was answered. */
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { openEventStorePool, PostgresEventStore } from '#event-store';

const say = (line) => writeSync(1, `${JSON.stringify(line)}\n`);
const pool = openEventStorePool({ connectionString: process.env.DATABASE_URL, max: 8 });
const store = new PostgresEventStore({ pool, known: 'any' });

const client = async () => {
  for (;;) {
    const key = randomUUID();
    const count = 1 + Math.floor(Math.random() * 3);
    const append = {
      streamId: `case-${Math.floor(Math.random() * 20)}`,
      expected: 'any',
      actor: 'chaos',
      request: { key, hash: key },
      events: Array.from({ length: count }, (_, nth) => ({ type: 'Written', data: { key, nth } })),
    };
    // Half of the appends insist on the version that they have read; then a conflict is an answer too.
    if (Math.random() < 0.5) append.expected = (await store.readStream(append.streamId)).length;
    say({ append });
    say({ key, answer: await store.append(append) });
  }
};

await Promise.all(Array.from({ length: 8 }, client));
