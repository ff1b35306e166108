import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Finding, findingSeverities, PlanDraft, readAt, SourceDocument, type SourceView } from '#contracts';
import { langSon2023, vietnamWorkingCalendar } from '#reference-data';
import { readPlanDocument, type PlanReading } from './read-plan-document.js';

const sample = readFileSync(new URL('../../../samples/lang-son-2023-phu-luc.txt', import.meta.url));
const options = { directory: langSon2023, calendar: vietnamWorkingCalendar };
const read = async (): Promise<Extract<PlanReading, { ok: true }>> => {
  const reading = await readPlanDocument(sample, { ...options, name: 'phu-luc.txt' });
  if (!reading.ok) throw new Error(reading.message);
  return reading;
};

describe('a document that was read', () => {
  test('stands beside its draft, in shapes that the interface knows', async () => {
    const { draft, source } = await read();
    expect(PlanDraft.parse(draft)).toEqual(draft);
    expect(SourceDocument.parse(source)).toEqual(source);
  });

  test('shows at every field’s place the words that were read there', async () => {
    const { draft, source } = await read();
    const lines = new Map(source.parts.flatMap((part) => (part.kind === 'text' ? part.lines.map(({ line, text }) => [line, text]) : [])));
    const textAt = (place: SourceView): string => {
      if (!('line' in place)) throw new Error('a text has lines');
      const found = Array.from({ length: place.toLine - place.line + 1 }, (_, at) => lines.get(place.line + at) ?? '');
      return found.join(' ').replaceAll(/\s+/gu, ' ');
    };
    const at = (places: readonly SourceView[] | undefined): string => (places ?? []).map(textAt).join(' ');
    for (const task of draft.tasks) {
      for (const lead of task.leads) expect(at(task.places['leads'])).toContain(lead.text.replace(/^Sở /u, ''));
      for (const line of task.title.split('\n')) expect(at(task.places['title'])).toContain(line);
      expect(at(task.places['deadline']).replaceAll(' ', '')).toContain(task.deadline.text.replaceAll(' ', ''));
    }
    for (const indicator of draft.indicators) {
      indicator.targets.forEach(({ text }, index) => expect(at(indicator.places[`targets/${String(index)}`])).toContain(text));
    }
  });

  test('has findings of known severity that point at what they concern', async () => {
    const { draft } = await read();
    const severities: Readonly<Record<string, string>> = findingSeverities;
    for (const { code, severity, pointer } of draft.findings) {
      expect(severities[code]).toBe(severity);
      if (pointer !== null) expect(readAt(draft, pointer)).not.toBeUndefined();
    }
    const rows = draft.findings.filter(({ pointer }) => pointer?.startsWith('/tasks/') === true);
    expect(rows.length).toBeGreaterThan(20);
  });
});

test('a file that is no plan’s is refused with code and sentence, not thrown', async () => {
  expect(await readPlanDocument(new Uint8Array(), options)).toMatchObject({ ok: false, code: 'IMPORT.EMPTY' });
});

test('a draft kept before there were places and pointers is still one', () => {
  const { draft } = { draft: JSON.parse(readFileSync(new URL('../golden/draft-without-places.json', import.meta.url), 'utf8')) };
  const read = PlanDraft.parse(draft);
  expect(read.tasks[0]).toMatchObject({ places: {}, status: null, others: [], groupIndex: null });
  expect(read.findings[0]).toEqual(Finding.parse({ ...draft.findings[0], pointer: null, fix: null }));
});
