import {
  addDays,
  dateInVietnam,
  type AgencyId,
  type AgencyRegistered,
  type IndicatorEntered,
  type IndicatorId,
  type Instant,
  type MeasurementReported,
  type PlanEntered,
  type PlanEntryCompleted,
  type PlanId,
  type PlanIndicatorRow,
  type PlanTaskRow,
  type TaskId,
} from '#domain';
import type { Chance } from './chance.js';
import { chairman, communes, departments, leaders, province } from './people.js';
import { titleText } from './texts.js';

export interface DraftedPlan {
  readonly entered: PlanEntered;
  readonly indicators: readonly IndicatorEntered[];
  readonly completed: PlanEntryCompleted;
}

const agency = (id: string, name: string, level: 'province' | 'commune', effectiveAt: Instant): AgencyRegistered => ({
  type: 'AgencyRegistered',
  data: {
    id: id as AgencyId,
    name,
    abbreviations: [],
    level,
    parent: null,
    isPersonalOffice: id === chairman,
    provenance: 'background',
    from: dateInVietnam(effectiveAt),
    basis: 'danh mục chạy thử',
    effectiveAt,
  },
});

export const directoryEvents = (at: Instant): readonly AgencyRegistered[] => [
  agency(province, 'UBND tỉnh', 'province', at),
  agency(chairman, 'Chủ tịch UBND tỉnh', 'province', at),
  agency('van-phong-ubnd-tinh', 'Văn phòng UBND tỉnh', 'province', at),
  ...departments.map(([id, name]) => agency(id, name, 'province', at)),
  ...communes.map(([id, name]) => agency(id, name, 'commune', at)),
];

/** Most rows have one lead; some are for all communes of a district. */
const leadsOf = (chance: Chance): readonly AgencyId[] => {
  const draw = chance.between(1, 100);
  if (draw > 96) return chance.some(communes, 11).map(([id]) => id as AgencyId);
  return chance.some(leaders, draw > 88 ? 4 : draw > 65 ? 2 : 1);
};

interface Group {
  readonly ordinal: string;
  readonly title: string;
}

const groups: readonly [Group, ...Group[]] = [
  { ordinal: 'I', title: 'Hoàn thiện thể chế, chính sách' },
  { ordinal: 'II', title: 'Phát triển hạ tầng' },
  { ordinal: 'III', title: 'Nguồn nhân lực' },
];

const taskRow = (row: number, chance: Chance, at: Instant): PlanTaskRow => {
  const group = chance.of(groups);
  const leads = leadsOf(chance);
  const coordinators = chance.some(
    leaders.filter((id) => !leads.includes(id)),
    chance.between(0, 3),
  );
  const due = addDays(dateInVietnam(at), chance.between(60, 330));
  return {
    taskId: chance.uuid() as TaskId,
    row,
    ordinal: String(row + 1),
    group: group.ordinal,
    groupTitle: group.title,
    title: titleText(chance),
    deadline: { text: `Trước ngày ${due.split('-').reverse().join('/')}`, kind: 'date', start: null, due, recurrence: null },
    funding: null,
    output: 'Quyết định của UBND tỉnh',
    leads: leads.map((agencyId) => ({ agencyId, approver: chairman, approverProposed: false })),
    coordinators,
    printed: { leads: leads.join('; '), coordinators: coordinators.join('; '), approvers: 'Chủ tịch UBND tỉnh' },
    source: { part: 'table 2', row: row + 1, column: null },
    findings: [],
  };
};

const indicatorRow = (row: number, chance: Chance): PlanIndicatorRow => ({
  indicatorId: chance.uuid() as IndicatorId,
  row,
  ordinal: String(row + 1),
  name: `Tỷ lệ đô thị hóa vùng ${String(row + 1)}`,
  unit: '%',
  targets: [{ period: '2025', text: '> 33', kind: 'at-least', min: 33, max: null }],
  leads: chance.some(leaders, 1),
  printedLeads: 'Sở Xây dựng',
  source: { part: 'table 1', row: row + 1, column: null },
  findings: [],
});

/** The n-th plan: entered whole, on the day it was signed. */
export const planOf = (nth: number, [least, most]: readonly [number, number], chance: Chance, at: Instant): DraftedPlan => {
  const planId = chance.uuid() as PlanId;
  const tasks = Array.from({ length: chance.between(least, most) }, (_, row) => taskRow(row, chance, at));
  const indicators = Array.from({ length: chance.between(2, 6) }, (_, row) => indicatorRow(row, chance));
  const issuedOn = dateInVietnam(at);
  const document = {
    number: `${String(nth)}/KH-UBND`,
    issuedOn,
    issuer: 'UBND tỉnh',
    title: `Kế hoạch số ${String(nth)}: ${titleText(chance)}`,
  };
  const plan = { planId, document, assigningAuthority: province, effectiveOn: issuedOn, late: false, groups };
  return {
    entered: { type: 'PlanEntered', data: { ...plan, tasks, indicators, file: null, enteredBy: null, effectiveAt: at } },
    indicators: indicators.map((row) => ({ type: 'IndicatorEntered', data: { ...row, planId, effectiveAt: at } })),
    completed: { type: 'PlanEntryCompleted', data: { tasks: tasks.length, indicators: indicators.length, effectiveAt: at } },
  };
};

export const measured = (measurement: number, agencyId: AgencyId, at: Instant, chance: Chance): MeasurementReported => {
  const value = chance.between(200, 400) / 10;
  const reading = { text: String(value).replace('.', ','), kind: 'number', min: value, max: value } as const;
  const figure = { period: null, on: dateInVietnam(at), reading, meets: null, value, text: null, document: null };
  return { type: 'MeasurementReported', data: { measurement, agencyId, ...figure, files: [], reportedBy: null, effectiveAt: at } };
};
