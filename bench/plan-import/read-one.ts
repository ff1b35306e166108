import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readPlanDocument } from '#plan-import';
import { langSon2023, vietnamWorkingCalendar } from '#reference-data';

/** Reads one file in a process of its own and prints what it took: one JSON value. */
const [file = ''] = process.argv.slice(2);
const bytes = await readFile(file);
const started = performance.now();
const reading = await readPlanDocument(bytes, { name: path.basename(file), directory: langSon2023, calendar: vietnamWorkingCalendar });
const took = performance.now() - started;
const found = reading.ok
  ? { tasks: reading.draft.tasks.length, unaccounted: reading.draft.coverage.unaccounted.length }
  : { refused: reading.message };
// The most that this process itself held: what Node reports begins with the memory of whoever started it.
const status = await readFile('/proc/self/status', 'utf8');
const peakKilobytes = Number(/VmHWM:\s+(\d+) kB/u.exec(status)?.[1]);
process.stdout.write(JSON.stringify({ milliseconds: took, peakKilobytes, ...found }));
