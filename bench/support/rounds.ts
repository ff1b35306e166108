import { medianSample, type Sample } from './measure.js';

/** Something that is measured in every round. */
export interface Turn {
  readonly key: string;
  readonly run: (seconds: number) => Promise<Sample>;
}

/** Everyone in turn in each round, so that a slow minute of the machine is everyone's; a first round warms up. Medians by key. */
export const inRounds = async (turns: readonly Turn[], count: number, seconds: number): Promise<ReadonlyMap<string, Sample>> => {
  const results = new Map<string, Sample[]>();
  for (let round = 0; round <= count; round += 1) {
    process.stderr.write(round === 0 ? 'Warming up\n' : `Round ${round} of ${count}\n`);
    for (const { key, run } of turns) {
      const sample = await run(round === 0 ? Math.min(1, seconds) : seconds);
      if (round > 0) results.set(key, [...(results.get(key) ?? []), sample]);
    }
  }
  return new Map([...results].map(([key, samples]) => [key, medianSample(samples)]));
};
