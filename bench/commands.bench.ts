import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { v7 as uuidv7 } from 'uuid';
import { allMigrations } from '#schema';
import { closeConnections, post } from './commands/http-client.js';
import { startProgram } from './commands/programs.js';
import { credentials, seedPerson, seedTasks } from './commands/seed.js';
import { rawTable } from './event-store/contestants.js';
import { describeMachine } from './support/machine.js';
import { runClients } from './support/measure.js';
import { sharesOf } from './support/processor-profile.js';
import { inRounds } from './support/rounds.js';
import { startBenchServer } from './support/server.js';

const clientCounts = [1, 16, 64];
const resultFile = 'bench/results/commands.md';
const [bareRoute, acknowledgement] = ['bare Fastify route, one raw insert', 'acknowledge'];

/** `npm run bench -- commands [--rounds 5] [--seconds 2] [--tasks 150000]` */
export const run = async (args: readonly string[]): Promise<void> => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '2' },
      tasks: { type: 'string', default: '150000' },
    },
  });
  const server = await startBenchServer(allMigrations);
  for (const statement of rawTable) await server.pool.query(statement);
  await seedPerson(server.pool);
  process.stderr.write('Entering tasks\n');
  const tasks = [...(await seedTasks(server.pool, Number(values.tasks)))];
  const machine = await describeMachine(server.pool, server.folder);
  const env = { DATABASE_URL: server.url, MASTER_KEY: Buffer.alloc(32, 7).toString('base64'), PORT: '0', NODE_ENV: 'production' };
  // A worker makes the views once; it does not run while commands are measured.
  await (await startProgram('apps/worker/src/main.js', [], env)).stop();
  const api = await startProgram('apps/api/src/main.js', [], env);
  const watched = await startProgram('apps/api/src/main.js', [], env, { profiled: true });
  const bare = await startProgram('bench/commands/bare-server.js', [server.url], {});
  try {
    const acknowledgeAt = async (url: string | null): Promise<() => Promise<void>> => {
      const { cookie, status } = await post(`${url}/api/v1/session`, credentials);
      if (cookie === undefined) throw new Error(`Nobody could sign in (${status})`);
      return async () => {
        const id = tasks.pop();
        if (id === undefined) throw new Error('There are no tasks left; ask for more with --tasks');
        const answer = await post(`${url}/api/v1/tasks/${id}/acknowledge`, {}, { cookie, 'idempotency-key': uuidv7() });
        if (answer.status !== 200 || !answer.body.includes('AssignmentAcknowledged')) throw new Error(`${answer.status} ${answer.body}`);
      };
    };
    const acknowledge = await acknowledgeAt(api.url);
    const insert = async (): Promise<void> => {
      const answer = await post(`${bare.url}/insert/${uuidv7()}`, { part: 'L01' }, { 'idempotency-key': uuidv7() });
      if (answer.status !== 200) throw new Error(`${answer.status} ${answer.body}`);
    };
    const contestants = [
      { name: bareRoute, act: insert },
      { name: acknowledgement, act: acknowledge },
    ];
    const results = await inRounds(
      clientCounts.flatMap((clients) =>
        contestants.map(({ name, act }) => ({ key: `${name} × ${clients}`, run: (time: number) => runClients(clients, time, act) })),
      ),
      Number(values.rounds),
      Number(values.seconds),
    );
    process.stderr.write('Profile of the api\n');
    const again = await acknowledgeAt(watched.url);
    await runClients(16, 2, again);
    await watched.profile('begin');
    await runClients(16, 5, again);
    const profile = await watched.profile('end');
    const lines = [
      '# Commands over HTTP beside a bare route',
      '',
      `\`npm run bench -- commands\`: medians of ${values.rounds} interleaved rounds of ${values.seconds} s after one to warm up. An acknowledgement is a whole command: session,`,
      'rights, the task folded from its events, decided, appended under a request key, hashed and chained, logged. The bare route parses a body and does one raw',
      'insert into a table with the same columns and keys. Server processes, PostgreSQL and the clients share the machine.',
      '',
      ...machine,
      '',
      '| clients | what | per second | p50 ms | p99 ms | of the bare route | processors busy | µs of them each |',
      '|--:|---|--:|--:|--:|--:|--:|--:|',
      ...clientCounts.flatMap((clients) => {
        const base = results.get(`${bareRoute} × ${clients}`)?.perSecond ?? 0;
        return contestants.map(({ name }) => {
          const { perSecond, p50, p99, busy, each } = results.get(`${name} × ${clients}`)!;
          return `| ${clients} | ${name} | ${perSecond.toFixed(0)} | ${p50.toFixed(2)} | ${p99.toFixed(2)} | ${(perSecond / base).toFixed(2)} | ${busy.toFixed(1)} | ${each.toFixed(0)} |`;
        });
      }),
      '',
      '## Where the api spends it',
      '',
      'Another api, sampled for 5 s under 16 clients:',
      '',
      ...sharesOf(profile),
      '',
    ];
    await mkdir('bench/results', { recursive: true });
    await writeFile(resultFile, lines.join('\n'));
    process.stdout.write(`${lines.join('\n')}\nWritten to ${resultFile}\n`);
  } finally {
    closeConnections();
    await api.stop();
    await watched.stop();
    await bare.stop();
    await server.close();
  }
};
