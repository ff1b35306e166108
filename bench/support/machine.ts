import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { arch, cpus, loadavg, platform, release, totalmem } from 'node:os';
import path from 'node:path';
import type { Pool } from 'pg';
import { median } from './measure.js';

/** How long the disk under a folder takes to keep 8 kB, in milliseconds. */
const syncTime = (folder: string): number => {
  const file = path.join(folder, 'sync-probe');
  const handle = openSync(file, 'w');
  const block = Buffer.alloc(8192, 1);
  const times = Array.from({ length: 300 }, () => {
    const started = performance.now();
    writeSync(handle, block);
    fdatasyncSync(handle);
    return performance.now() - started;
  });
  closeSync(handle);
  rmSync(file);
  return median(times);
};

/** What a reader must know to compare numbers with his own, as lines of Markdown. */
export const describeMachine = async (pool: Pool, folder: string): Promise<readonly string[]> => {
  const settings = ['server_version', 'fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers', 'max_wal_size'];
  const { rows } = await pool.query<{ name: string; value: string }>(
    'select name, current_setting(name) as value from unnest($1::text[]) with ordinality as asked (name, nth) order by nth',
    [settings],
  );
  const processors = cpus();
  return [
    `- ${processors.length} × ${processors[0]?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${platform()} ${release()} ${arch()}`,
    `- Node ${process.version}; PostgreSQL: ${rows.map(({ name, value }) => `${name} ${value}`).join(', ')}`,
    `- 8 kB written and synced (fdatasync): ${syncTime(folder).toFixed(2)} ms median`,
    `- clients and server share the processors; load average at the start, of other work: ${(loadavg()[0] ?? 0).toFixed(1)}`,
  ];
};
