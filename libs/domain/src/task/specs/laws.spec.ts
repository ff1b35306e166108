import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { taskEventTypes } from '../../event-types.js';
import { millisecondsBetween } from '../../shared/instant.js';
import type { Instant } from '../../shared/ids.js';
import { addDays, dateInVietnam } from '../../shared/plain-date.js';
import { fairClock, heldSpans } from '../fair-clock.js';
import { grid } from '../grid.js';
import { deadlineStatus } from '../task.deadline.js';
import type { TaskCommand } from '../task.commands.js';
import { evolve } from '../task.evolve.js';
import { isOpenPart, taskSituation } from '../task.situation.js';
import { initialTask, type LeadPart, type Task, type TaskState } from '../task.state.js';
import { histories } from '../testing/commands.arbitrary.js';
import { calendar, facts, follow, instant, nothingYet, type Folded } from '../testing/scenario.js';

const confirming = { ...facts, policy: { ...facts.policy, needsConfirmation: true } };
const settings = { numRuns: 100 };

/** The states a history passes through, refused orders included. */
const states = (history: readonly TaskCommand[], known = facts): readonly Folded[] => {
  const passed: Folded[] = [nothingYet];
  for (const command of history) passed.push(follow(passed.at(-1) ?? nothingYet, command, known));
  return passed;
};

const taskOf = ({ state }: Folded): Task => {
  if (state.status === 'none') throw new Error('Every history enters a task.');
  return state;
};
const end = (history: readonly TaskCommand[], known = facts): Folded => states(history, known).at(-1) ?? nothingYet;
const partsOf = (folded: Folded): readonly LeadPart[] => (folded.state.status === 'none' ? [] : folded.state.leads);

const holds = (law: (history: readonly TaskCommand[]) => void): void => {
  fc.assert(
    fc.property(histories, (history) => law(history)),
    settings,
  );
};

/** How long a part was open, told from the log alone: between events, by the state each left behind. */
const openTime = ({ log }: Folded, id: string, until: Instant): number => {
  let state: TaskState = initialTask;
  let since: Instant | null = null;
  let total = 0;
  for (const { event, recorded } of log) {
    state = evolve(state, event, recorded);
    const part = state.status === 'none' ? undefined : state.leads.find((candidate) => candidate.id === id);
    if (part === undefined) continue;
    const open = isOpenPart(part);
    if (open && since === null) since = event.data.effectiveAt;
    if (!open && since !== null) {
      total += millisecondsBetween(since, event.data.effectiveAt);
      since = null;
    }
  }
  return since === null ? total : total + millisecondsBetween(since, until);
};

const approvedVerdicts = (folded: Folded): ReadonlyMap<string, boolean | null> =>
  new Map(
    partsOf(folded).flatMap((part) =>
      part.submissions
        .filter(({ outcome }) => outcome.kind === 'approved')
        .map(({ number, onTime }) => [`${part.id} ${String(number)}`, onTime] as const),
    ),
  );

/** Approved submissions whose approval or verdict a later state no longer shows as it was. */
const verdictsRewritten = (passed: readonly Folded[]): readonly string[] =>
  passed.flatMap((folded, index) => {
    const next = approvedVerdicts(passed[index + 1] ?? folded);
    return [...approvedVerdicts(folded)].filter(([key, onTime]) => next.get(key) !== onTime).map(([key]) => key);
  });

