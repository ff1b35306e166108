/** Backs up or restores until it is killed; says each step on standard output. VERB, DATABASE_URL and FILE in the environment. */
import { writeSync } from 'node:fs';
import { restoreBackup, takeBackup } from '#backup';
import { allMigrations, allTables } from '#schema';

const { VERB, DATABASE_URL: databaseUrl, FILE: file } = process.env;
const onProgress = (progress) => writeSync(1, `${JSON.stringify(progress)}\n`);
const options = { databaseUrl, file, tables: allTables, keyMark: 'aaaa-bbbb', onProgress };
await (VERB === 'backup' ? takeBackup(options) : restoreBackup({ ...options, migrations: allMigrations }));
