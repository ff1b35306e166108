import type { AgencyId, TaskId } from '../../../shared/ids.js';
import { plainDate } from '../../../shared/plain-date.js';
import { calendar, chairman, finance, homeAffairs } from '../../../task/testing/scenario.js';
import type { PlanTaskRow } from '../../plan.model.js';
import type { DueRule } from '../compare-task.js';

/** The row from which the scenario's task is entered. */
export const planRow = (over: Partial<PlanTaskRow> = {}): PlanTaskRow => ({
  taskId: '0190a000-0000-7000-8000-000000000001' as TaskId,
  row: 0,
  ordinal: '1',
  group: 'IV',
  groupTitle: 'Xây dựng các nhiệm vụ, đề án chuyên ngành',
  title: 'Xây dựng nguồn nhân lực cho đô thị và phát triển đô thị',
  deadline: { text: 'Năm 2026', kind: 'year', start: null, due: plainDate('2026-12-31'), recurrence: null },
  funding: null,
  output: null,
  leads: [{ agencyId: homeAffairs, approver: chairman, approverProposed: false }],
  coordinators: [finance],
  printed: { leads: 'Sở Nội vụ', coordinators: 'Sở Tài chính', approvers: 'Chủ tịch UBND tỉnh' },
  source: null,
  findings: [],
  ...over,
});

export const leadOf = (agencyId: AgencyId, approver: AgencyId | null = chairman): PlanTaskRow['leads'][number] => ({
  agencyId,
  approver,
  approverProposed: false,
});

export const year = (value: number): PlanTaskRow['deadline'] => ({
  text: `Năm ${String(value)}`,
  kind: 'year',
  start: null,
  due: plainDate(`${String(value)}-12-31`),
  recurrence: null,
});

export const rule: DueRule = { dayOffRule: 'next', calendar };
