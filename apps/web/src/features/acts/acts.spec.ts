import { describe, expect, test } from '@jest/globals';
import { taskCommandBodies } from '#contracts';
import type { ActSubject, FieldValue } from './act.js';
import { fieldsOf } from './act.js';
import { bodyOf, isShown, missingFields, placeErrors } from './body.js';
import { allActs } from './catalogue.js';

const agency = { id: 'so-noi-vu', name: 'Sở Nội vụ' };
const subject = {
  today: '2026-11-23',
  ask: { agency, number: 1 },
  part: {
    part: 'L01',
    agency,
    asks: [{ outcome: { kind: 'open' } }],
    internal: null,
    progress: null,
    submissions: [{ number: 2, outcome: { kind: 'pending' }, sentOn: '2026-11-20', provisional: true }],
    extensions: [{ number: 1, due: '2026-12-31', outcome: { kind: 'pending' } }],
    causes: [{ number: 1, outcome: { kind: 'pending' } }],
    milestones: [
      { number: 1, text: 'Trình dự thảo', due: '2026-12-15', outcome: 'open', report: null },
      { number: 2, text: 'Lấy ý kiến', due: '2026-12-10', outcome: 'reported', report: { provisional: true } },
    ],
    cycles: [
      { number: 1, label: 'Quý III/2026', due: '2026-09-21', outcome: 'open', reports: [] },
      { number: 2, label: 'Quý IV/2026', due: '2026-12-21', outcome: 'reported', reports: [{ provisional: true }] },
    ],
    takeover: { from: agency, basis: 'Nghị quyết 04' },
    approver: { id: 'ubnd-tinh', name: 'UBND tỉnh' },
  },
  task: { coordinatingParts: [{ part: 'C01', released: false, agency }] },
} as unknown as ActSubject;

const examples: Readonly<Record<string, unknown>> = {
  date: '2026-12-01',
  percent: '40',
  count: '40',
  flag: 'yes',
  agency: 'so-tai-chinh',
  agencies: ['so-tai-chinh'],
  person: '0197c1a0-0000-7000-8000-000000000001',
  files: [{ sha256: 'a'.repeat(64), name: 'a.pdf', size: 3, mediaType: 'application/pdf' }],
};
const example = (kind: string, name: string, choices?: readonly { readonly value: string }[]): FieldValue =>
  (choices === undefined ? (examples[kind] ?? `Nội dung ${name}`) : (choices[0]?.value ?? '')) as FieldValue;

describe('forms of acts', () => {
  test('every command of the contracts has a form, and one only', () => {
    expect(allActs.map((act) => act.verb).sort()).toEqual(Object.keys(taskCommandBodies).sort());
  });

  test.each(allActs.map((act) => [act.verb, act] as const))('%s, filled in whole, makes a body that the contract takes', (verb, act) => {
    const fields = fieldsOf(act, subject);
    for (const kind of verb === 'record-baseline' ? ['in-progress', 'done', 'overtaken'] : ['']) {
      const values = {
        ...Object.fromEntries(fields.map((field) => [field.name, example(field.kind, field.name, field.choices)])),
        ...(kind === '' ? {} : { 'outcome.kind': kind }),
      };
      const body = bodyOf(fields, values, act.fixed?.(subject) ?? {});
      expect(taskCommandBodies[verb].safeParse(body).error?.issues ?? []).toEqual([]);
    }
  });

  test.each(allActs.map((act) => [act.verb, act] as const))('%s, with only the required fields, is taken too', (verb, act) => {
    const fields = fieldsOf(act, subject);
    const initial = act.initial?.(subject) ?? {};
    const required = fields.filter(
      (field) => field.required === true && isShown(field, { 'outcome.kind': 'in-progress', 'schedule.kind': 'yearly', ...initial }),
    );
    const values = {
      ...initial,
      ...Object.fromEntries(required.map((field) => [field.name, example(field.kind, field.name, field.choices)])),
    };
    if (verb === 'record-baseline') Object.assign(values, { 'outcome.kind': 'in-progress' });
    const body = bodyOf(fields, values, act.fixed?.(subject) ?? {});
    expect(taskCommandBodies[verb].safeParse(body).error?.issues ?? []).toEqual([]);
    expect(missingFields(fields, values)).toEqual({});
  });

  test("the server's complaints come to stand at their fields, the others above the form", () => {
    const submit = allActs.find((act) => act.verb === 'submit-completion');
    const fields = submit === undefined ? [] : fieldsOf(submit, subject);
    const problem = {
      type: 'about:blank',
      title: 'Nội dung chưa hợp lệ',
      status: 422,
      code: 'REQUEST.INVALID',
      errors: [
        { pointer: '/document/number', message: 'Chưa có nội dung.' },
        { pointer: '/files/0/size', message: 'Tệp rỗng.' },
        { pointer: '/nowhere', message: 'Không rõ.' },
      ],
    };
    expect(placeErrors(problem, fields)).toEqual({
      at: { 'document.number': 'Chưa có nội dung.', files: 'Tệp rỗng.' },
      rest: ['Không rõ.'],
    });
  });

  test('a blank required field is named before anything is sent', () => {
    const report = allActs.find((act) => act.verb === 'report-progress');
    const fields = report === undefined ? [] : fieldsOf(report, subject);
    expect(missingFields(fields, { text: '   ' })).toEqual({ text: 'Chưa có nội dung.' });
  });
});