describe('laws that hold for any history of a task', () => {
  test('the histories drawn reach every event of a task', () => {
    const reached = new Set<string>();
    for (const history of fc.sample(histories, { numRuns: 200, seed: 7 })) {
      for (const { event } of [...end(history).log, ...end(history, confirming).log]) reached.add(event.type);
    }
    expect(Object.keys(taskEventTypes).filter((type) => !reached.has(type))).toEqual([]);
  });

  test('replay = live: the log, written and read again, gives the same state', () => {
    holds((history) => {
      const live = end(history);
      const stored = JSON.parse(JSON.stringify(live.log)) as Folded['log'];
      const replayed = stored.reduce<TaskState>((state, { event, recorded }) => evolve(state, event, recorded), initialTask);
      expect(replayed).toEqual(live.state);
    });
  });

  test('holdings add up: every hour of an open part belongs to one holder', () => {
    const until = instant('2029-01-01');
    holds((history) => {
      const folded = end(history);
      for (const part of partsOf(folded)) {
        const held = fairClock(part, until).reduce((sum, { milliseconds }) => sum + milliseconds, 0);
        expect(held).toBe(openTime(folded, part.id, until));
        const spans = heldSpans(part, until);
        spans.slice(1).forEach((span, index) => expect(span.from >= (spans[index]?.to ?? '')).toBe(true));
      }
    });
  });

  test('the verdict of an approved submission never changes', () => {
    holds((history) => {
      for (const known of [facts, confirming]) expect(verdictsRewritten(states(history, known))).toEqual([]);
    });
  });

  test('a completed task has at least one lead part, and all its parts are completed', () => {
    holds((history) => {
      for (const folded of states(history).slice(1)) {
        const task = taskOf(folded);
        if (!taskSituation(task).done) continue;
        const counted = task.leads.filter(({ situation }) => situation.name !== 'withdrawn');
        expect(counted.length).toBeGreaterThan(0);
        expect(counted.every(({ situation }) => situation.name === 'completed')).toBe(true);
      }
    });
  });

  test('the same command twice = once', () => {
    holds((history) => {
      let folded: Folded = nothingYet;
      for (const command of history) {
        folded = follow(folded, command);
        expect(follow(folded, command).state).toBe(folded.state);
      }
    });
  });

  test('a slow approver never turns on time into late: what waits on time is in time for ever', () => {
    holds((history) => {
      for (const part of partsOf(end(history))) {
        const { situation } = part;
        if (situation.name !== 'submitted') continue;
        if (part.submissions.find(({ number }) => number === situation.submission)?.onTime !== true) continue;
        for (const days of [0, 30, 1000]) {
          expect(deadlineStatus(part, addDays(dateInVietnam(part.lastActAt), days), calendar)).not.toBe('overdue');
        }
      }
    });
  });

  test('a return never turns on time into late: the agency has until "resubmit by"', () => {
    holds((history) => {
      for (const part of partsOf(end(history))) {
        const { situation } = part;
        if (situation.name !== 'returned' || situation.kind !== 'incomplete') continue;
        if (part.submissions.find(({ number }) => number === situation.submission)?.onTime !== true) continue;
        expect(deadlineStatus(part, situation.resubmitBy, calendar)).not.toBe('overdue');
      }
    });
  });

  test('holder and approver of a part always differ; part ids and numbers are never given twice', () => {
    holds((history) => {
      const task = taskOf(end(history));
      for (const part of task.leads) {
        expect(part.holder).not.toBe(part.approver);
        expect(part.submissions.map(({ number }) => number)).toEqual(part.submissions.map((_, index) => index + 1));
        expect(new Set(part.asks.map(({ number }) => number)).size).toBe(part.asks.length);
        expect(part.extensions.filter(({ outcome }) => outcome.kind === 'pending').length).toBeLessThanOrEqual(1);
      }
      const ids = [...task.leads.map(({ id }) => id), ...task.coordinators.map(({ id }) => id)];
      expect(new Set(ids).size).toBe(ids.length);
    });
  });

  test('a change of due date or holder voids the reminders planned before', () => {
    holds((history) => {
      const passed = states(history);
      passed.slice(1).forEach((folded, index) => {
        const before = new Map(partsOf(passed[index] ?? nothingYet).map((part) => [part.id, part]));
        for (const part of partsOf(folded)) {
          const was = before.get(part.id);
          if (was === undefined) continue;
          expect(part.subjectVersion).toBeGreaterThanOrEqual(was.subjectVersion);
          if (part.due !== was.due || part.holder !== was.holder) expect(part.subjectVersion).toBeGreaterThan(was.subjectVersion);
        }
      });
    });
  });

  test('the grid holds every lead part exactly once', () => {
    holds((history) => {
      const task = taskOf(end(history));
      const { doneOnTime, doneLate, openInTime, openOverdue, outside } = grid([task], addDays(dateInVietnam(instant('2026-12-15')), 0));
      const { noDeadline, suspended, ended, unreviewed } = outside;
      const lines = [doneOnTime, doneLate, openInTime, openOverdue, noDeadline, suspended, ended, unreviewed].flat();
      expect(lines.map(({ part }) => part).sort()).toEqual(task.leads.map(({ id }) => id).sort());
    });
  });
});
