import { isBefore, laterOf, millisecondsBetween } from '../shared/instant.js';
import type { Instant } from '../shared/ids.js';
import { heldSpans, type ClockShare } from '../task/fair-clock.js';
import type { LeadPart } from '../task/task.state.js';

/** How long a holder held lượt giao in a period, all together, and how many of them. */
export interface HeldTime extends ClockShare {
  readonly parts: number;
}

const keyOf = ({ holder }: Pick<HeldTime, 'holder'>): string => `${holder.kind} ${'agencyId' in holder ? (holder.agencyId ?? '') : ''}`;

const ofPart = (part: LeadPart, from: Instant, until: Instant): readonly HeldTime[] => {
  const own = new Map<string, HeldTime>();
  for (const span of heldSpans(part, until)) {
    const begins = laterOf(span.from, from);
    if (!isBefore(begins, span.to)) continue;
    const key = keyOf(span);
    const milliseconds = (own.get(key)?.milliseconds ?? 0) + millisecondsBetween(begins, span.to);
    own.set(key, { holder: span.holder, milliseconds, parts: 1 });
  }
  return [...own.values()];
};

/** The fair clock summed by holder, between two moments: it adds up to all the hours of all the parts between them, none twice. */
export const heldTimes = (parts: readonly LeadPart[], from: Instant, until: Instant): readonly HeldTime[] => {
  const sums = new Map<string, HeldTime>();
  for (const share of parts.flatMap((part) => ofPart(part, from, until))) {
    const known = sums.get(keyOf(share));
    sums.set(keyOf(share), {
      holder: share.holder,
      milliseconds: (known?.milliseconds ?? 0) + share.milliseconds,
      parts: (known?.parts ?? 0) + 1,
    });
  }
  return [...sums.values()];
};
