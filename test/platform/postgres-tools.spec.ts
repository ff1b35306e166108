import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { createGunzip } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { takeBackup } from '#backup';
import { verifyLog } from '#evidence';
import { allMigrations, allTables } from '#schema';
import { createTestDatabase, type TestDatabase } from '#testing';
import { contents, filledSystem } from '../../libs/backup/src/testing/filled-system.js';

const run = promisify(execFile);
/** Of the server that the tests run on. */
const SERVER = 18;

/** Null: the program is not there. */
const majorOf = (program: string): number | null => {
  const { stdout, error } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return error === undefined ? Number(/(\d+)/u.exec(stdout)?.[1]) : null;
};
const [dump, restore, psql] = [majorOf('pg_dump'), majorOf('pg_restore'), majorOf('psql')];
const canDump = dump !== null && dump >= SERVER && restore !== null && restore >= SERVER;
if (!canDump)
  console.warn(`NOT RUN: pg_dump and pg_restore. They must be of version ${SERVER} or newer; found: ${dump === null ? 'none' : dump}.`);
if (psql === null) console.warn('NOT RUN: a backup read by psql. psql is not on the path.');

describe('with PostgreSQL’s own tools', () => {
  let source: TestDatabase;
  let folder: string;
  const targets: TestDatabase[] = [];
  const newTarget = async (options: Parameters<typeof createTestDatabase>[0]): Promise<TestDatabase> => {
    const target = await createTestDatabase(options);
    targets.push(target);
    return target;
  };
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'dondoc-tools-'));
    source = await filledSystem();
  });
  afterAll(async () => {
    await Promise.all([source, ...targets].map((database) => database.drop()));
    await rm(folder, { recursive: true, force: true });
  });

  const expectTheSame = async (target: TestDatabase): Promise<void> => {
    const was = await verifyLog({ pool: source.pool });
    expect(was.fault).toBeNull();
    expect(await verifyLog({ pool: target.pool })).toEqual(was);
    expect(await contents(target.pool)).toEqual(await contents(source.pool));
  };

  (canDump ? test : test.skip)('pg_dump and pg_restore into a fresh database keep hashes, chain and tree', async () => {
    const [file, target] = [path.join(folder, 'dump'), await newTarget({ empty: true })];
    await run('pg_dump', ['--format=custom', `--file=${file}`, source.url]);
    await run('pg_restore', ['--no-owner', `--dbname=${target.url}`, file]);
    await expectTheSame(target);
  });

  (psql === null ? test.skip : test)('a backup, unpacked by gunzip, is a script that psql runs into a migrated database', async () => {
    const [file, target] = [path.join(folder, 'backup'), await newTarget({ migrations: allMigrations })];
    await takeBackup({ databaseUrl: source.url, file, tables: allTables, keyMark: 'aaaa-bbbb' });
    await target.pool.query('delete from es.log_head');
    const child = spawn('psql', ['--quiet', '--set=ON_ERROR_STOP=1', target.url], { stdio: ['pipe', 'ignore', 'pipe'] });
    let errors = '';
    child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
    createReadStream(file).pipe(createGunzip()).pipe(child.stdin);
    const [code] = (await once(child, 'close')) as [number | null];
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    await expectTheSame(target);
  });
});
