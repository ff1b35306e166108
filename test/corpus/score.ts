import { type AgencyRef, type DraftIndicator, type DraftTask, findingSeverities, type Finding, type PlanDraft } from '#contracts';
import type { Labels } from './printed-document.js';

export interface Wrong {
  readonly row: string;
  readonly field: string;
  readonly expected: string;
  readonly read: string;
  /** A finding that a person has to look at stands at the row. */
  readonly flagged: boolean;
}

export interface Score {
  rows: number;
  rowsFound: number;
  cells: number;
  cellsRight: number;
  agencies: number;
  agenciesRight: number;
  deadlines: number;
  deadlinesRight: number;
  doubts: number;
  doubtsFlagged: number;
  falseAlarms: number;
  units: number;
  unaccounted: number;
  readonly wrong: Wrong[];
  /** "row 3: missing-lead" */
  readonly missed: string[];
  readonly alarms: string[];
}

export const emptyScore = (): Score => ({
  rows: 0,
  rowsFound: 0,
  cells: 0,
  cellsRight: 0,
  agencies: 0,
  agenciesRight: 0,
  deadlines: 0,
  deadlinesRight: 0,
  doubts: 0,
  doubtsFlagged: 0,
  falseAlarms: 0,
  units: 0,
  unaccounted: 0,
  wrong: [],
  missed: [],
  alarms: [],
});

const flat = (text: string): string => text.normalize('NFC').replace(/\s+/gu, ' ').trim();
const named = (text: string): string =>
  text
    .split(';')
    .map(flat)
    .filter((name) => name !== '')
    .join('; ');
const refs = (list: readonly AgencyRef[]): string => list.map(({ id, text }) => id ?? `?${flat(text)}`).join('; ');
const deadlineText = ({ kind, start, due, recurrence }: DraftTask['deadline']): string =>
  [kind, start === null ? (due ?? '') : `${start}..${due ?? ''}`, recurrence ?? ''].filter((part) => part !== '').join(' ');
const targetText = ({ period, kind, min, max }: DraftIndicator['targets'][number]): string =>
  flat(`${period}: ${kind} ${kind === 'text' ? '' : `${String(min ?? '')}..${String(max ?? '')}`}`);

interface RowPair {
  readonly label: { readonly doubts: readonly string[] };
  readonly title: string;
  readonly fields: readonly (readonly [name: string, expected: string, read: string])[];
  readonly findings: readonly Finding[];
  readonly expectedDoubts: readonly string[];
}

const agencyFields = new Set(['leads', 'with', 'approvers']);
const isAlarm = ({ severity }: Finding): boolean => severity !== 'info';

const findingsAt = (draft: PlanDraft, pointer: string): readonly Finding[] =>
  draft.findings.filter((finding) => finding.pointer === pointer || finding.pointer?.startsWith(`${pointer}/`) === true);

/** What follows from a label by itself: unknown names, nobody to approve. */
const implied = (leads: string, coordinators: string, approvers: string | null): readonly string[] => {
  const all = [leads, coordinators, approvers ?? ''].join(';');
  return [
    ...(/(?:^|;)\s*\?(?!cấp có thẩm quyền)/iu.test(all) ? ['unknown-agency'] : []),
    ...(/\?cấp có thẩm quyền/iu.test(all) ? ['authority-unnamed'] : []),
    ...(approvers === '' ? ['missing-approver'] : []),
    ...(leads.trim() === '' ? ['missing-lead'] : []),
  ];
};

const orEmpty = (text: string | null): string => flat(text ?? '');

const taskPair = (label: Labels['tasks'][number], task: DraftTask, at: number, draft: PlanDraft): RowPair => ({
  label,
  title: label.title,
  findings: findingsAt(draft, `/tasks/${String(at)}`),
  expectedDoubts: [
    ...new Set([
      ...label.doubts,
      ...implied(label.leads, label.with, label.approvers),
      ...(label.deadline === 'none' ? ['missing-deadline'] : []),
    ]),
  ],
  fields: [
    ['ordinal', orEmpty(label.ordinal), orEmpty(task.ordinal)],
    ['group', orEmpty(label.group), orEmpty(task.group)],
    ['title', flat(label.title), flat(task.title)],
    ['leads', named(label.leads), refs(task.leads)],
    ['with', named(label.with), refs(task.coordinators)],
    ['approvers', named(label.approvers), refs(task.approvers)],
    ['deadline', flat(label.deadline), deadlineText(task.deadline)],
    ['funding', orEmpty(label.funding), orEmpty(task.funding)],
    ['output', orEmpty(label.output), orEmpty(task.output)],
    ['responsible', orEmpty(label.responsible), orEmpty(task.responsible)],
    ['status', orEmpty(label.status), orEmpty(task.status)],
  ],
});

const indicatorPair = (label: Labels['indicators'][number], row: DraftIndicator, at: number, draft: PlanDraft): RowPair => ({
  label,
  title: label.name,
  findings: findingsAt(draft, `/indicators/${String(at)}`),
  expectedDoubts: [
    ...new Set([...label.doubts, ...implied(label.leads, '', null), ...(label.targets.length === 0 ? ['missing-target'] : [])]),
  ],
  fields: [
    ['ordinal', label.ordinal ?? '', row.ordinal ?? ''],
    ['group', label.group ?? '', row.group ?? ''],
    ['name', flat(label.name), flat(row.name)],
    ['unit', flat(label.unit ?? ''), flat(row.unit ?? '')],
    ['leads', named(label.leads), refs(row.leads)],
    ['targets', label.targets.map(flat).join(' | '), row.targets.map(targetText).join(' | ')],
  ],
});

