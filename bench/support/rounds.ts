import { cpus } from 'node:os';
import { median, medianSample, type Sample } from './measure.js';

/** What the machine spent on a contestant: clients, server and all else that ran meanwhile. */
export interface Spent {
  /** Processors at work on average. */
  readonly busy: number;
  /** Microseconds of processor time for each act. */
  readonly each: number;
  /** Of those, in this process: its clients and what they call. */
  readonly own: number;
}

export type Measured = Sample & Spent;

/** Something that is measured in every round. */
export interface Turn {
  readonly key: string;
  readonly run: (seconds: number) => Promise<Sample>;
}

/** Of all processors since the machine was started. */
export const busyMilliseconds = (): number => cpus().reduce((sum, { times: { user, nice, sys, irq } }) => sum + user + nice + sys + irq, 0);

const measured = async (work: () => Promise<Sample>): Promise<Measured> => {
  const [before, ownBefore, started] = [busyMilliseconds(), process.cpuUsage(), performance.now()];
  const sample = await work();
  const milliseconds = performance.now() - started;
  const { user, system } = process.cpuUsage(ownBefore);
  const acts = (sample.perSecond * milliseconds) / 1000;
  const spent = busyMilliseconds() - before;
  return { ...sample, busy: spent / milliseconds, each: (spent * 1000) / acts, own: (user + system) / acts };
};

/** Everyone in turn in each round, so that a slow minute of the machine is everyone's; a first round warms up. Medians by key. */
export const inRounds = async (turns: readonly Turn[], count: number, seconds: number): Promise<ReadonlyMap<string, Measured>> => {
  const results = new Map<string, Measured[]>();
  for (let round = 0; round <= count; round += 1) {
    process.stderr.write(round === 0 ? 'Warming up\n' : `Round ${round} of ${count}\n`);
    for (const { key, run } of turns) {
      const sample = await measured(() => run(round === 0 ? Math.min(1, seconds) : seconds));
      if (round > 0) results.set(key, [...(results.get(key) ?? []), sample]);
    }
  }
  return new Map(
    [...results].map(([key, samples]) => {
      const of = (pick: (one: Spent) => number): number => median(samples.map(pick));
      const spent = { busy: of(({ busy }) => busy), each: of(({ each }) => each), own: of(({ own }) => own) };
      return [key, { ...medianSample(samples), ...spent }];
    }),
  );
};
