import { earlierOf, isBefore, laterOf, millisecondsBetween } from '../shared/instant.js';
import type { AgencyId, Instant } from '../shared/ids.js';
import { endOfDay } from '../shared/plain-date.js';
import type { Ask, ClockHolder, ClockSpan, LeadPart } from './task.state.js';

/** A stretch of time that belongs to one holder. */
export interface HeldSpan {
  readonly holder: ClockHolder;
  readonly from: Instant;
  readonly to: Instant;
}

export interface ClockShare {
  readonly holder: ClockHolder;
  readonly milliseconds: number;
}

/** While this lasts, the lead waits on the asked agency. `since`: overdue since then, under whichever agency. */
interface Waiting {
  readonly agencyId: AgencyId;
  readonly since: Instant;
  readonly from: Instant;
  readonly to: Instant;
}

const closedAt = (ask: Ask): Instant | null => (ask.outcome.kind === 'open' ? null : ask.outcome.at.effective);

/** From the end of the reply date until the answer, or until the lead reports: a report says that work goes on without it. */
const waitingOn =
  (part: LeadPart, until: Instant) =>
  (ask: Ask): readonly Waiting[] => {
    if (ask.replyBy === null) return [];
    const from = laterOf(endOfDay(ask.replyBy), ask.askedAt.effective);
    const report = part.reportedAt
      .filter((at) => !isBefore(at, from))
      .reduce<Instant | null>((first, at) => (first === null ? at : earlierOf(first, at)), null);
    const ends = [closedAt(ask), report, until].filter((end) => end !== null);
    const to = ends.reduce(earlierOf);
    return isBefore(from, to) ? bySuccessors(ask, from, to) : [];
  };

/** Each agency that was asked in turn has its own days of the wait. */
const bySuccessors = (ask: Ask, from: Instant, to: Instant): readonly Waiting[] => {
  const turns = [...ask.predecessors, { agencyId: ask.agencyId, until: to }];
  return turns.flatMap(({ agencyId, until }, index) => {
    const begins = laterOf(from, turns[index - 1]?.until ?? from);
    const ends = earlierOf(until, to);
    return isBefore(begins, ends) ? [{ agencyId, since: from, from: begins, to: ends }] : [];
  });
};

/** The coordinator longest overdue holds the moment; of two overdue since the same day, the one asked first. */
const holderAt = (waiting: readonly Waiting[], moment: Instant, lead: ClockHolder): ClockHolder => {
  const active = waiting.filter(({ from, to }) => !isBefore(moment, from) && isBefore(moment, to));
  const longest = active.reduce<Waiting | null>(
    (first, next) => (first === null || isBefore(next.since, first.since) ? next : first),
    null,
  );
  return longest === null ? lead : { kind: 'coordinator', agencyId: longest.agencyId };
};

const clip = (span: ClockSpan, until: Instant): HeldSpan => ({
  holder: span.holder,
  from: earlierOf(span.from, until),
  to: span.to === null ? until : earlierOf(span.to, until),
});

/** A lead's span, cut wherever a wait begins or ends. */
const cut = (span: HeldSpan, waiting: readonly Waiting[]): readonly HeldSpan[] => {
  if (span.holder.kind !== 'lead') return [span];
  const inside = waiting
    .flatMap(({ from, to }) => [from, to])
    .filter((at) => isBefore(span.from, at) && isBefore(at, span.to))
    .sort((one, other) => Date.parse(one) - Date.parse(other));
  const edges = [span.from, ...inside, span.to];
  return edges.slice(1).flatMap((to, index) => {
    const from = edges[index] ?? span.from;
    return isBefore(from, to) ? [{ holder: holderAt(waiting, from, span.holder), from, to }] : [];
  });
};

/** Who held a part when, from its entry to its completion or `until`, in effective time: no hour twice, none left out. */
export const heldSpans = (part: LeadPart, until: Instant): readonly HeldSpan[] => {
  const waiting = part.asks.flatMap(waitingOn(part, until));
  return part.clock
    .map((span) => clip(span, until))
    .filter(({ from, to }) => isBefore(from, to))
    .flatMap((span) => cut(span, waiting));
};

const keyOf = (holder: ClockHolder): string => `${holder.kind} ${'agencyId' in holder ? (holder.agencyId ?? '') : ''}`;

/** How long each has held a part, in the order in which they first did. Adds up for any history. */
export const fairClock = (part: LeadPart, until: Instant): readonly ClockShare[] => {
  const shares = new Map<string, ClockShare>();
  for (const { holder, from, to } of heldSpans(part, until)) {
    const before = shares.get(keyOf(holder))?.milliseconds ?? 0;
    shares.set(keyOf(holder), { holder, milliseconds: before + millisecondsBetween(from, to) });
  }
  return [...shares.values()];
};