/** Words that two texts share, as a part of the longer one's. */
const likeness = (left: string, right: string): number => {
  const words = new Set(flat(left).toLowerCase().split(' '));
  const other = flat(right).toLowerCase().split(' ');
  return other.filter((word) => words.has(word)).length / Math.max(words.size, other.length, 1);
};

/** Pairs labels with rows in order: a label goes to the first row from where the last one stood that is like it. */
const align = <Label, Read>(
  labels: readonly Label[],
  read: readonly Read[],
  like: (label: Label, row: Read) => number,
): readonly (number | null)[] => {
  let from = 0;
  return labels.map((label) => {
    const at = read.findIndex((row, index) => index >= from && like(label, row) > 0.5);
    if (at < 0) return null;
    from = at + 1;
    return at;
  });
};

const addPair = (score: Score, { title, fields, findings, expectedDoubts }: RowPair): void => {
  const flagged = findings.some(isAlarm);
  for (const [field, expected, read] of fields) {
    if (expected === '' && read === '') continue;
    const right = expected === read;
    score.cells += 1;
    score.cellsRight += right ? 1 : 0;
    if (agencyFields.has(field)) {
      score.agencies += 1;
      score.agenciesRight += right ? 1 : 0;
    }
    if (field === 'deadline') {
      score.deadlines += 1;
      score.deadlinesRight += right ? 1 : 0;
    }
    if (!right) score.wrong.push({ row: title.slice(0, 50), field, expected, read, flagged });
  }
  addDoubts(score, title, new Set(findings.map(({ code }) => code)), expectedDoubts);
};

const addDoubts = (score: Score, title: string, codes: ReadonlySet<string>, expected: readonly string[]): void => {
  const severities: Readonly<Record<string, string>> = findingSeverities;
  score.doubts += expected.length;
  const missed = expected.filter((code) => !codes.has(code));
  score.doubtsFlagged += expected.length - missed.length;
  score.missed.push(...missed.map((code) => `${title.slice(0, 40)}: ${code}`));
  const alarms = [...codes].filter((code) => severities[code] !== 'info' && !expected.includes(code));
  score.falseAlarms += alarms.length;
  score.alarms.push(...alarms.map((code) => `${title.slice(0, 40)}: ${code}`));
};

const addRows = <Label, Read>(
  score: Score,
  labels: readonly Label[],
  read: readonly Read[],
  places: readonly (number | null)[],
  pairOf: (label: Label, row: Read, at: number) => RowPair,
): void => {
  labels.forEach((label, index) => {
    score.rows += 1;
    const at = places[index] ?? null;
    const row = at === null ? undefined : read[at];
    if (at === null || row === undefined) {
      score.wrong.push({ row: JSON.stringify(label).slice(0, 60), field: 'row', expected: 'there', read: 'missing', flagged: false });
      return;
    }
    score.rowsFound += 1;
    addPair(score, pairOf(label, row, at));
  });
  read.forEach((row, at) => {
    if (!places.includes(at))
      score.wrong.push({ row: JSON.stringify(row).slice(0, 60), field: 'row', expected: 'none', read: 'invented', flagged: false });
  });
};

/** Compares a draft with its labels. */
export const scoreOf = (draft: PlanDraft, labels: Labels): Score => {
  const score = emptyScore();
  const taskPlaces = align(labels.tasks, draft.tasks, ({ title }, task) => likeness(title, task.title));
  const indicatorPlaces = align(labels.indicators, draft.indicators, ({ name }, row) => likeness(name, row.name));
  addRows(score, labels.tasks, draft.tasks, taskPlaces, (label, task, at) => taskPair(label, task, at, draft));
  addRows(score, labels.indicators, draft.indicators, indicatorPlaces, (label, row, at) => indicatorPair(label, row, at, draft));
  if (labels.document !== undefined) {
    for (const [field, expected] of Object.entries(labels.document)) {
      const read = draft.document[field as keyof typeof labels.document];
      score.cells += 1;
      if (flat(expected ?? '') === flat(read ?? '')) score.cellsRight += 1;
      else
        score.wrong.push({
          row: 'document',
          field,
          expected: expected ?? '',
          read: read ?? '',
          flagged: draft.findings.some(({ pointer }) => pointer === `/document/${field}`),
        });
    }
  }
  for (const code of labels.doubts) {
    score.doubts += 1;
    if (draft.findings.some((finding) => finding.code === code)) score.doubtsFlagged += 1;
    else score.missed.push(`document: ${code}`);
  }
  score.units = draft.coverage.units;
  score.unaccounted = Math.abs(draft.coverage.unaccounted.length - labels.unaccounted);
  return score;
};

export const addScores = (left: Score, right: Score): Score => {
  const sum = (key: Exclude<keyof Score, 'wrong' | 'missed' | 'alarms'>): number => left[key] + right[key];
  return {
    rows: sum('rows'),
    rowsFound: sum('rowsFound'),
    cells: sum('cells'),
    cellsRight: sum('cellsRight'),
    agencies: sum('agencies'),
    agenciesRight: sum('agenciesRight'),
    deadlines: sum('deadlines'),
    deadlinesRight: sum('deadlinesRight'),
    doubts: sum('doubts'),
    doubtsFlagged: sum('doubtsFlagged'),
    falseAlarms: sum('falseAlarms'),
    units: sum('units'),
    unaccounted: sum('unaccounted'),
    wrong: [...left.wrong, ...right.wrong],
    missed: [...left.missed, ...right.missed],
    alarms: [...left.alarms, ...right.alarms],
  };
};
