import { expect } from '@jest/globals';
import type { WorkingCalendar } from '../../../calendar/working-calendar.js';
import type { Instant } from '../../../shared/ids.js';
import { isBefore, millisecondsBetween } from '../../../shared/instant.js';
import { addDays, dateInVietnam, endOfDay, type PlainDate } from '../../../shared/plain-date.js';
import { deadlineStatus, dueToMeet, overdueSince } from '../../task.deadline.js';
import { evolve } from '../../task.evolve.js';
import { fairClock, heldSpans, type HeldSpan } from '../../fair-clock.js';
import { grid } from '../../grid.js';
import { isOpenPart, openAsks, taskSituation } from '../../task.situation.js';
import { initialTask, type Ask, type LeadPart, type Task, type TaskState } from '../../task.state.js';
import type { Folded } from '../scenario.js';

/** As `expect(one).toEqual(other)`, at a tenth of its price while they are equal. */
export const same = (one: unknown, other: unknown): void => {
  if (JSON.stringify(one) !== JSON.stringify(other)) expect(one).toEqual(other);
};

export const taskOf = ({ state }: Folded): Task => {
  if (state.status === 'none') throw new Error('Every history enters a task.');
  return state;
};

/** Replay = live: the log, written and read again, gives the same state. */
export const replayIsLive = (live: Folded): void => {
  const stored = JSON.parse(JSON.stringify(live.log)) as Folded['log'];
  const replayed = stored.reduce<TaskState>((state, { event, recorded }) => evolve(state, event, recorded), initialTask);
  same(replayed, live.state);
};

/** The verdict of an approved submission, of a signed or finished period, never changes. */
export const verdictsStand = (before: Task, after: Task): void => {
  for (const part of before.leads) {
    const now = after.leads.find(({ id }) => id === part.id);
    for (const submission of part.submissions) {
      if (submission.outcome.kind !== 'approved') continue;
      const still = now?.submissions.find(({ number }) => number === submission.number);
      same([still?.outcome.kind, still?.onTime], ['approved', submission.onTime]);
    }
    for (const cycle of part.cycles) {
      if (cycle.outcome.kind !== 'done' || cycle.reports.at(-1)?.provisional === true) continue;
      same(now?.cycles.find(({ number }) => number === cycle.number)?.outcome, cycle.outcome);
    }
  }
};

/** A completed task has at least one lead part, and all its parts that were not withdrawn are completed. */
export const completedWholly = (task: Task): void => {
  if (!taskSituation(task).done) return;
  const counted = task.leads.filter(({ situation }) => situation.name !== 'withdrawn');
  expect(counted.length).toBeGreaterThan(0);
  same(
    counted.every(({ situation }) => situation.name === 'completed'),
    true,
  );
};

/** Nothing is asked of a part that is closed: no date runs, no ask, request, period or submission waits; so no message is due. */
export const closedIsQuiet = (task: Task): void => {
  for (const part of task.leads.filter((each) => !isOpenPart(each))) {
    expect(dueToMeet(part)).toBeNull();
    same(openAsks(part), []);
    same(
      [...part.submissions, ...part.extensions].filter(({ outcome }) => outcome.kind === 'pending'),
      [],
    );
    same(
      part.cycles.filter(({ outcome }) => outcome.kind !== 'done' && outcome.kind !== 'lapsed'),
      [],
    );
  }
};

/** What is still to be done, by whomever. */
export const openObligations = (task: Task): number =>
  task.leads.filter(isOpenPart).length +
  task.coordinators.filter(({ released, participation }) => !released && participation.outcome.kind === 'open').length +
  task.leads.flatMap(openAsks).length +
  task.leads.flatMap(({ submissions, extensions, causes }) =>
    [...submissions, ...extensions, ...causes].filter(({ outcome }) => outcome.kind === 'pending'),
  ).length +
  task.leads.flatMap(({ milestones }) => milestones.filter(({ outcome }) => outcome.kind === 'open')).length +
  task.leads.flatMap(({ cycles }) => cycles.filter(({ outcome }) => outcome.kind !== 'done' && outcome.kind !== 'lapsed')).length;

const heldAt = (log: Folded['log'], at: Instant): TaskState =>
  log
    .filter(({ event }) => !isBefore(at, event.data.effectiveAt))
    .reduce<TaskState>((state, { event, recorded }) => evolve(state, event, recorded), initialTask);

