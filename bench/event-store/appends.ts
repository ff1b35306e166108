import { inRounds, type Measured, type Turn } from '../support/rounds.js';
import type { Contestant } from './contestants.js';

export const clientCounts = [1, 8, 32, 128, 512] as const;

const nothing: Measured = { perSecond: 0, p50: 0, p99: 0, busy: 0, each: 0, own: 0 };

const keyOf = (name: string, clients: number): string => `${name} × ${clients}`;

/** What one contestant reached, beside the raw inserts of pgbench and of Node's driver in the same run. */
const rows = (names: readonly string[], results: ReadonlyMap<string, Measured>, clients: number): readonly string[] => {
  const of = (name: string): Measured => results.get(keyOf(name, clients)) ?? nothing;
  const ratio = (one: number, other: number): string => (other === 0 ? '–' : (one / other).toFixed(2));
  const [pgbench, driver] = [of('raw insert, pgbench'), of('raw insert, Node (pg)')];
  return names.map((name) => {
    const { perSecond, p50, p99, busy, each, own } = of(name);
    const ratios = [ratio(perSecond, pgbench.perSecond), ratio(perSecond, driver.perSecond), ratio(p99, pgbench.p99)];
    return `| ${clients} | ${name} | ${[perSecond.toFixed(0), p50.toFixed(2), p99.toFixed(2), ...ratios, busy.toFixed(1), each.toFixed(0), own.toFixed(0)].join(' | ')} |`;
  });
};

/** Appends of so many clients at once, everyone in every round. */
export const measureAppends = async (contestants: readonly Contestant[], rounds: number, seconds: number): Promise<readonly string[]> => {
  const turns = clientCounts.flatMap((clients) =>
    contestants.map(({ name, run }): Turn => ({ key: keyOf(name, clients), run: (time) => run(clients, time) })),
  );
  const results = await inRounds(turns, rounds, seconds);
  const names = contestants.map(({ name }) => name);
  return [
    '| clients | contestant | per second | p50 ms | p99 ms | R (of pgbench) | of raw insert, Node | p99 of R’s | processors busy | µs of them each | of these in Node |',
    '|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|',
    ...clientCounts.flatMap((clients) => rows(names, results, clients)),
  ];
};
