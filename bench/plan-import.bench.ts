import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import type { Format } from '../test/corpus/printed-document.js';
import { Renderer } from '../test/corpus/render/renderer.js';
import { harmfulFiles } from './plan-import/harmful-files.js';
import { largePlan } from './plan-import/large-plan.js';
import { median } from './support/measure.js';

interface Reading {
  readonly milliseconds: number;
  /** The most memory that the process held at once, the program itself included. */
  readonly peakKilobytes: number;
  readonly tasks?: number;
  readonly unaccounted?: number;
  readonly refused?: string;
}

const formats: readonly Format[] = ['docx', 'xlsx', 'pdf', 'html', 'md', 'txt'];
const reader = path.join(import.meta.dirname, 'plan-import', 'read-one.js');
const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(2);

/** Each reading is a process of its own, so that nothing is warm and memory is that of one file. */
const readOnce = async (file: string): Promise<Reading> => {
  const { stdout } = await promisify(execFile)(process.execPath, [reader, file]);
  return JSON.parse(stdout) as Reading;
};

const readSome = async (file: string, rounds: number): Promise<Reading> => {
  process.stderr.write(`${path.basename(file)}\n`);
  const readings: Reading[] = [];
  for (let round = 0; round < rounds; round += 1) readings.push(await readOnce(file));
  return {
    ...readings[0],
    milliseconds: median(readings.map(({ milliseconds }) => milliseconds)),
    peakKilobytes: Math.max(...readings.map(({ peakKilobytes }) => peakKilobytes)),
  };
};

const rowOf = (name: string, { milliseconds, peakKilobytes, tasks, unaccounted, refused }: Reading): string =>
  `| ${name} | ${seconds(milliseconds)} | ${Math.round(peakKilobytes / 1024).toString()} | ${refused ?? `${String(tasks)} tasks, ${String(unaccounted)} units unaccounted`} |`;

/** Reads a large plan in every format, and files that have to be refused. */
export const run = async (args: readonly string[]): Promise<void> => {
  const { values } = parseArgs({
    args: [...args],
    options: { rows: { type: 'string', default: '1000' }, rounds: { type: 'string', default: '3' } },
  });
  const rows = Number(values.rows);
  const folder = await mkdtemp(path.join(tmpdir(), 'plan-import-'));
  const renderer = new Renderer();
  const lines: string[] = [];
  const measure = async (name: string, content: Uint8Array): Promise<void> => {
    const file = path.join(folder, name);
    await writeFile(file, content);
    lines.push(rowOf(name, await readSome(file, Number(values.rounds))));
  };
  try {
    for (const format of formats) await measure(`plan.${format}`, await renderer.render(largePlan(rows), format));
    for (const [name, content] of Object.entries(await harmfulFiles())) await measure(name, content);
  } finally {
    await renderer.close();
    await rm(folder, { recursive: true, force: true });
  }
  const report = [
    '# Reading a plan',
    '',
    `\`npm run bench -- plan-import\`: an appendix of ${rows.toLocaleString('en')} tasks in every format, from bytes to a draft with its findings, and files that`,
    `have to be refused. Each reading in a process of its own; median of ${values.rounds} for the time, the most for the memory.`,
    '',
    `- ${String(cpus().length)} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}; Node ${process.version}`,
    '',
    '| file | seconds | MiB at most, program included | read |',
    '|---|--:|--:|---|',
    ...lines,
    '',
  ].join('\n');
  await mkdir('bench/results', { recursive: true });
  await writeFile('bench/results/plan-import.md', report);
  process.stdout.write(`${report}\nWritten to bench/results/plan-import.md\n`);
};
