import { describe, expect, test } from '@jest/globals';
import type { AgencyRef, DraftTask, PlanDraft, SourceDocument } from '#contracts';
import { changedFields, indexOfRow, mergeWithAbove, newRowBelow, proposedSplit, rowFromSamePlace, splitRow } from './edits.js';
import { choiceOf, namesInUse, refsOfChoices, renameEverywhere } from './names.js';
import { fieldKeys, inReadingOrder, placeWords, rowPointer, textAt } from './places.js';

const ref = (text: string, id: string | null = null): AgencyRef => ({ text, kind: id === null ? 'unresolved' : 'agency', id });
const task = (over: Partial<DraftTask> = {}): DraftTask => ({
  ordinal: '1',
  group: null,
  groupIndex: null,
  title: 'Xây dựng đề án',
  leads: [],
  coordinators: [],
  approvers: [],
  funding: null,
  output: null,
  responsible: null,
  status: null,
  others: [],
  deadline: { text: '', kind: 'none', start: null, due: null, recurrence: null },
  source: { line: 1, toLine: 2 },
  places: {},
  findings: [],
  ...over,
});
const draftOf = (...tasks: DraftTask[]): PlanDraft => ({
  document: { number: null, issuedOn: null, issuer: null, title: 'Kế hoạch' },
  groups: [],
  tasks,
  indicators: [],
  findings: [],
  coverage: { units: 0, accounted: 0, unaccounted: [] },
});

describe('edits of a draft', () => {
  test('name only the fields that differ', () => {
    expect(changedFields('/tasks/0', task(), task({ title: 'Khác' }))).toEqual([{ pointer: '/tasks/0/title', value: 'Khác' }]);
    expect(changedFields('/tasks/0', task(), task())).toEqual([]);
  });

  test('find a row again where it stands now, and see where somebody changed it', () => {
    const [one, other] = [task(), task({ title: 'Khác', source: { line: 5, toLine: 6 } })];
    expect(indexOfRow([other, one], one)).toBe(1);
    expect(indexOfRow([other, task({ ordinal: '9' })], one)).toBeNull();
    expect(rowFromSamePlace([other, task({ ordinal: '9' })], one)).toMatchObject({ ordinal: '9' });
  });

  test('split a row in two, proposed at its first break', () => {
    expect(proposedSplit('- Một;\n- Hai')).toEqual(['- Một', '- Hai']);
    expect(proposedSplit('Một. Hai. Ba')).toEqual(['Một.', 'Hai. Ba']);
    expect(proposedSplit('Một')).toEqual(['Một', '']);
    expect(splitRow('tasks', 3, task({ ordinal: '4' }), ['Một', 'Hai'])).toEqual([
      { pointer: '/tasks/3/title', value: 'Một' },
      { op: 'add', pointer: '/tasks/4', value: task({ ordinal: null, title: 'Hai' }) },
    ]);
  });

  test('merge a row into the one above it and lose nothing', () => {
    const above = task({ title: 'Một', leads: [ref('A', 'a')], places: { title: [{ line: 1, toLine: 1 }] } });
    const below = task({
      title: 'Hai',
      leads: [ref('A', 'a'), ref('B', 'b')],
      funding: 'Ngân sách',
      deadline: { text: '2026', kind: 'year', start: null, due: '2026-12-31', recurrence: null },
      places: { title: [{ line: 2, toLine: 2 }] },
    });
    const edits = mergeWithAbove(draftOf(above, below), 'tasks', 1);
    expect(Object.fromEntries(edits.map((edit) => [edit.pointer, 'value' in edit ? edit.value : edit.op]))).toEqual({
      '/tasks/0/places': {
        title: [
          { line: 1, toLine: 1 },
          { line: 2, toLine: 2 },
        ],
      },
      '/tasks/0/leads': [ref('A', 'a'), ref('B', 'b')],
      '/tasks/0/title': 'Một\nHai',
      '/tasks/0/funding': 'Ngân sách',
      '/tasks/0/deadline': below.deadline,
      '/tasks/1': 'remove',
    });
    expect(mergeWithAbove(draftOf(above), 'tasks', 0)).toEqual([]);
  });

  test('add a row in the group of the one above', () => {
    expect(newRowBelow('tasks', 0, task({ group: 'III', groupIndex: 2 }))).toMatchObject({
      op: 'add',
      pointer: '/tasks/1',
      value: { title: '', group: 'III', groupIndex: 2, leads: [] },
    });
  });
});

