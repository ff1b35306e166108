import { dateInVietnam, daysBetween, type AgencyId, type CommandMeta, type PlainDate, type PlanCommand, type PlanId } from '#domain';
import type { AgencyRegistry, PlanRows, TaskFactsSource } from '../ports.js';
import type { CurrentDraft } from './current-draft.js';
import { documentOf } from './draft-plan.js';
import { problemsOf, type RowProblem } from './row-problems.js';

type Rows = Extract<PlanCommand, { type: 'EnterPlan' }>['data'];

/** A plan entered more than so many days after it began to hold is late: its parts begin unreviewed. */
export const LATE_AFTER_DAYS = 30;

/** What entering a draft would write, and what stands in its way. */
export interface PreparedEntry {
  readonly rows: Rows;
  /** Rows that the rules refuse: nothing is entered while there is one. */
  readonly refused: readonly RowProblem[];
  /** What a row names and makes no part of: worth knowing, no hindrance. */
  readonly notes: ReturnType<PlanRows['rowsOf']>['problems'];
}

/** What is to be entered, and the file it was read from. */
export type Composed = Pick<CurrentDraft, 'file' | 'draft'>;

export interface EntryTerms {
  readonly planId: PlanId;
  readonly assigningAuthority: AgencyId;
  readonly effectiveOn: PlainDate;
}

/** Makes rows of a reviewed draft and asks the rules about every one of them. */
export const prepareEntry = async (
  ports: { readonly agencies: AgencyRegistry; readonly planRows: PlanRows; readonly facts: TaskFactsSource },
  { file, draft }: Composed,
  terms: EntryTerms,
  meta: CommandMeta,
): Promise<PreparedEntry> => {
  const { tasks, indicators, problems: notes } = ports.planRows.rowsOf(draft, await ports.agencies.directory(), terms);
  const late = daysBetween(terms.effectiveOn, dateInVietnam(meta.now)) > LATE_AFTER_DAYS;
  const groups = draft.groups.map(({ ordinal, title }) => ({ ordinal, title }));
  const rows = { ...terms, document: documentOf(draft), late, groups, tasks, indicators, file };
  return { rows, refused: await problemsOf(rows, meta, ports.facts), notes };
};
