import type { MilestoneAdded, MilestoneChanged, MilestoneDateConfirmed, MilestoneReported, MilestoneWithdrawn } from '../task.events.js';
import type { LeadPart, Milestone, Moment } from '../task.state.js';

export type MilestoneEvent = MilestoneAdded | MilestoneChanged | MilestoneWithdrawn | MilestoneReported | MilestoneDateConfirmed;

const added = ({ data }: MilestoneAdded, at: Moment): Milestone => ({
  number: data.milestone,
  text: data.text,
  due: data.due,
  dueHistory: [{ due: data.due, from: at }],
  addedAt: at,
  outcome: { kind: 'open' },
});

const changed = (milestone: Milestone, event: Exclude<MilestoneEvent, MilestoneAdded>, at: Moment): Milestone => {
  switch (event.type) {
    case 'MilestoneChanged': {
      const { text, due } = event.data;
      const dueHistory = due === milestone.due ? milestone.dueHistory : [...milestone.dueHistory, { due, from: at }];
      return { ...milestone, text, due, dueHistory };
    }
    case 'MilestoneWithdrawn':
      return { ...milestone, outcome: { kind: 'withdrawn', at, basis: event.data.basis } };
    case 'MilestoneReported': {
      const { part: _part, milestone: _number, effectiveAt: _effective, ...report } = event.data;
      return { ...milestone, outcome: { kind: 'reported', at, ...report } };
    }
    case 'MilestoneDateConfirmed': {
      const { sentOn, due, onTime } = event.data;
      const { outcome } = milestone;
      return outcome.kind === 'reported' ? { ...milestone, outcome: { ...outcome, sentOn, due, onTime, provisional: false } } : milestone;
    }
  }
};

export const turnMilestone = (part: LeadPart, event: MilestoneEvent, at: Moment): LeadPart => ({
  ...part,
  milestones:
    event.type === 'MilestoneAdded'
      ? [...part.milestones, added(event, at)]
      : part.milestones.map((milestone) => (milestone.number === event.data.milestone ? changed(milestone, event, at) : milestone)),
});