describe('names in a draft', () => {
  const draft = draftOf(
    task({ leads: [ref('UBND TP'), ref('Sở Xây dựng', 'so-xay-dung')] }),
    task({ coordinators: [ref('UBND TP')], approvers: [ref('Sở Xây dựng', 'so-xay-dung')] }),
    task({ leads: [ref('Sở Xây dựng', 'so-xay-dung')] }),
  );

  test('are told once each, those not recognised first', () => {
    expect(namesInUse(draft).map(({ text, cells }) => [text, cells])).toEqual([
      ['UBND TP', 2],
      ['Sở Xây dựng', 3],
    ]);
  });

  test('are put right in all rows at once', () => {
    const [name] = namesInUse(draft);
    const city: AgencyRef = { text: 'UBND TP', kind: 'agency', id: 'ubnd-thanh-pho-lang-son' };
    expect(renameEverywhere(draft, name!, [city])).toEqual([
      { pointer: '/tasks/0/leads', value: [city, ref('Sở Xây dựng', 'so-xay-dung')] },
      { pointer: '/tasks/1/coordinators', value: [city] },
    ]);
  });

  test('keep the words of the file where they stood, and take the official name where they are new', () => {
    const before = [ref('Sở XD', 'so-xay-dung'), ref('Sở chưa rõ')];
    const chosen = [...before.map(choiceOf), 'group:cac-so-ban-nganh'];
    expect(refsOfChoices(chosen, before, () => 'các sở, ban, ngành')).toEqual([
      ...before,
      { text: 'các sở, ban, ngành', kind: 'group', id: 'cac-so-ban-nganh' },
    ]);
  });
});

describe('places in the source', () => {
  const cell = (row: number, column: number, text: string) => ({ row, column, rowSpan: 1, columnSpan: 1, text });
  const document: SourceDocument = {
    format: 'docx',
    parts: [
      { kind: 'text', part: 'text', lines: [{ line: 1, text: 'KẾ HOẠCH' }] },
      { kind: 'table', part: 'table 2', name: null, rows: 7, columns: 3, cells: [cell(7, 2, 'Xây dựng'), cell(7, 3, 'Sở Nội vụ')] },
    ],
  };

  test('link a field with the cells it was read from', () => {
    const row = task({ places: { leads: [{ part: 'table 2', row: 7, column: 3 }], 'targets/0': [{ line: 3, toLine: 4 }] } });
    expect(fieldKeys(row, 'leads')).toEqual(['c:table-2:7:3']);
    expect(fieldKeys(row, 'targets')).toEqual(['l:3', 'l:4']);
    expect(fieldKeys(row, 'funding')).toEqual([]);
    expect(fieldKeys(task(), 'leads')).toEqual(['l:1', 'l:2']);
  });

  test('are told in words, with what stands there', () => {
    expect(placeWords({ part: 'table 2', row: 7, column: 3 })).toBe('bảng 2, hàng 7, cột 3');
    expect(placeWords({ line: 61, toLine: 63 })).toBe('dòng 61 đến 63');
    expect(textAt(document, { part: 'table 2', row: 7, column: null })).toBe('Xây dựng · Sở Nội vụ');
    expect(textAt(document, { line: 1, toLine: 2 })).toBe('KẾ HOẠCH');
  });

  test('put doubts in reading order, those of the whole document first', () => {
    const doubt = (finding: number, pointer: string | null) => ({ finding, pointer, fix: null, settled: null });
    const ordered = inReadingOrder([doubt(0, '/indicators/0'), doubt(1, '/tasks/10/title'), doubt(2, '/tasks/2'), doubt(3, null)]);
    expect(ordered.map(({ finding }) => finding)).toEqual([3, 2, 1, 0]);
    expect([rowPointer('/tasks/12/leads/0'), rowPointer('/document/number'), rowPointer(null)]).toEqual(['/tasks/12', null, null]);
  });
});
