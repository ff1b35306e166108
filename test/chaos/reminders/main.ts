/** The long form: 10,000 reminders under at least 30 kills. Prints its table. Usage: npm run test:chaos */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openPool } from '#platform';
import { redisForTests, startRedis } from '#testing';
import { TortureServer } from '../../torture/run/torture-server.js';
import { chaosLines, faultsOf } from './report.js';
import { runChaos } from './run-chaos.js';

const folder = await mkdtemp(path.join(tmpdir(), 'dondoc-chaos-'));
const server = await TortureServer.start(folder);
const pool = openPool(server.url, () => undefined, 6);
const redis = redisForTests() === 'none' || process.argv.includes('--postgres') ? null : await startRedis();
const amount = Number(process.env['REMINDERS'] ?? '10000');
try {
  const report = await runChaos({
    reminders: amount,
    kills: 33,
    workers: 3,
    sendsBeforeKill: Math.max(1, Math.round(amount / 120)),
    database: { url: server.url, pool },
    redis,
    say: (line) => process.stderr.write(`${line}\n`),
  });
  process.stdout.write(`queue on ${redis === null ? 'PostgreSQL' : 'Redis'}\n${chaosLines(report).join('\n')}\n`);
  for (const fault of report.faults) process.stderr.write(`${fault}\n`);
  if (Object.values(faultsOf(report)).some((count) => count !== 0)) process.exitCode = 1;
} finally {
  await pool.end();
  await redis?.stop();
  await server.close();
  await rm(folder, { recursive: true, force: true });
}
