import { busyMilliseconds } from '../support/rounds.js';

/** What a piece of work took of the machine. */
export interface Observed {
  readonly seconds: number;
  /** Milliseconds of all processors, whoever used them. */
  readonly busy: number;
  /** Of those, of this process. */
  readonly own: number;
  /** MiB that this process held at most, looked at ten times a second. */
  readonly memory: number;
}

export const observed = async (work: () => Promise<unknown>): Promise<Observed> => {
  let memory = process.memoryUsage.rss();
  const watch = setInterval(() => {
    memory = Math.max(memory, process.memoryUsage.rss());
  }, 100);
  const [busy, own, started] = [busyMilliseconds(), process.cpuUsage(), performance.now()];
  try {
    await work();
  } finally {
    clearInterval(watch);
  }
  const { user, system } = process.cpuUsage(own);
  return {
    seconds: (performance.now() - started) / 1000,
    busy: busyMilliseconds() - busy,
    own: (user + system) / 1000,
    memory: memory / 2 ** 20,
  };
};
