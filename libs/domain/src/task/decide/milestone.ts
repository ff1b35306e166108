import { nothing } from '../../shared/decision.js';
import { dateInVietnam, type PlainDate } from '../../shared/plain-date.js';
import type { LeadPart, Milestone } from '../task.state.js';
import { ruledOn } from '../verdict.js';
import { acknowledgement } from './assignment.js';
import { dueBeforeIssue } from './office.js';
import {
  asHolder,
  closedOrSuspended,
  firstOf,
  onLeadPart,
  onOpenPart,
  refuse,
  refuseIf,
  unlessRefused,
  type CommandOf,
  type PartScene,
  type Refusal,
  type Scene,
  type TaskDecision,
} from './scene.js';

const isOpenMilestone = ({ outcome }: Milestone): boolean => outcome.kind === 'open';

/** The same words by the same date are one milestone. */
export const addMilestone = ({ data }: CommandOf<'AddMilestone'>, scene: Scene): TaskDecision =>
  onOpenPart(scene, data.part, ({ part, at }) => {
    const { text, due, basis, document } = data;
    if (part.milestones.some((milestone) => isOpenMilestone(milestone) && milestone.text === text && milestone.due === due))
      return nothing();
    return unlessRefused(dueBeforeIssue(scene, due), {
      type: 'MilestoneAdded',
      data: { part: part.id, milestone: part.milestones.length + 1, text, due, basis, document, effectiveAt: at },
    });
  });

const find = (part: LeadPart, number: number): Milestone | undefined => part.milestones.find((milestone) => milestone.number === number);

const notOpen = ({ part }: PartScene, milestone: Milestone): Refusal | null =>
  refuseIf(!isOpenMilestone(milestone), 'TASK.MILESTONE_CLOSED', {
    part: part.id,
    milestone: milestone.number,
    outcome: milestone.outcome.kind,
  });

const onMilestone = (open: PartScene, number: number, act: (milestone: Milestone) => TaskDecision): TaskDecision => {
  const milestone = find(open.part, number);
  return milestone === undefined ? refuse('TASK.NO_SUCH_MILESTONE', { part: open.part.id, milestone: number }) : act(milestone);
};

export const changeMilestone = ({ data }: CommandOf<'ChangeMilestone'>, scene: Scene): TaskDecision =>
  onOpenPart(scene, data.part, (open) =>
    onMilestone(open, data.milestone, (milestone) => {
      const { text, due, basis, document } = data;
      if (milestone.text === text && milestone.due === due) return nothing();
      return unlessRefused(firstOf(notOpen(open, milestone), dueBeforeIssue(scene, due)), {
        type: 'MilestoneChanged',
        data: { part: open.part.id, milestone: milestone.number, text, from: milestone.due, due, basis, document, effectiveAt: open.at },
      });
    }),
  );

export const withdrawMilestone = ({ data }: CommandOf<'WithdrawMilestone'>, scene: Scene): TaskDecision =>
  onOpenPart(scene, data.part, (open) =>
    onMilestone(open, data.milestone, (milestone) => {
      const { basis, document } = data;
      if (milestone.outcome.kind === 'withdrawn') return nothing();
      return unlessRefused(notOpen(open, milestone), {
        type: 'MilestoneWithdrawn',
        data: { part: open.part.id, milestone: milestone.number, basis, document, effectiveAt: open.at },
      });
    }),
  );

/** Judged by the date on which it was sent, against the date in force then. */
const measured = (milestone: Milestone, sentOn: PlainDate): { readonly due: PlainDate; readonly onTime: boolean } => {
  const due = ruledOn(milestone.dueHistory, sentOn) ?? milestone.due;
  return { due, onTime: sentOn <= due };
};

export const reportMilestone = ({ data }: CommandOf<'ReportMilestone'>, scene: Scene): TaskDecision =>
  asHolder(scene, data.part, (own) =>
    onMilestone(own, data.milestone, (milestone) => {
      const { text, document, files } = data;
      const { part, today, at } = own;
      const sentOn = data.sentOn ?? today;
      if (milestone.outcome.kind === 'reported' && milestone.outcome.text === text) return nothing();
      return unlessRefused(
        firstOf(notOpen(own, milestone), refuseIf(sentOn > today, 'TASK.SENT_IN_FUTURE', { sentOn, today })),
        ...acknowledgement(own),
        {
          type: 'MilestoneReported',
          data: {
            part: part.id,
            milestone: milestone.number,
            text,
            document,
            sentOn,
            provisional: sentOn < today,
            ...measured(milestone, sentOn),
            files,
            effectiveAt: at,
          },
        },
      );
    }),
  );

/** Confirmed as typed, or corrected; once, for from then on the verdict stands. */
export const confirmMilestoneDate = ({ data }: CommandOf<'ConfirmMilestoneDate'>, scene: Scene): TaskDecision =>
  onLeadPart(scene, data.part, (open) =>
    onMilestone(open, data.milestone, (milestone) => {
      const { outcome } = milestone;
      const details = { part: open.part.id, milestone: milestone.number };
      if (outcome.kind !== 'reported') return refuse('TASK.MILESTONE_NOT_REPORTED', details);
      const sentOn = data.sentOn ?? outcome.sentOn;
      if (!outcome.provisional && sentOn === outcome.sentOn) return nothing();
      const entered = dateInVietnam(outcome.at.recorded);
      return unlessRefused(
        firstOf(
          closedOrSuspended(open),
          refuseIf(!outcome.provisional, 'TASK.SENT_DATE_SETTLED', details),
          refuseIf(sentOn > entered, 'TASK.SENT_IN_FUTURE', { sentOn, today: entered }),
        ),
        {
          type: 'MilestoneDateConfirmed',
          data: { ...details, sentOn, ...measured(milestone, sentOn), reason: data.reason, effectiveAt: open.at },
        },
      );
    }),
  );
