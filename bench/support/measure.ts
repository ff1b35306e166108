/** One round of one contestant. Latencies in milliseconds. */
export interface Sample {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
};

/** Each figure is the median of the rounds. */
export const medianSample = (samples: readonly Sample[]): Sample => ({
  perSecond: median(samples.map(({ perSecond }) => perSecond)),
  p50: median(samples.map(({ p50 }) => p50)),
  p99: median(samples.map(({ p99 }) => p99)),
});

export const sampleOf = (latencies: number[], seconds: number): Sample => {
  latencies.sort((one, other) => one - other);
  return { perSecond: latencies.length / seconds, p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99) };
};

/** So many clients, each doing one thing after another for so long. */
export const runClients = async (clients: number, seconds: number, act: (client: number) => Promise<void>): Promise<Sample> => {
  const latencies: number[] = [];
  const started = performance.now();
  const until = started + seconds * 1000;
  const client = async (nth: number): Promise<void> => {
    for (let now = performance.now(); now < until;) {
      await act(nth);
      const after = performance.now();
      latencies.push(after - now);
      now = after;
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, nth) => client(nth)));
  return sampleOf(latencies, (performance.now() - started) / 1000);
};

/** Two acts in turn, one after the other, so many times each; the rate of each is what it would do alone at its mean time. */
export const takeTurns = async (
  acts: readonly [() => Promise<void>, () => Promise<void>],
  times: number,
): Promise<readonly [Sample, Sample]> => {
  const latencies: [number[], number[]] = [[], []];
  for (let nth = 0; nth < times; nth += 1) {
    for (const side of [0, 1] as const) {
      const started = performance.now();
      await acts[side]();
      latencies[side].push(performance.now() - started);
    }
  }
  const sample = (times: number[]): Sample => sampleOf(times, times.reduce((sum, time) => sum + time, 0) / 1000);
  return [sample(latencies[0]), sample(latencies[1])];
};
