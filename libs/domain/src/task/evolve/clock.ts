import { laterOf } from '../../shared/instant.js';
import type { Instant } from '../../shared/ids.js';
import type { ClockSpan, FinalSituation, LeadPart, Situation } from '../task.state.js';

const finals: ReadonlySet<string> = new Set<FinalSituation['name']>([
  'completed',
  'withdrawn',
  'cancelled',
  'superseded',
  'closed-not-done',
]);

/** Final until reopened. */
export const isFinalSituation = (situation: Situation): situation is FinalSituation => finals.has(situation.name);

const officeHolds: ReadonlySet<string> = new Set<Situation['name']>(['reassignment-requested', 'suspended', 'approved']);

const isPending = ({ outcome }: { readonly outcome: { readonly kind: string } }): boolean => outcome.kind === 'pending';

/** Who holds the clock as the state alone tells it; null once the part is closed. */
const holderOf = (part: LeadPart): ClockSpan['holder'] | null => {
  const { situation } = part;
  if (isFinalSituation(situation)) return null;
  if (situation.name === 'submitted') return { kind: 'approver', agencyId: part.approver };
  return part.extensions.some(isPending) || part.causes.some(isPending) || officeHolds.has(situation.name)
    ? { kind: 'office' }
    : { kind: 'lead', agencyId: part.holder };
};

const agencyOf = (holder: ClockSpan['holder']): string | null => ('agencyId' in holder ? holder.agencyId : null);
const isSameHolder = (one: ClockSpan['holder'] | null, other: ClockSpan['holder'] | null): boolean =>
  one === null || other === null ? one === other : one.kind === other.kind && agencyOf(one) === agencyOf(other);

/** Closes the running span and opens the next where the holder has changed. Spans never run backwards. */
export const turnClock = (part: LeadPart, at: Instant): LeadPart => {
  const last = part.clock.at(-1);
  const running = last?.to === null ? last : undefined;
  const holder = holderOf(part);
  if (isSameHolder(running?.holder ?? null, holder)) return part;
  const closed = running === undefined ? part.clock : [...part.clock.slice(0, -1), { ...running, to: laterOf(running.from, at) }];
  const from = laterOf(closed.at(-1)?.to ?? at, at);
  return { ...part, clock: holder === null ? closed : [...closed, { holder, from, to: null }] };
};
