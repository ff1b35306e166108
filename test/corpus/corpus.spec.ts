import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { readPlanDocument } from '#plan-import';
import { langSon2023, vietnamWorkingCalendar } from '#reference-data';
import { composedDocuments, type Labels, labelsFrom } from './printed-document.js';
import { Renderer } from './render/renderer.js';
import { reportOf } from './report.js';
import { addScores, emptyScore, type Score, scoreOf } from './score.js';

const samples = path.join(import.meta.dirname, '../../samples');
const renderer = new Renderer();
const scores = new Map<string, Score>();

const read = async (bytes: Uint8Array, name: string, labels: Labels): Promise<void> => {
  const reading = await readPlanDocument(bytes, { name, directory: langSon2023, calendar: vietnamWorkingCalendar });
  if (!reading.ok) throw new Error(`${name}: ${reading.message}`);
  scores.set(name, scoreOf(reading.draft, labels));
};

/** Everything is read once; the tests look at the sum. */
beforeAll(async () => {
  for (const file of ['lang-son-2023-phu-luc.txt', 'dong-thap-617-2025.docx', 'ha-noi-310-2025.docx', 'tp-hcm-2820-2025.docx']) {
    const labels = labelsFrom(parse(readFileSync(path.join(import.meta.dirname, 'samples', `${file}.yaml`), 'utf8')));
    await read(readFileSync(path.join(samples, file)), file, labels);
  }
  for (const { name, formats, blocks, labels } of composedDocuments()) {
    for (const format of formats) await read(await renderer.render(blocks, format), `${name}.${format}`, labels);
  }
}, 180_000);

afterAll(async () => {
  await renderer.close();
});

const total = (): Score => [...scores.values()].reduce(addScores, emptyScore());

describe('the corpus', () => {
  test('is read right, or says where it may be wrong', () => {
    const all = total();
    process.stdout.write(reportOf(scores, all));
    expect(all.rowsFound).toBe(all.rows);
    expect(all.cellsRight / all.cells).toBeGreaterThanOrEqual(0.98);
    expect(all.wrong.filter(({ flagged }) => !flagged)).toEqual([]);
    expect(all.unaccounted).toBe(0);
  });

  test('has each of its traps flagged, and few alarms beside them', () => {
    const all = total();
    expect(all.missed).toEqual([]);
    expect(all.falseAlarms / all.rows).toBeLessThan(0.02);
  });

  test('holds two hundred rows before any is rendered twice', () => {
    const composed = composedDocuments().reduce((sum, { labels }) => sum + labels.tasks.length + labels.indicators.length, 0);
    expect(composed).toBeGreaterThanOrEqual(140);
  });
});
