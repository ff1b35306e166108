import type { CauseConfirmed, CauseRefused, ObjectiveCauseClaimed } from '../task.events.js';
import type { LeadPart, Moment, ObjectiveCause } from '../task.state.js';

export const claimCause = (part: LeadPart, { data }: ObjectiveCauseClaimed, claimedAt: Moment): LeadPart => {
  const { cause: number, agencyId, text, from, to, document, files } = data;
  const claimed: ObjectiveCause = { number, agencyId, text, from, to, document, files, claimedAt, outcome: { kind: 'pending' } };
  return { ...part, causes: [...part.causes, claimed] };
};

const withOutcome = (part: LeadPart, number: number, outcome: ObjectiveCause['outcome']): LeadPart => ({
  ...part,
  causes: part.causes.map((cause) => (cause.number === number ? { ...cause, outcome } : cause)),
});

export const decideCause = (part: LeadPart, event: CauseConfirmed | CauseRefused, at: Moment): LeadPart => {
  const { cause, document } = event.data;
  return event.type === 'CauseConfirmed'
    ? withOutcome(part, cause, { kind: 'confirmed', at, document, note: event.data.note })
    : withOutcome(part, cause, { kind: 'refused', at, document, reason: event.data.reason });
};