/** Succession keeps the number of open obligations, and every answer about an earlier time. */
export const succeedsWholly = (before: Folded, after: Folded): void => {
  const [was, is] = [taskOf(before), taskOf(after)];
  same(openObligations(is), openObligations(was));
  const effective = after.log.at(-1)?.event.data.effectiveAt;
  if (effective === undefined) return;
  for (const ago of [1, 86_400_000, 30 * 86_400_000]) {
    const at = new Date(Date.parse(effective) - ago).toISOString() as Instant;
    same(heldAt(after.log, at), heldAt(before.log, at));
  }
  heldSpansStand(was, is, effective);
  for (const part of is.leads) {
    const old = was.leads.find(({ id }) => id === part.id);
    same(
      [part.situation, part.due, part.milestones, part.cycles, part.extensions, part.submissions],
      [old?.situation, old?.due, old?.milestones, old?.cycles, old?.extensions, old?.submissions],
    );
  }
};

const merged = (spans: readonly HeldSpan[]): readonly HeldSpan[] =>
  spans.reduce<HeldSpan[]>((all, span) => {
    const last = all.at(-1);
    if (last?.to !== span.from || JSON.stringify(last.holder) !== JSON.stringify(span.holder)) return [...all, span];
    return [...all.slice(0, -1), { ...last, to: span.to }];
  }, []);

/** Who held a part until then is not told otherwise by what is recorded later. */
export const heldSpansStand = (before: Task, after: Task, until: Instant): void => {
  for (const part of before.leads) {
    const now = after.leads.find(({ id }) => id === part.id);
    if (now !== undefined) same(merged(heldSpans(now, until)), merged(heldSpans(part, until)));
  }
};

/** The holder of a moment, told slowly: from the state as the part's own log left it then. */
const holderThen = (log: Folded['log'], id: string, moment: Instant): string | null => {
  let state: TaskState = initialTask;
  for (const { event, recorded } of log) {
    // A part's acts hold in the order in which they were recorded; an ask's answer may hold before the part's last act.
    if (!isBefore(moment, event.data.effectiveAt)) state = evolve(state, event, recorded);
  }
  const part = state.status === 'none' ? undefined : state.leads.find((each) => each.id === id);
  if (state.status === 'none') return null;
  if (part === undefined) return state.leads.length === 0 ? 'office' : null;
  if (!isOpenPart(part)) return null;
  const { name } = part.situation;
  if (name === 'submitted') return `approver ${part.approver ?? ''}`;
  const undecided = [...part.extensions, ...part.causes].some(({ outcome }) => outcome.kind === 'pending');
  if (undecided || name === 'suspended' || name === 'reassignment-requested' || name === 'approved') return 'office';
  return overdueAsk(part, moment) ?? `lead ${part.holder}`;
};

/** An ask past its reply date with no report since, the longest overdue first. */
const overdueAsk = (part: LeadPart, moment: Instant): string | null => {
  const since = ({ replyBy, askedAt }: Ask): Instant | null => {
    if (replyBy === null) return null;
    const over = endOfDay(replyBy);
    return isBefore(over, askedAt.effective) ? askedAt.effective : over;
  };
  const waits = part.asks
    .map((ask) => ({ ask, from: since(ask) }))
    .filter(({ ask, from }) => ask.outcome.kind === 'open' && from !== null && !isBefore(moment, from))
    .filter(({ from }) => !part.reportedAt.some((at) => from !== null && !isBefore(at, from)));
  const first = waits.sort((one, other) => Date.parse(one.from ?? '') - Date.parse(other.from ?? ''))[0];
  return first === undefined ? null : `coordinator ${first.ask.agencyId}`;
};

/** Holdings add up: every hour of an open part belongs to one holder, and to the right one. */
export const holdingsAddUp = (folded: Folded, until: Instant): void => {
  for (const part of taskOf(folded).leads) {
    const spans = heldSpans(part, until);
    spans.slice(1).forEach((span, index) => same(isBefore(span.from, spans[index]?.to ?? span.from), false));
    const held = fairClock(part, until).reduce((sum, { milliseconds }) => sum + milliseconds, 0);
    same(
      held,
      spans.reduce((sum, { from, to }) => sum + millisecondsBetween(from, to), 0),
    );
    for (const { holder, from, to } of spans) {
      const middle = new Date((Date.parse(from) + Date.parse(to)) / 2).toISOString() as Instant;
      const told = 'agencyId' in holder ? `${holder.kind} ${holder.agencyId ?? ''}` : holder.kind;
      same([middle, told], [middle, holderThen(folded.log, part.id, middle)]);
    }
    gapsAreClosed(folded, part, spans, until);
  }
};

