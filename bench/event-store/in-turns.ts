import { inRounds } from '../support/rounds.js';
import { takeTurns, type Sample } from '../support/measure.js';
import type { BenchServer } from '../support/server.js';
import { byDriver, byStore, type OwnContestant } from './contestants.js';

/** Of each, when raw insert and append take turns. */
const turns = 3000;

const inTurns = async (url: string): Promise<readonly [Sample, Sample]> => {
  const [raw, store] = [byDriver(url), byStore(url, 'append')];
  const acts = [(): Promise<void> => raw.act(0), (): Promise<void> => store.act(0)] as const;
  await takeTurns(acts, 300);
  const samples = await takeTurns(acts, turns);
  await Promise.all([raw.close(), store.close()]);
  return samples;
};

/** One client taking turns one by one, so that whatever else the machine does falls on both alike. */
export const measureAlone = async ({ url, pool }: BenchServer): Promise<readonly string[]> => {
  const synced = await inTurns(url);
  // What the append costs the processors, once the wait for the disk is taken away from both.
  const commit = (mode: 'on' | 'off'): Promise<unknown> =>
    pool.query(`alter database ${new URL(url).pathname.slice(1)} set synchronous_commit = ${mode}`);
  await commit('off');
  const unsynced = await inTurns(url);
  await commit('on');
  return [
    `Raw insert and append taking turns, ${turns} of each:`,
    '',
    '| commit | raw insert, Node: p50 ms | append: p50 ms | difference ms | ratio by p50 | ratio by mean |',
    '|---|--:|--:|--:|--:|--:|',
    ...Object.entries({ 'synced to disk': synced, 'not synced': unsynced }).map(([name, [raw, store]]) => {
      const ratios = [(raw.p50 / store.p50).toFixed(2), (store.perSecond / raw.perSecond).toFixed(2)];
      return `| ${name} | ${raw.p50.toFixed(3)} | ${store.p50.toFixed(3)} | ${(store.p50 - raw.p50).toFixed(3)} | ${ratios.join(' | ')} |`;
    }),
  ];
};

/** The same store on a database whose append has neither hash nor chain, and without request keys. */
export const measureChain = async (
  store: OwnContestant,
  plain: OwnContestant,
  rounds: number,
  seconds: number,
): Promise<readonly string[]> => {
  const counts = [1, 32, 128];
  const results = await inRounds(
    counts.flatMap((clients) =>
      [store, plain].map((one) => ({ key: `${one.name} × ${clients}`, run: (time: number) => one.run(clients, time) })),
    ),
    rounds,
    seconds,
  );
  return [
    '| clients | with, per second | without, per second | cost |',
    '|--:|--:|--:|--:|',
    ...counts.map((clients) => {
      const [full, bare] = [store, plain].map(({ name }) => results.get(`${name} × ${clients}`)?.perSecond ?? 0) as [number, number];
      return `| ${clients} | ${full.toFixed(0)} | ${bare.toFixed(0)} | ${((1 - full / bare) * 100).toFixed(0)} % |`;
    }),
  ];
};
