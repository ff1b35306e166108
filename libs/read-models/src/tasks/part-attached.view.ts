import type { CauseView, ConsolidatedReportView, CycleView, MilestoneView, RecurrenceView, TakeoverView } from '#contracts';
import {
  cycleStatus,
  milestoneStatus,
  type ConsolidatedReport,
  type Cycle,
  type CycleReport,
  type Milestone,
  type ObjectiveCause,
  type PartRecurrence,
  type Takeover,
} from '#domain';
import type { Names } from '../shared/names.js';
import type { Today } from '../shared/ports.js';
import { documentView, filesView, when, whenOrNull } from './submission.view.js';

export const milestoneView = (milestone: Milestone, { date, calendar }: Today): MilestoneView => {
  const { number, text, due, outcome } = milestone;
  return {
    number,
    text,
    due,
    status: milestoneStatus(milestone, date, calendar),
    outcome: outcome.kind,
    report:
      outcome.kind === 'reported'
        ? {
            text: outcome.text,
            sentOn: outcome.sentOn,
            provisional: outcome.provisional,
            document: documentView(outcome.document),
            files: filesView(outcome.files),
            at: when(outcome.at),
          }
        : null,
    basis: outcome.kind === 'withdrawn' ? outcome.basis : null,
  };
};

const cycleReportView = ({ reportedAt, returned, ...report }: CycleReport): CycleView['reports'][number] => ({
  number: report.number,
  text: report.text,
  sentOn: report.sentOn,
  provisional: report.provisional,
  onTime: report.onTime,
  document: documentView(report.document),
  files: filesView(report.files),
  at: when(reportedAt),
  returned: returned === null ? null : { at: when(returned.at), reason: returned.reason, resubmitBy: returned.resubmitBy },
});

export const cycleView = (cycle: Cycle, { date, calendar }: Today): CycleView => {
  const { number, period, due, outcome, missed, reports } = cycle;
  return {
    number,
    ...period,
    due,
    status: cycleStatus(cycle, date, calendar),
    outcome: outcome.kind === 'open' && missed !== null ? 'missed' : outcome.kind,
    reports: reports.map(cycleReportView),
  };
};

export const recurrenceView = (recurrence: PartRecurrence | null): RecurrenceView | null => {
  if (recurrence === null) return null;
  const { schedule, dueAfter, signed, basis } = recurrence;
  const custom = schedule.kind === 'custom' ? schedule : null;
  return { kind: schedule.kind, months: custom?.months ?? null, from: custom?.from ?? null, dueAfter, signed, basis };
};

const causeOutcome = (outcome: ObjectiveCause['outcome']): CauseView['outcome'] => {
  switch (outcome.kind) {
    case 'pending':
      return { kind: 'pending', at: null, document: null, text: null };
    case 'confirmed':
      return { kind: 'confirmed', at: when(outcome.at), document: documentView(outcome.document), text: outcome.note };
    case 'refused':
      return { kind: 'refused', at: when(outcome.at), document: documentView(outcome.document), text: outcome.reason };
  }
};

export const causeView = (cause: ObjectiveCause, names: Names): CauseView => ({
  number: cause.number,
  agency: names.agency(cause.agencyId),
  text: cause.text,
  from: cause.from,
  to: cause.to,
  document: documentView(cause.document),
  files: filesView(cause.files),
  claimedAt: when(cause.claimedAt),
  outcome: causeOutcome(cause.outcome),
});

export const takeoverView = (takeover: Takeover | null, names: Names): TakeoverView | null =>
  takeover === null
    ? null
    : {
        from: names.agency(takeover.from),
        basis: takeover.basis,
        at: when(takeover.at),
        overdueSince: takeover.overdueSince,
        confirmedAt: whenOrNull(takeover.confirmedAt),
      };

export const consolidatedReportView = (report: ConsolidatedReport, names: Names): ConsolidatedReportView => ({
  number: report.number,
  agency: names.agency(report.agencyId),
  period: report.period,
  text: report.text,
  difficulties: report.difficulties,
  document: documentView(report.document),
  files: filesView(report.files),
  at: when(report.at),
});
