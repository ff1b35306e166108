import { type AgencyId, type CommandMeta, initialTask, type PlanCommand, type TaskFacts } from '#domain';
import type { TaskFactsSource } from '../ports.js';
import { decideTask } from '../shared/aggregates.js';
import { enterTaskOf } from './enter-task-command.js';

type Rows = Extract<PlanCommand, { type: 'EnterPlan' }>['data'];

/** One row that cannot be entered, and what to do about it. */
export interface RowProblem {
  readonly kind: 'task' | 'indicator';
  /** 0-based. */
  readonly row: number;
  readonly ordinal: string | null;
  readonly title: string;
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
  /** In Vietnamese, for the person at the draft. */
  readonly remedy: string;
}

/**
 * Asks the task's own rules for every row, so that what is entered later cannot be refused then. An agency that has ended since the
 * plan's day holds its part all the same: its successor takes it over by a reviewed proposal, and nothing is lost on the way.
 */
export const problemsOf = async (plan: Rows, meta: CommandMeta, source: TaskFactsSource): Promise<readonly RowProblem[]> => {
  const factsOf = await source.gather({ people: [], agencies: agenciesOf(plan), namedOn: plan.effectiveOn });
  const facts = factsOf(initialTask);
  return [...taskProblems(plan, meta, facts), ...indicatorProblems(plan, facts)];
};

const agenciesOf = (plan: Rows): readonly AgencyId[] => [
  plan.assigningAuthority,
  ...plan.tasks.flatMap(({ leads, coordinators }) => [
    ...coordinators,
    ...leads.flatMap(({ agencyId, approver }) => (approver === null ? [agencyId] : [agencyId, approver])),
  ]),
  ...plan.indicators.flatMap(({ leads }) => leads),
];

const taskProblems = (plan: Rows, meta: CommandMeta, facts: TaskFacts): readonly RowProblem[] =>
  plan.tasks.flatMap((row) => {
    const decision = decideTask(enterTaskOf(plan, row, meta), initialTask, facts);
    if (decision.ok) return [];
    const { code, details } = decision.rejection;
    return [
      { kind: 'task' as const, row: row.row, ordinal: row.ordinal, title: row.title, code, details, remedy: remedyOf(code, details) },
    ];
  });

const indicatorProblems = (plan: Rows, facts: TaskFacts): readonly RowProblem[] =>
  plan.indicators.flatMap(({ row, ordinal, name, leads }) => {
    const unknown = leads.filter((agency) => !facts.isActiveAgency(agency));
    const code = 'INDICATOR.UNKNOWN_AGENCY';
    return unknown.map((agency) => ({
      kind: 'indicator' as const,
      row,
      ordinal,
      title: name,
      code,
      details: { agency },
      remedy: remedyOf(code, { agency }),
    }));
  });

const remedyOf = (code: string, details: Readonly<Record<string, unknown>>): string => {
  if (code.endsWith('UNKNOWN_AGENCY')) {
    const agency = typeof details['agency'] === 'string' ? ` “${details['agency']}”` : '';
    return `Cơ quan${agency} không có trong danh mục hoặc đã giải thể: chọn lại cơ quan của dòng này, hoặc đăng ký cơ quan rồi đưa vào lại.`;
  }
  if (code.includes('DUE')) return 'Thời hạn sớm hơn ngày kế hoạch có hiệu lực: sửa thời hạn của dòng này, hoặc chọn lại ngày hiệu lực.';
  return 'Xem lại nội dung của dòng này trong bản nháp rồi đưa vào lại.';
};
