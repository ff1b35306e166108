import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { faultSentence, verifyLog } from '#evidence';
import { openEventStorePool, PostgresEventStore, type StoredEvent } from '#event-store';
import { openPool } from '#platform';
import { Asking } from '../check/asked.js';
import { checkHistory } from '../check/check-history.js';
import { Journal, readJournal } from '../journal.js';
import { RecordedStore } from '../processes/recorded-store.js';
import type { TortureOptions } from '../torture-options.js';
import { Fleet } from './fleet.js';
import { planKills, victims, type Victim } from './kill-plan.js';
import { tally, type TortureReport } from './report.js';
import { TortureServer } from './torture-server.js';

const stuckAfterMs = 90_000;
const seconds = (since: number): number => (performance.now() - since) / 1_000;

/** Runs the processes under load, kills, and judges what is left. `say` hears now and then how far it is. */
export const runTorture = async (options: TortureOptions, say: (line: string) => void = () => undefined): Promise<TortureReport> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'dondoc-torture-'));
  const server = await TortureServer.start(path.join(folder, 'data'));
  await mkdir(path.join(folder, 'journals'));
  const fleet = new Fleet(path.join(folder, 'journals'), server.url);
  try {
    const started = performance.now();
    const kills = await underLoad(options, { fleet, server, say });
    const loadSeconds = seconds(started);
    say('At rest; asking again for what had no answer');
    const asking = await settled(fleet, server);
    say('Checking');
    const verdict = await withStore(server.url, (store) => checkHistory(asking, wholeLog(store)));
    const [ids] = await server.ask<{ doubled: number }>('select (count(*) - count(distinct event_id))::integer as doubled from es.events');
    const report = { kills, ...tally(asking), verdict, doubledEventIds: ids?.doubled ?? -1, verify: await verified(server.url) };
    return { ...report, loadSeconds, seconds: seconds(started) };
  } finally {
    await fleet.killAll();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
};

interface Scene {
  readonly fleet: Fleet;
  readonly server: TortureServer;
  readonly say: (line: string) => void;
}

/** Until as many appends as wished are accepted, with every kill at its moment. */
const underLoad = async (options: TortureOptions, { fleet, server, say }: Scene): Promise<ReadonlyMap<Victim, number>> => {
  const kill: Readonly<Record<Victim, () => Promise<void>>> = {
    writer: () => fleet.kill('writer'),
    reader: () => fleet.kill('reader'),
    backend: () => server.killBackend(),
    postmaster: () => server.killServer(false),
    server: () => server.killServer(true),
  };
  const killed = new Map<Victim, number>(victims.map((victim) => [victim, 0]));
  const progress = new Progress(say);
  fleet.start(options.writers, options.readers);
  for (const { victim, after } of [...planKills(options.kills, options.appends), { victim: null, after: options.appends }]) {
    while (fleet.accepted < after) {
      await pause(10);
      fleet.check();
      progress.at(fleet.accepted, killed);
    }
    if (victim === null) break;
    const before = performance.now();
    await kill[victim]();
    say(`Killed a ${victim} after ${after} appends; work went on in ${seconds(before).toFixed(1)} s`);
    killed.set(victim, (killed.get(victim) ?? 0) + 1);
  }
  await fleet.stop('writer');
  return killed;
};

/** Says how far it is; raises when nothing goes on. */
class Progress {
  private accepted = -1;
  private grewAt = performance.now();
  private saidAt = performance.now();

  constructor(private readonly say: (line: string) => void) {}

  at(accepted: number, killed: ReadonlyMap<Victim, number>): void {
    const now = performance.now();
    if (accepted > this.accepted) [this.accepted, this.grewAt] = [accepted, now];
    if (now - this.grewAt > stuckAfterMs) throw new Error(`No append was accepted for ${stuckAfterMs / 1_000} s after ${accepted}`);
    if (now - this.saidAt < 10_000) return;
    this.saidAt = now;
    this.say(`${accepted} appends accepted, ${[...killed.values()].reduce((sum, count) => sum + count, 0)} kills`);
  }
}

const withStore = async <Result>(url: string, work: (store: PostgresEventStore) => Promise<Result>): Promise<Result> => {
  const pool = openEventStorePool({ connectionString: url, max: 4 });
  const store = new PostgresEventStore({ pool, known: 'any' });
  try {
    return await work(store);
  } finally {
    await store.close();
    await pool.end();
  }
};

/** Everybody is gone and what the dead had asked of the server has ended: whatever has no answer is asked for again, and readers end. */
const settled = async (fleet: Fleet, server: TortureServer): Promise<Asking> => {
  const asking = new Asking();
  const note = async (journals: readonly string[]): Promise<void> => {
    for (const file of journals) for await (const entry of readJournal(file)) asking.note(entry);
  };
  await note(fleet.journals.writer);
  await server.untilNoAppendRuns();
  const { incarnation, journal: file } = fleet.nextIncarnation();
  const journal = new Journal(file, incarnation);
  journal.write({ did: 'rest' });
  await withStore(server.url, async (store) => {
    const recorded = new RecordedStore(store, journal);
    await Promise.all(asking.inDoubt().map(({ id, append }) => recorded.again(id, append)));
  });
  journal.close();
  await note([file]);
  await fleet.stop('reader');
  await note(fleet.journals.reader);
  return asking;
};

/** As `dondoc verify` does. Null: nothing was found. */
const verified = async (connectionString: string): Promise<string | null> => {
  const pool = openPool(connectionString, () => undefined);
  try {
    const { fault } = await verifyLog({ pool });
    return fault === null ? null : faultSentence(fault);
  } finally {
    await pool.end();
  }
};

/** Raises on a hole. */
async function* wholeLog(store: PostgresEventStore): AsyncGenerator<StoredEvent> {
  const limit = 2_000;
  for (let after = 0, more = true; more; after += limit) {
    const page = await store.readAll(after, limit);
    yield* page;
    more = page.length === limit;
  }
}
