import { test } from '@jest/globals';
import fc from 'fast-check';
import { LogModel } from './log-model.conformance.js';
import { commands, newRun } from './model-commands.conformance.js';
import type { Scene } from './scene.conformance.js';

export const describeModel = (scene: () => Scene): void => {
  test('it does whatever a list of events would do', async () => {
    await fc.assert(
      fc.asyncProperty(commands, async (all) => {
        const { store, log } = scene();
        const base = await store.head();
        await fc.asyncModelRun(() => ({ model: new LogModel(base), real: { store, log, run: newRun() } }), all);
      }),
      { numRuns: 100 },
    );
  });
};