/** Between two spans the part was closed. */
const gapsAreClosed = (folded: Folded, part: LeadPart, spans: readonly HeldSpan[], until: Instant): void => {
  const edges = [...spans.map(({ from }) => from), until];
  spans.forEach(({ to }, index) => {
    const next = edges[index + 1] ?? until;
    if (!isBefore(to, next)) return;
    const middle = new Date((Date.parse(to) + Date.parse(next)) / 2).toISOString() as Instant;
    same([middle, holderThen(folded.log, part.id, middle)], [middle, null]);
  });
};

/** A slow approver and a return never turn on time into late. */
export const onTimeStays = (task: Task, calendar: WorkingCalendar): void => {
  for (const part of task.leads) {
    const { situation } = part;
    if (!('submission' in situation) || situation.submission === null) continue;
    const submission = part.submissions.find(({ number }) => number === situation.submission);
    if (submission?.onTime !== true) continue;
    const today = dateInVietnam(part.lastActAt);
    if (situation.name === 'submitted' || situation.name === 'approved') {
      for (const days of [0, 30, 1000]) expect(deadlineStatus(part, addDays(today, days), calendar)).not.toBe('overdue');
    }
    if (situation.name === 'returned' && situation.kind === 'incomplete' && part.due !== null)
      expect(overdueSince(part, situation.resubmitBy)).toBeNull();
  }
};

/** A change of the calendar moves no date and turns nothing late: only how soon a date is counted to be may change. */
export const calendarChangesNothing = (task: Task, before: WorkingCalendar, after: WorkingCalendar, today: PlainDate): void => {
  const told = (calendar: WorkingCalendar): readonly string[] =>
    task.leads.map((part) => deadlineStatus(part, today, calendar).replace('due-soon', 'in-time'));
  same(told(after), told(before));
};

/** What can never be, whatever happened. */
export const shape = (task: Task): void => {
  for (const part of task.leads) {
    expect(part.holder).not.toBe(part.approver);
    for (const list of [part.submissions, part.extensions, part.causes, part.milestones, part.cycles]) {
      same(
        list.map(({ number }) => number),
        list.map((_, index) => index + 1),
      );
    }
    for (const list of [part.submissions, part.extensions, part.causes])
      expect(list.filter(({ outcome }) => outcome.kind === 'pending').length).toBeLessThanOrEqual(1);
    expect(new Set(part.asks.map(({ number }) => number)).size).toBe(part.asks.length);
    same(part.holdings.at(-1)?.agencyId, part.holder);
    expect(new Set(part.cycles.map(({ period }) => period.to)).size).toBe(part.cycles.length);
  }
  const ids = [...task.leads.map(({ id }) => id), ...task.coordinators.map(({ id }) => id)];
  same(new Set(ids).size, ids.length);
};

/** A new due date or holder voids the reminders planned before. */
export const remindersFollow = (before: Task, after: Task): void => {
  for (const part of after.leads) {
    const was = before.leads.find(({ id }) => id === part.id);
    if (was === undefined) continue;
    expect(part.subjectVersion).toBeGreaterThanOrEqual(was.subjectVersion);
    if (part.due !== was.due || part.holder !== was.holder) expect(part.subjectVersion).toBeGreaterThan(was.subjectVersion);
  }
};

/** The grid holds every part once, of a recurring part every period that is asked for; what is late there is late by its date. */
export const gridIsWhole = (task: Task, cutOff: PlainDate): void => {
  const { doneOnTime, doneLate, openInTime, openOverdue, outside } = grid([task], cutOff);
  const { noDeadline, suspended, ended, unreviewed, inherited } = outside;
  const lines = [doneOnTime, doneLate, openInTime, openOverdue, noDeadline, suspended, ended, unreviewed, inherited].flat();
  const keys = lines.map(({ part, cycle }) => `${part} ${String(cycle ?? '')}`);
  same(new Set(keys).size, keys.length);
  same([...new Set(lines.map(({ part }) => part))].sort(), task.leads.map(({ id }) => id).sort());
};
