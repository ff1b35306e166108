import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { PlanDraft, SourceDocument } from '#contracts';
import { appendixDocx, appendixOf } from '#plan-export';
import { readPlanDocument } from '#plan-import';
import { langSon2023, vietnamWorkingCalendar } from '#reference-data';
import { composedDocuments } from './printed-document.js';
import { Renderer } from './render/renderer.js';

const samples = path.join(import.meta.dirname, '../../samples');
const renderer = new Renderer();
afterAll(() => renderer.close());

interface Reading {
  readonly draft: PlanDraft;
  readonly source: SourceDocument;
}

const read = async (bytes: Uint8Array, name: string): Promise<Reading> => {
  const reading = await readPlanDocument(bytes, { name, directory: langSon2023, calendar: vietnamWorkingCalendar });
  if (!reading.ok) throw new Error(`${name}: ${reading.message}`);
  return reading;
};

const there = async (bytes: Uint8Array, name: string): Promise<{ readonly first: Reading; readonly again: Reading }> => {
  const first = await read(bytes, name);
  const tables = appendixOf(first.draft, first.source);
  return { first, again: await read(await appendixDocx(tables, first.draft.document.title), 'phu-luc.docx') };
};

const squeezed = (text: string): string => text.replace(/\s+/gu, '');

/** Words alone: where a line is broken is for the table's columns to say. */
const words = (text: string | null | undefined): string => (text ?? '').replace(/\s+/gu, ' ').trim();

/** What the cells of the rows say; where they stood is another matter, and so is whether they were torn. */
const cellTexts = ({ tasks, indicators, groups }: PlanDraft) => ({
  groups: groups.map(({ ordinal, title }) => [ordinal, title].map(words)),
  tasks: tasks.map(({ ordinal, group, title, printed, deadline, funding, output, responsible, status, others }) => [
    ...[ordinal, group, title, printed?.leads, printed?.coordinators, printed?.approvers].map(words),
    ...[deadline.text, funding, output, responsible, status, ...others.flatMap(({ head, text }) => [head, text])].map(words),
  ]),
  indicators: indicators.map(({ ordinal, group, name, unit, targets, printedLeads, others }) =>
    [
      ...[ordinal, group, name, unit, printedLeads],
      ...targets.flatMap(({ period, text }) => [period, text]),
      ...others.flatMap(({ head, text }) => [head, text]),
    ].map(words),
  ),
});

/** Who is meant by when: what the rows are entered with. */
const meaning = ({ tasks, indicators }: PlanDraft) => ({
  tasks: tasks.map(({ leads, coordinators, approvers, deadline }) => ({ leads, coordinators, approvers, deadline })),
  indicators: indicators.map(({ leads, targets }) => ({ leads, targets })),
});

/** Filled cells row by row, from left to right. */
const tableRows = ({ parts }: SourceDocument): readonly (readonly string[])[] =>
  parts.flatMap((part) =>
    part.kind === 'text'
      ? []
      : Array.from({ length: part.rows }, (_, index) =>
          part.cells
            .filter(({ row, text }) => row === index + 1 && text.trim() !== '')
            .toSorted((one, other) => one.column - other.column)
            .map(({ text }) => squeezed(text)),
        ).filter((row) => row.length > 0),
  );

describe('the appendix of a plan, printed again and read again', () => {
  test.each(['dong-thap-617-2025.docx', 'ha-noi-310-2025.docx', 'tp-hcm-2820-2025.docx'])(
    '%s has the cells of its source',
    async (name) => {
      const { first, again } = await there(readFileSync(path.join(samples, name)), name);
      expect(tableRows(again.source)).toEqual(tableRows(first.source));
      expect(cellTexts(again.draft)).toEqual(cellTexts(first.draft));
      expect(meaning(again.draft)).toEqual(meaning(first.draft));
      expect(again.draft.document).toEqual(first.draft.document);
    },
  );

  test('the Lạng Sơn file has its cells again, whole', async () => {
    const name = 'lang-son-2023-phu-luc.txt';
    const bytes = readFileSync(path.join(samples, name));
    const { first, again } = await there(bytes, name);
    expect(cellTexts(again.draft)).toEqual(cellTexts(first.draft));
    expect(meaning(again.draft)).toEqual(meaning(first.draft));
    const printed = tableRows(again.source).flat().join('');
    const lost = bytes
      .toString('utf8')
      .split('\n')
      .map(squeezed)
      .filter((line) => !/^(?:PHỤLỤC|\(Kèmtheo)/u.test(line) && !printed.includes(line));
    expect(lost).toEqual([]);
  });

  test.each(composedDocuments().map((document) => [document.name, document] as const))('%s keeps its cells', async (name, document) => {
    const { first, again } = await there(await renderer.render(document.blocks, 'docx'), `${name}.docx`);
    expect(cellTexts(again.draft)).toEqual(cellTexts(first.draft));
  });
});
