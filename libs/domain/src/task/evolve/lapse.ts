import type { Ask, Cycle, LeadPart, Moment } from '../task.state.js';

/** What waits for a decision falls with the part's end, or with its holder. */
export const lapsePending = (part: LeadPart, at: Moment): Pick<LeadPart, 'submissions' | 'extensions'> => ({
  submissions: part.submissions.map((submission) =>
    submission.outcome.kind === 'pending' ? { ...submission, outcome: { kind: 'lapsed', at } } : submission,
  ),
  extensions: part.extensions.map((extension) =>
    extension.outcome.kind === 'pending' ? { ...extension, outcome: { kind: 'lapsed', at } } : extension,
  ),
});

export const lapseAsk =
  (at: Moment) =>
  (ask: Ask): Ask =>
    ask.outcome.kind === 'open' ? { ...ask, outcome: { kind: 'lapsed', at } } : ask;

/** A period that is reported on stays as it is. */
export const lapseCycle = (cycle: Cycle, at: Moment): Cycle =>
  cycle.outcome.kind === 'done' || cycle.outcome.kind === 'lapsed' ? cycle : { ...cycle, outcome: { kind: 'lapsed', at } };
