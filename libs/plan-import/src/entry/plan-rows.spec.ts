import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { plainDate, type AgencyId, type PlanId } from '#domain';
import type { AgencyRef, DraftTask, PlanDraft } from '#contracts';
import { langSon2023 } from '#reference-data';
import { readPlanText } from '../testing/read-plan-text.js';
import { baselineRows, readPlanDecisions } from './plan-decisions.js';
import { planRowsOf } from './plan-rows.js';

const file = (name: string): string => readFileSync(new URL(`../../../../samples/${name}`, import.meta.url), 'utf8');
const draft = readPlanText(file('lang-son-2023-phu-luc.txt'), langSon2023);
const decisions = readPlanDecisions(file('lang-son-2023-decisions.json'));
const options = {
  planId: '01980000-0000-7000-8000-000000000001' as PlanId,
  assigningAuthority: 'ubnd-tinh' as AgencyId,
  effectiveOn: plainDate(decisions.effectiveOn),
};
const plan = planRowsOf(draft, langSon2023, { ...options, decisions });

const ref = (kind: AgencyRef['kind'], id: string | null, text = id ?? '?'): AgencyRef => ({ kind, id, text });
const withTask = (change: Partial<DraftTask>): PlanDraft => ({ ...draft, tasks: [{ ...draft.tasks[14]!, ...change }], indicators: [] });
const only = (change: Partial<DraftTask>, on = options.effectiveOn) => {
  const { tasks, problems } = planRowsOf(withTask(change), langSon2023, { ...options, effectiveOn: on });
  return { ...tasks[0]!, problems: problems.map(({ code }) => code) };
};

describe('the rows of the plan of Lạng Sơn', () => {
  test('have 109 lead parts, none where no lead is named', () => {
    expect(plan.tasks.map(({ leads }) => leads.length)).toEqual([1, 11, 1, 0, 1, 11, 0, 11, 11, 12, 11, 12, 13, 11, 1, 1, 1]);
  });

  test('have the eleven districts as coordinators, but never the lead itself', () => {
    const [first] = plan.tasks;
    expect(first!.coordinators.filter((id) => id.startsWith('ubnd-'))).toHaveLength(11);
    expect(first!.coordinators).toContain('so-xay-dung');
    expect(first!.coordinators).not.toContain('so-ke-hoach-va-dau-tu');
    expect(plan.tasks[3]!.coordinators).toEqual([]);
  });

  test('have the highest of several approvers', () => {
    expect(plan.tasks[1]!.leads[0]).toMatchObject({ approver: 'ubnd-tinh', approverProposed: false });
    expect(plan.tasks[1]!.findings).toContain('several-approvers');
  });

  test('leave an authority without a name to be designated', () => {
    expect(plan.tasks[0]!.leads[0]).toMatchObject({ approver: null, approverProposed: false });
    expect(plan.tasks[0]!.findings).toContain('approver-to-designate');
  });

  test('propose the assigning authority where none is named, and say so', () => {
    const third = plan.tasks.filter(({ group }) => group === 'III');
    expect(
      third.flatMap(({ leads }) => leads).every(({ approver, approverProposed }) => approver === 'ubnd-tinh' && approverProposed),
    ).toBe(true);
    expect(third.every(({ findings }) => findings.includes('approver-proposed'))).toBe(true);
    expect(planRowsOf(draft, langSon2023, options).tasks).toEqual(plan.tasks);
  });

  test('name the chairman where the plan does', () => {
    expect(plan.tasks[14]!.leads).toEqual([{ agencyId: 'so-noi-vu', approver: 'chu-tich-ubnd-tinh', approverProposed: false }]);
  });

  test('keep group titles, agency cells as printed, and derived ids that entering again repeats', () => {
    expect(plan.tasks[14]!.groupTitle).toBe('XÂY DỰNG CÁC NHIỆM VỤ ĐỀ ÁN CHUYÊN NGÀNH');
    expect(plan.tasks[10]!.printed.leads).toBe('UBND các huyện, thành phố phối hợp Sở Văn hóa, Thể thao và Du lịch');
    const ids = [...plan.tasks.map(({ taskId }) => taskId), ...plan.indicators.map(({ indicatorId }) => indicatorId)];
    expect(new Set(ids).size).toBe(35);
    expect(planRowsOf(draft, langSon2023, options).tasks.map(({ taskId }) => taskId)).toEqual(plan.tasks.map(({ taskId }) => taskId));
  });

  test('have 18 indicators, with groups among their leads expanded', () => {
    expect(plan.indicators).toHaveLength(18);
    expect(plan.indicators[7]!.leads).toHaveLength(12);
  });

  test('tell the one row whose leads are not all agencies', () => {
    expect(plan.problems).toEqual([expect.objectContaining({ kind: 'task', row: 9, code: 'open-group-lead' })]);
  });
});

describe('a row', () => {
  test('whose lead would approve itself has its approver to be designated', () => {
    const row = only({ approvers: [ref('agency', 'so-noi-vu')] });
    expect(row.leads).toEqual([{ agencyId: 'so-noi-vu', approver: null, approverProposed: false }]);
    expect(row.findings).toContain('approver-is-lead');
    expect(row.problems).toContain('approver-is-lead');
  });

  test('led by an unknown agency makes no part for it, and says so', () => {
    const row = only({ leads: [ref('agency', 'so-noi-vu'), ref('unresolved', null, 'Sở Vũ trụ')] });
    expect(row.leads).toHaveLength(1);
    expect(row.problems).toContain('unresolved-lead');
  });

  test('is never led by the office of one person', () => {
    const row = only({ leads: [ref('agency', 'chu-tich-ubnd-tinh')] });
    expect(row.leads).toEqual([]);
    expect(row.problems).toContain('personal-office-lead');
  });

  test('names one agency once, also where a group and its own name both do', () => {
    const row = only({ leads: [ref('group', 'ubnd-cac-huyen-thanh-pho'), ref('agency', 'ubnd-huyen-loc-binh')] });
    expect(row.leads).toHaveLength(11);
  });

  test('led by a group has the members of the plan’s day', () => {
    const leads = [ref('group', 'ubnd-cac-huyen-thanh-pho')];
    expect(only({ leads, deadline: { ...draft.tasks[1]!.deadline } }, plainDate('2025-07-01'))).toMatchObject({
      leads: [],
      problems: ['no-members'],
    });
  });

  test('due before the plan holds is told', () => {
    expect(only({}, plainDate('2026-01-01')).problems).toContain('due-before-effective');
  });
});

describe('a decisions file', () => {
  test('covers with its baseline every row but those past due', () => {
    expect(baselineRows(decisions, plan.tasks.length)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 15]);
  });

  test.each([
    ['{', /JSON/u],
    ['{"effectiveOn":"2023-02-30","assigningAuthority":"ubnd-tinh"}', /\/effectiveOn/u],
    ['{"effectiveOn":"2023-05-31","assigningAuthority":"UBND tỉnh"}', /\/assigningAuthority/u],
    ['{"effectiveOn":"2023-05-31","assigningAuthority":"ubnd-tinh","more":1}', /more/u],
  ])('%s is refused with its place', (json, message) => {
    expect(() => readPlanDecisions(json)).toThrow(message);
  });
});
