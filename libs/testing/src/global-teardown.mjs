import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const signal = (pid, name) => {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
};

const isZombie = (pid) => {
  try {
    return / Z /u.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};

const runningServer = (folder) => {
  try {
    return JSON.parse(readFileSync(path.join(folder, 'server.json'), 'utf8'));
  } catch {
    return null;
  }
};

/** Stops the run's server at once (its data is thrown away) and removes the folder. */
export default async () => {
  const folder = process.env.DONDOC_TEST_FOLDER;
  if (folder === undefined) return;
  const server = runningServer(folder);
  if (server !== null) {
    signal(server.pid, 'SIGQUIT');
    // A server that nobody reaps stays visible as a zombie: it has ended all the same.
    for (let tries = 0; tries < 300 && signal(server.pid, 0) && !isZombie(server.pid); tries += 1) await pause(10);
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
};
