import { describe, expect, test } from '@jest/globals';
import type { Finding, PlanDraft } from '#contracts';
import { bodyOf, emptyTask, letterOf, missingIn, openFindings, withFix } from './letter.js';

const unknown: Finding = {
  code: 'unknown-agency',
  severity: 'warning',
  message: 'Chưa nhận ra cơ quan "Sở Kế hoạch".',
  source: null,
  pointer: '/tasks/0/leads/0',
  fix: {
    label: 'Chọn Sở Tài chính',
    corrections: [{ pointer: '/tasks/0/leads/0', value: { text: 'Sở Kế hoạch', kind: 'agency', id: 'so-tai-chinh' } }],
  },
};
const draft: PlanDraft = {
  document: { number: '1/UBND', issuedOn: null, issuer: null, title: '' },
  groups: [],
  tasks: [{ ...emptyTask, title: 'Rà soát', leads: [{ text: 'Sở Kế hoạch', kind: 'unresolved', id: null }] }],
  indicators: [],
  findings: [{ ...unknown, code: 'document-date-blank', pointer: '/document/issuedOn', fix: null }, unknown],
  coverage: { units: 1, accounted: 1, unaccounted: [] },
};
const letter = letterOf('Giao …', draft);
const [row] = letter.rows;

describe('the form of a letter', () => {
  test('parts the doubts of the document from those of its tasks, and begins on the day of the letter', () => {
    expect(letter.findings.map(({ code }) => code)).toEqual(['document-date-blank']);
    expect(row?.findings).toEqual([unknown]);
    expect(letter.effectiveOn).toBe('');
    expect(letterOf('', { ...draft, document: { ...draft.document, issuedOn: '2026-11-01' } }).effectiveOn).toBe('2026-11-01');
  });

  test('settles a doubt where its field is put right, by the proposal or by hand', () => {
    if (row === undefined || unknown.fix === null) throw new Error('no row');
    expect(openFindings(row)).toEqual([unknown]);
    const fixed = withFix(row.task, unknown.fix);
    expect(fixed.leads).toEqual([{ text: 'Sở Kế hoạch', kind: 'agency', id: 'so-tai-chinh' }]);
    expect(openFindings({ ...row, task: fixed })).toEqual([]);
    expect(openFindings({ ...row, task: { ...row.task, title: 'Khác' } })).toEqual([unknown]);
  });

  test('says what is missing, and sends no empty words', () => {
    expect([...missingIn(letter).keys()]).toEqual(['title']);
    const blank = { ...letter, text: ' ', effectiveOn: '', rows: [{ key: 4, task: emptyTask, read: null, findings: [] }] };
    expect([...missingIn(blank).keys()]).toEqual(['title', 'task-4']);
    expect(bodyOf(blank)).toMatchObject({ text: null });
    expect(bodyOf(blank)).not.toHaveProperty('effectiveOn');
  });
});
