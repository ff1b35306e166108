import { addWorkingDays } from '../../calendar/working-days.js';
import { nothing } from '../../shared/decision.js';
import { dateInVietnam } from '../../shared/plain-date.js';
import { isOwed, lastReport, measureReport } from '../cycles.js';
import type { Cycle, CycleReport } from '../task.state.js';
import { notApprover } from './approval.js';
import { acknowledgement } from './assignment.js';
import {
  asHolder,
  closedOrSuspended,
  firstOf,
  onLeadPart,
  refuse,
  refuseIf,
  unlessRefused,
  type CommandOf,
  type PartScene,
  type Refusal,
  type Scene,
  type TaskDecision,
} from './scene.js';

const onCycle = (open: PartScene, number: number, act: (cycle: Cycle) => TaskDecision): TaskDecision => {
  const cycle = open.part.cycles.find((candidate) => candidate.number === number);
  return cycle === undefined ? refuse('TASK.NO_SUCH_CYCLE', { part: open.part.id, cycle: number }) : act(cycle);
};

/** Late too: a missed period is still reported on. */
export const reportCycle = ({ data, meta }: CommandOf<'ReportCycle'>, scene: Scene): TaskDecision =>
  asHolder(scene, data.part, (own) =>
    onCycle(own, data.cycle, (cycle) => {
      const { part, today, at } = own;
      const { text, document, files } = data;
      const sentOn = data.sentOn ?? today;
      const report = cycle.reports.length + 1;
      if (!isOwed(cycle) && lastReport(cycle)?.text === text) return nothing();
      return unlessRefused(
        firstOf(
          refuseIf(!isOwed(cycle), 'TASK.CYCLE_CLOSED', { part: part.id, cycle: cycle.number, outcome: cycle.outcome.kind }),
          refuseIf(sentOn > today, 'TASK.SENT_IN_FUTURE', { sentOn, today }),
        ),
        ...acknowledgement(own),
        {
          type: 'CycleReported',
          data: {
            part: part.id,
            cycle: cycle.number,
            report,
            agencyId: part.holder,
            text,
            document,
            sentOn,
            provisional: sentOn < today,
            onTime: measureReport(cycle, report, sentOn),
            needsSignature: part.recurrence?.signed ?? false,
            files,
            reportedBy: meta.actor,
            effectiveAt: at,
          },
        },
      );
    }),
  );

/** The report that waits for a signature. */
const waiting = (cycle: Cycle): CycleReport | null => (cycle.outcome.kind === 'reported' ? lastReport(cycle) : null);

/** A typed date may not decide before the Office has confirmed it. */
const unconfirmed = ({ part }: PartScene, cycle: Cycle, report: CycleReport): Refusal | null => {
  const byEntry = measureReport(cycle, report.number, dateInVietnam(report.reportedAt.recorded));
  const decides = report.provisional && report.onTime && !byEntry;
  return refuseIf(decides, 'TASK.SENT_DATE_UNCONFIRMED', { part: part.id, cycle: cycle.number });
};

/** Only where the Office said that the approver signs. */
export const signCycle = ({ data, meta }: CommandOf<'SignCycle'>, scene: Scene): TaskDecision =>
  onLeadPart(scene, data.part, (open) =>
    onCycle(open, data.cycle, (cycle) => {
      const { part, at } = open;
      const report = waiting(cycle);
      const details = { part: part.id, cycle: cycle.number };
      const refusal = notApprover(open, report?.reportedBy ?? null);
      if (refusal !== null) return refusal;
      if (cycle.outcome.kind === 'done') return nothing();
      if (report === null) return refuse('TASK.CYCLE_NOT_REPORTED', details);
      return unlessRefused(firstOf(closedOrSuspended(open), unconfirmed(open, cycle, report)), {
        type: 'CycleSigned',
        data: { ...details, report: report.number, agencyId: meta.onBehalfOf ?? part.holder, note: data.note, effectiveAt: at },
      });
    }),
  );

/** A return never makes an on-time report late: it may be sent again until "resubmit by". */
export const returnCycle = ({ data, meta }: CommandOf<'ReturnCycle'>, scene: Scene): TaskDecision =>
  onLeadPart(scene, data.part, (open) =>
    onCycle(open, data.cycle, (cycle) => {
      const { part, today, at, facts } = open;
      const report = waiting(cycle);
      const details = { part: part.id, cycle: cycle.number };
      const resubmitBy = data.resubmitBy ?? addWorkingDays(today, facts.policy.resubmissionDays, facts.calendar);
      const refusal = notApprover(open, report?.reportedBy ?? null);
      if (refusal !== null) return refusal;
      if (cycle.outcome.kind === 'returned' && lastReport(cycle)?.returned?.reason === data.reason) return nothing();
      if (report === null) return refuse('TASK.CYCLE_NOT_REPORTED', details);
      return unlessRefused(firstOf(closedOrSuspended(open), refuseIf(resubmitBy < today, 'TASK.RESUBMIT_BY_IN_PAST', { resubmitBy })), {
        type: 'CycleReturned',
        data: {
          ...details,
          report: report.number,
          agencyId: meta.onBehalfOf ?? part.holder,
          reason: data.reason,
          resubmitBy,
          effectiveAt: at,
        },
      });
    }),
  );

/** What was signed was decided upon: its date may still be confirmed, not changed. */
const settledDate = (cycle: Cycle, report: CycleReport, signed: boolean, same: boolean): boolean =>
  !report.provisional || (cycle.outcome.kind === 'done' && signed && !same);

/** Confirmed as typed, or corrected; once, for from then on the verdict stands. */
export const confirmCycleDate = ({ data }: CommandOf<'ConfirmCycleDate'>, scene: Scene): TaskDecision =>
  onLeadPart(scene, data.part, (open) =>
    onCycle(open, data.cycle, (cycle) => {
      const { part, at } = open;
      const report = lastReport(cycle);
      const details = { part: part.id, cycle: cycle.number };
      if (report === null) return refuse('TASK.CYCLE_NOT_REPORTED', details);
      const sentOn = data.sentOn ?? report.sentOn;
      const same = sentOn === report.sentOn;
      if (!report.provisional && same) return nothing();
      const entered = dateInVietnam(report.reportedAt.recorded);
      return unlessRefused(
        firstOf(
          closedOrSuspended(open),
          refuseIf(settledDate(cycle, report, part.recurrence?.signed ?? false, same), 'TASK.SENT_DATE_SETTLED', details),
          refuseIf(sentOn > entered, 'TASK.SENT_IN_FUTURE', { sentOn, today: entered }),
        ),
        {
          type: 'CycleDateConfirmed',
          data: {
            ...details,
            report: report.number,
            sentOn,
            onTime: same ? report.onTime : measureReport(cycle, report.number, sentOn),
            reason: data.reason,
            effectiveAt: at,
          },
        },
      );
    }),
  );
