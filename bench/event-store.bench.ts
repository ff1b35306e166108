import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { measureLadder } from './event-store/append-ladder.js';
import { measureAppends } from './event-store/appends.js';
import { byDriver, byEmmett, byPgbench, byStore, rawTable, type Contestant } from './event-store/contestants.js';
import { measureGrowth } from './event-store/growth.js';
import { measureImportAndRead } from './event-store/import-and-read.js';
import { measureAlone, measureChain } from './event-store/in-turns.js';
import { withoutChain } from './event-store/without-chain.js';
import { describeMachine } from './support/machine.js';
import { profiled, sharesOf } from './support/processor-profile.js';
import { findPgbench, howToGetPgbench } from './support/pgbench.js';
import { loadEmmett } from './support/rivals.js';
import { openBenchPool, startBenchServer, type BenchServer } from './support/server.js';

const resultFile = 'bench/results/event-store.md';

const measureLadderApart = async (server: BenchServer, rounds: number): Promise<readonly string[]> => {
  const pool = openBenchPool(await server.anotherDatabase('ladder'), 1);
  try {
    return await measureLadder(pool, rounds);
  } finally {
    await pool.end();
  }
};

/** `npm run bench -- event-store [--rounds 5] [--seconds 2] [--import 200000] [--grow 10000,1000000,10000000]` */
export const run = async (args: readonly string[]): Promise<void> => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '2' },
      import: { type: 'string', default: '200000' },
      grow: { type: 'string', default: '10000,1000000,10000000' },
    },
  });
  const [rounds, seconds] = [Number(values.rounds), Number(values.seconds)];
  const pgbench = await findPgbench();
  if (pgbench === null) process.stderr.write(`${howToGetPgbench}\n`);
  const emmett = await loadEmmett();
  const server = await startBenchServer();
  const opened: Contestant[] = [];
  const keep = <One extends Contestant>(contestant: One): One => {
    opened.push(contestant);
    return contestant;
  };
  try {
    for (const statement of rawTable) await server.pool.query(statement);
    const plainUrl = await server.anotherDatabase('plain');
    const plainPool = openBenchPool(plainUrl, 1);
    await withoutChain(plainPool);
    await plainPool.end();
    const emmettUrl = await server.anotherDatabase('emmett');
    const machine = await describeMachine(server.pool, server.folder);
    const driver = keep(byDriver(server.url));
    const store = keep(byStore(server.url, 'append'));
    const plain = keep(byStore(plainUrl, 'append without hash, chain and key', false));
    const raw = pgbench === null ? [] : [keep(byPgbench(server.url))];
    const lines = [
      '# The event store beside raw inserts and Emmett',
      '',
      `\`npm run bench -- event-store\`: medians of ${rounds} interleaved rounds of ${seconds} s after one to warm up, all in one run on one server. A raw`,
      'insert writes the same columns under the same keys in a transaction of its own: no order, no version check, no hash. An append checks',
      'the exact version of its stream, takes the next position of the log without a hole, stores a request key, hashes the event and chains the batch.',
      'All clients of Node share one process; appends that come together share a statement.',
      '',
      ...machine,
      `- ${pgbench ?? 'pgbench not found: its rows are left out'}; Emmett 0.42.0`,
      '',
      '## Appends',
      '',
      ...(await measureAppends([...raw, driver, store, keep(byEmmett(emmettUrl, emmett))], rounds, seconds)),
      '',
      'Where the process of the 128 clients spends its time, in one more round that was sampled:',
      '',
      ...sharesOf(await profiled(() => store.run(128, seconds))),
      '',
      '## One client, alone',
      '',
      ...(await measureAlone(server)),
      '',
      '## What each guarantee costs the server',
      '',
      'Calls within the server, each in a transaction of its own that does not wait for the disk: no client, no network.',
      '',
      ...(await measureLadderApart(server, rounds)),
      '',
      '## What hash, chain and request key cost',
      '',
      ...(await measureChain(store, plain, rounds, seconds)),
      '',
      '## Import and reading',
      '',
      ...(await measureImportAndRead(server, Number(values.import), rounds)),
      '',
      '## As the log grows',
      '',
      ...(await measureGrowth(server, values.grow.split(',').map(Number))),
      '',
    ];
    await mkdir('bench/results', { recursive: true });
    await writeFile(resultFile, lines.join('\n'));
    process.stdout.write(`${lines.join('\n')}\nWritten to ${resultFile}\n`);
  } finally {
    for (const contestant of opened) await contestant.close();
    await server.close();
  }
};
