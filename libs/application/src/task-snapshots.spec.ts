import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { knownEventTypes } from '#domain';
import { InMemoryEventStore, InMemorySnapshots, StreamLoader } from '#event-store';
import { SyntheticLog, type LoggedEvent } from '#testing';
import { foldTask, taskFold } from './shared/aggregates.js';

/** Tasks as lived through, each in its own stream. */
const streams = new Map<string, LoggedEvent[]>();
for (const event of new SyntheticLog({ seed: 3, tasksInPlan: [3, 6] }).events(5_000)) {
  if (!event.streamId.startsWith('task-')) continue;
  streams.set(event.streamId, [...(streams.get(event.streamId) ?? []), event]);
}
const lives = [...streams.values()].filter((events) => events.length > 25);

describe('a task loaded from a snapshot', () => {
  test('is the task replayed from its beginning, wherever the snapshot stands and whatever moment is asked for', async () => {
    expect(lives.length).toBeGreaterThan(20);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...lives),
        fc.infiniteStream(fc.integer({ min: 1, max: 30 })),
        fc.nat(),
        async (events, steps, asked) => {
          const store = new InMemoryEventStore({ known: knownEventTypes });
          // Every load of twenty events or more takes long, so that snapshots stand at many places.
          let clock = 0;
          const loader = new StreamLoader({ store, snapshots: new InMemorySnapshots(), now: () => (clock += 10) });
          const { streamId } = events[0]!;
          for (let written = 0; written < events.length;) {
            const step = events.slice(written, written + Number(steps.next().value));
            written += step.length;
            for (const { type, data, actor, meta, occurredAt } of step) {
              await store.append({ streamId, expected: 'any', actor, meta, occurredAt, events: [{ type, data }] });
            }
            const [loaded, history] = [await loader.load(streamId, taskFold('code')), await store.readStream(streamId)];
            await loader.settled();
            expect(loaded).toEqual({ state: foldTask(history), version: written, position: history.at(-1)!.position });
            const at = asked % (written + 1);
            expect((await loader.load(streamId, taskFold('code'), at)).state).toEqual(foldTask(history.slice(0, at)));
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
