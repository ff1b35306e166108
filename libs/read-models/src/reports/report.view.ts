import type { AdjustmentView, ReportLineView, ReportSummary, ReportView } from '#contracts';
import {
  currentCutOff,
  dateInVietnam,
  lineKey,
  periodLabel,
  type AgencyId,
  type CutOff,
  type PeriodReport,
  type ReportContent,
  type ReportLine,
} from '#domain';
import { moverWords } from './mover-words.js';

const statusOf = (report: PeriodReport): ReportSummary['status'] => {
  if (report.locked !== null) return 'locked';
  if (currentCutOff(report) === null) return 'withdrawn';
  return report.confirmed === null ? 'reconciling' : 'confirmed';
};

const newest = ({ cutOffs }: PeriodReport): CutOff => {
  const last = cutOffs.at(-1);
  if (last === undefined) throw new Error('A report begins with a cut-off');
  return last;
};

/** Whose part of the report is shown; null: all of it. */
export type Shown = readonly AgencyId[] | null;
const isShown = (agency: AgencyId, shown: Shown): boolean => shown === null || shown.includes(agency);

const openObjections = (report: PeriodReport, shown: Shown): number =>
  report.objections.filter(
    ({ cutOff, answer, agencyId }) => cutOff === newest(report).number && answer === null && isShown(agencyId, shown),
  ).length;

export const summaryView = (report: PeriodReport, planName: string | null, shown: Shown): ReportSummary => {
  const { number: cutOff, takenAt, reconcileBy } = newest(report);
  const rows = report.content.figures.agencies.filter(({ agency }) => isShown(agency, shown));
  return {
    id: report.id,
    title: periodLabel(report.period),
    ...report.period,
    plan: report.planId === null ? null : { id: report.planId, name: planName ?? report.planId },
    status: statusOf(report),
    cutOff,
    takenAt,
    reconcileBy,
    total: rows.reduce((sum, { figures }) => sum + figures.total, 0),
    agencies: rows.length,
    answered: report.reconciliations.filter(({ agencyId }) => isShown(agencyId, shown)).length,
    openObjections: openObjections(report, shown),
    lockedAt: report.locked?.at ?? null,
  };
};

type NameOf = (agency: AgencyId) => { readonly id: string; readonly name: string };
const namesIn = ({ agencies }: ReportContent): NameOf => {
  const known = new Map(agencies.map(({ id, name }) => [id, name]));
  return (id) => ({ id, name: known.get(id) ?? id });
};

const taskOf = ({ tasks }: ReportContent, id: string): ReportLineView['task'] => {
  const found = tasks.find((task) => task.id === id);
  return { id, title: found?.title ?? id, ordinal: found?.ordinal ?? null };
};

/** Lines with the names that they had at the cut-off. */
export const lineViews = (content: ReportContent, lines: readonly ReportLine[]): ReportLineView[] => {
  const nameOf = namesIn(content);
  const tasks = new Map(content.tasks.map((task) => [task.id, task]));
  const plans = new Map(content.plans.map(({ id, name }) => [id, name]));
  return lines.map(({ task: id, cycle, holder, label, end: _end, ...line }) => {
    const task = tasks.get(id);
    const plan = task?.plan ?? null;
    return {
      ...line,
      key: lineKey({ task: id, part: line.part, cycle }),
      task: { id, title: task?.title ?? id, ordinal: task?.ordinal ?? null },
      plan: plan === null ? null : { id: plan, name: plans.get(plan) ?? plan },
      period: label,
      agency: nameOf(holder),
    };
  });
};

export const adjustmentViews = (content: ReportContent, shown: Shown): AdjustmentView[] => {
  const nameOf = namesIn(content);
  return content.adjustments
    .filter(({ before, after }) => [before, after].some((side) => side !== null && isShown(side.holder, shown)))
    .map(({ report, period, task, part, cycle, before, after, movedBy }) => {
      const side = (one: typeof before) => (one === null ? null : { agency: nameOf(one.holder), cell: one.cell, daysLate: one.daysLate });
      const told = new Map(movedBy.map(({ type, recordedAt }) => [moverWords(type), { text: moverWords(type), recordedAt }]));
      return {
        report,
        title: periodLabel(period),
        task: taskOf(content, task),
        part,
        cycle,
        before: side(before),
        after: side(after),
        movedBy: [...told.values()],
      };
    });
};

const reconciliationViews = (report: PeriodReport, content: ReportContent, shown: Shown): ReportView['reconciliations'] => {
  const nameOf = namesIn(content);
  const { reconcileBy } = newest(report);
  return content.figures.agencies
    .filter(({ agency }) => isShown(agency, shown))
    .map(({ agency, figures }) => {
      const own = report.reconciliations.find(({ agencyId }) => agencyId === agency);
      return {
        agency: nameOf(agency),
        lines: figures.total,
        answer: own?.kind ?? 'silent',
        at: own?.at ?? null,
        late: own !== undefined && dateInVietnam(own.at) > reconcileBy,
        carried: own?.carried ?? false,
      };
    });
};

const objectionViews = (report: PeriodReport, content: ReportContent, shown: Shown): ReportView['objections'] => {
  const nameOf = namesIn(content);
  return report.objections
    .filter(({ agencyId }) => isShown(agencyId, shown))
    .map(({ agencyId, line, ...objection }) => ({
      ...objection,
      line,
      agency: nameOf(agencyId),
      task: taskOf(content, line.split('/')[0] ?? ''),
    }));
};

export interface ReportNames {
  readonly plan: string | null;
  readonly person: (id: string) => string;
}

/** The page of a report, or an agency's own part of it. `content`: as its cut-off took it. */
export const reportView = (report: PeriodReport, content: ReportContent, names: ReportNames, shown: Shown): ReportView => {
  const nameOf = namesIn(content);
  const { position, digest } = newest(report);
  const rows = content.figures.agencies.filter(({ agency }) => isShown(agency, shown));
  const personOf = (id: string | null): string | null => (id === null ? null : names.person(id));
  const { confirmed, locked } = report;
  return {
    ...summaryView(report, names.plan, shown),
    position: `p${String(position)}`,
    digest,
    figures: {
      total: plain(shown !== null && rows.length === 1 && rows[0] !== undefined ? rows[0].figures : content.figures.total),
      unassigned: shown === null ? content.figures.unassigned : 0,
      rows: rows.map(({ agency, figures }) => ({ key: agency, name: nameOf(agency).name, figures: plain(figures) })),
    },
    reconciliations: reconciliationViews(report, content, shown),
    objections: objectionViews(report, content, shown),
    adjustments: adjustmentViews(content, shown),
    withdrawn: report.cutOffs.flatMap(({ number, takenAt, withdrawn }) =>
      withdrawn === null ? [] : [{ cutOff: number, takenAt, ...withdrawn }],
    ),
    confirmed: confirmed === null ? null : { ...confirmed, by: personOf(confirmed.by) },
    locked: locked === null ? null : { at: locked.at, by: personOf(locked.by), silent: shown === null ? locked.silent.map(nameOf) : [] },
    version: report.version,
  };
};

const plain = ({ lateness, ...figures }: ReportContent['figures']['total']): ReportView['figures']['total'] => ({
  ...figures,
  lateness: { done: [...lateness.done], open: [...lateness.open] },
});
