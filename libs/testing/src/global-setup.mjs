import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const prefix = 'dondoc-test-';

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Folders whose run was killed: their server has ended with it, the files stayed. */
const sweep = () => {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(/^dondoc-test-(\d+)-/u.exec(name)?.[1]);
    if (Number.isNaN(pid) || isAlive(pid)) continue;
    rmSync(path.join(tmpdir(), name), { recursive: true, force: true });
  }
};

/** Names the folder in which the first test that needs a database starts the run's server. */
export default () => {
  sweep();
  process.env.DONDOC_TEST_FOLDER = mkdtempSync(path.join(tmpdir(), `${prefix}${process.pid}-`));
};
