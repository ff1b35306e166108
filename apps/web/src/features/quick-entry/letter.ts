import type { AgencyRef, DraftTask, Finding, FindingFix, PlanDraft } from '#contracts';

/** One task of the form, with what the reader made of it and doubted. */
export interface LetterRow {
  readonly key: number;
  readonly task: DraftTask;
  readonly read: DraftTask | null;
  readonly findings: readonly Finding[];
}

export interface Letter {
  readonly text: string;
  readonly document: PlanDraft['document'];
  readonly rows: readonly LetterRow[];
  /** Empty: today. */
  readonly effectiveOn: string;
  /** Doubts about the document itself. */
  readonly findings: readonly Finding[];
}

export const emptyTask: DraftTask = {
  ordinal: null,
  group: null,
  groupIndex: null,
  title: '',
  leads: [],
  coordinators: [],
  approvers: [],
  funding: null,
  output: null,
  responsible: null,
  status: null,
  others: [],
  deadline: { text: '', kind: 'none', start: null, due: null, recurrence: null },
  source: { line: 1, toLine: 1 },
  places: {},
  findings: [],
};

const fieldOf = (pointer: string): string => pointer.split('/')[3] ?? '';
const rowOf = (pointer: string | null): string | null => /^\/tasks\/(\d+)(?:\/|$)/u.exec(pointer ?? '')?.[1] ?? null;

/** What was read, ready to be put right. Its tasks begin to hold on the letter's own day. */
export const letterOf = (text: string, { document, tasks, findings }: PlanDraft): Letter => ({
  text,
  document,
  rows: tasks.map((task, row) => ({
    key: row,
    task,
    read: task,
    findings: findings.filter(({ pointer }) => rowOf(pointer) === String(row)),
  })),
  effectiveOn: document.issuedOn ?? '',
  findings: findings.filter(({ pointer }) => rowOf(pointer) === null),
});

const valueOf = (task: DraftTask | null, field: string): string =>
  JSON.stringify(Object.entries(task ?? {}).find(([name]) => name === field)?.[1] ?? null);

/** A doubt is settled where its field is no longer what was read. */
export const openFindings = ({ task, read, findings }: LetterRow): readonly Finding[] =>
  findings.filter(({ pointer }) => {
    const field = fieldOf(pointer ?? '');
    return valueOf(task, field) === valueOf(read, field);
  });

const isRef = (value: unknown): value is AgencyRef => typeof value === 'object' && value !== null && 'kind' in value && 'text' in value;

/** Lays a proposal over the task: it names one agency of a list. */
export const withFix = (task: DraftTask, { corrections }: FindingFix): DraftTask =>
  corrections.reduce((fixed, { pointer, value }) => {
    const [, , , field, index] = pointer.split('/');
    if ((field !== 'leads' && field !== 'coordinators' && field !== 'approvers') || index === undefined || !isRef(value)) return fixed;
    return { ...fixed, [field]: fixed[field].with(Number(index), value) };
  }, task);

/** The body of `POST /letters`. */
export const bodyOf = ({ text, document, rows, effectiveOn }: Letter) => ({
  text: text.trim() === '' ? null : text,
  document,
  tasks: rows.map(({ task: { title, leads, coordinators, approvers, deadline, output } }) => ({
    title,
    leads,
    coordinators,
    approvers,
    deadline,
    output,
  })),
  ...(effectiveOn === '' ? {} : { effectiveOn }),
});

/** What has to be there before it is sent, by field. */
export const missingIn = ({ document, rows }: Letter): ReadonlyMap<string, string> =>
  new Map([
    ...(document.title.trim() === '' ? [['title', 'Chưa có trích yếu văn bản.'] as const] : []),
    ...rows.flatMap(({ key, task }) => (task.title.trim() === '' ? [[`task-${String(key)}`, 'Chưa có nội dung nhiệm vụ.'] as const] : [])),
  ]);
