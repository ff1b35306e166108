import {
  addDays,
  adjustmentsOf,
  evolve,
  initialTask,
  periodLines,
  type adjustedLines,
  type Adjustment,
  type FiguresPeriod,
  type Instant,
  type PlainDate,
  type Task,
  type TaskEvent,
  type TaskState,
} from '#domain';
import type { EventStore, StoredEvent } from '#event-store';
import { heldBy, lastInstantOf } from '../past/past-question.js';
import { recordedOf } from '../shared/recorded.js';

/** A locked report as it is known, and up to where the log was read for it. */
export interface LockedReport {
  readonly id: string;
  readonly period: FiguresPeriod;
  readonly planId: string | null;
  readonly position: number;
  readonly lines: ReturnType<typeof adjustedLines>;
}

type Log = Pick<EventStore, 'readOf' | 'readStream'>;
const PAGE = 5_000;

/** What has been recorded of tasks since, stream by stream. */
const recordedSince = async (log: Log, after: number, upTo: number): Promise<ReadonlyMap<string, readonly StoredEvent[]>> => {
  const found = new Map<string, StoredEvent[]>();
  for (let from = after; ;) {
    const page = await log.readOf(['task'], from, upTo, PAGE);
    for (const event of page) {
      const own = found.get(event.streamId);
      if (own === undefined) found.set(event.streamId, [event]);
      else own.push(event);
    }
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return found;
    from = last.position;
  }
};

/** A date put right speaks of the time of what it puts right, whenever that was done. */
const corrections: ReadonlySet<string> = new Set([
  'SentDateConfirmed',
  'SentDateCorrected',
  'CycleDateConfirmed',
  'MilestoneDateConfirmed',
]);

type Holds = (event: StoredEvent) => boolean;
const tellsOf = (day: PlainDate): Holds => {
  const holds = heldBy(lastInstantOf(day));
  return (event) => holds(event) || corrections.has(event.type);
};

const stoodAt = (history: readonly StoredEvent[], day: PlainDate): readonly Task[] => {
  const state = history
    .filter(tellsOf(day))
    .reduce<TaskState>(
      (before, event) => evolve(before, { type: event.type, data: event.data as unknown } as TaskEvent, recordedOf(event)),
      initialTask,
    );
  return state.status === 'none' ? [] : [state];
};

const ofTask = async (
  log: Log,
  { id, period, planId, lines }: LockedReport,
  { streamId, movers, upTo }: { readonly streamId: string; readonly movers: readonly StoredEvent[]; readonly upTo: number },
): Promise<readonly Adjustment[]> => {
  const history = (await log.readStream(streamId)).filter(({ position }) => position <= upTo);
  const at = stoodAt(history, period.to).filter((task) => planId === null || task.planId === planId);
  const now = periodLines(stoodAt(history, addDays(period.from, -1)), at, period);
  const own = lines.filter(({ task }) => `task-${task}` === streamId);
  const movedBy = movers.map(({ type, recordedAt }) => ({ type, recordedAt: recordedAt as Instant }));
  return adjustmentsOf({ report: id, period }, own, now).map((one) => ({ ...one, movedBy }));
};

/**
 * What has become different since about the periods of locked reports. Only tasks of which something was recorded since, about the
 * time that a report tells of, are counted again.
 */
export const adjustmentsSince = async (log: Log, locked: readonly LockedReport[], upTo: number): Promise<readonly Adjustment[]> => {
  if (locked.length === 0) return [];
  const recorded = await recordedSince(log, Math.min(...locked.map(({ position }) => position)), upTo);
  const found: Adjustment[] = [];
  for (const report of locked) {
    const tells = tellsOf(report.period.to);
    for (const [streamId, events] of recorded) {
      const movers = events.filter((event) => event.position > report.position && tells(event));
      if (movers.length > 0) found.push(...(await ofTask(log, report, { streamId, movers, upTo })));
    }
  }
  return found;
};
