import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  addDays,
  endOfDay,
  evolve,
  figuresOf,
  initialTask,
  periodLines,
  plainDate,
  type Figures,
  type LineCell,
  type PlainDate,
  type Task,
  type TaskEvent,
  type TaskState,
} from '#domain';
import type { LoggedEvent } from './synthetic-log/logged-event.js';
import { SyntheticLog } from './synthetic-log/synthetic-log.js';

/** One lượt giao as somebody would keep it in a table by hand: a line, changed by each letter that comes in. */
interface Line {
  holder: string;
  due: string | null;
  work: 'open' | 'sent' | 'returned' | 'done';
  suspended: boolean;
  extensionAsked: boolean;
  sent: { on: string; due: string | null; inTime: boolean } | null;
  /** Until when an on-time submission that came back may be sent again. */
  spared: string | null;
}
type Letter = Readonly<Record<string, string | null>>;
type Table = Map<string, Line>;

const inTime = (line: Line, sentOn: string): boolean =>
  line.due !== null && (sentOn <= line.due || (line.spared !== null && sentOn <= line.spared));

const letters: Readonly<Record<string, (line: Line, letter: Letter) => void>> = {
  CompletionSubmitted: (line, { sentOn }) => {
    line.sent = { on: sentOn ?? '', due: line.due, inTime: inTime(line, sentOn ?? '') };
    line.work = 'sent';
  },
  CompletionReturned: (line, { kind, resubmitBy }) => {
    line.work = 'returned';
    line.spared = kind === 'incomplete' && line.sent?.inTime === true ? (resubmitBy ?? null) : null;
  },
  CompletionApproved: (line) => {
    line.work = 'done';
  },
  ExtensionRequested: (line) => {
    line.extensionAsked = true;
  },
  ExtensionRefused: (line) => {
    line.extensionAsked = false;
  },
  ExtensionGranted: (line, { due }) => {
    line.extensionAsked = false;
    line.due = due ?? null;
  },
  PartSuspended: (line) => {
    line.suspended = true;
  },
  PartResumed: (line, { due }) => {
    line.suspended = false;
    line.due = due ?? null;
  },
  PartReassigned: (line, { agencyId }) => {
    Object.assign(line, { holder: agencyId, work: 'open', sent: null, spared: null, extensionAsked: false });
  },
};

const tableAt = (log: readonly LoggedEvent[], day: PlainDate): Table => {
  const table: Table = new Map();
  for (const { streamId, type, data } of log) {
    const letter = data as Letter;
    if (!streamId.startsWith('task-') || Date.parse(letter['effectiveAt'] ?? '') >= Date.parse(endOfDay(day))) continue;
    const key = `${streamId} ${letter['part'] ?? ''}`;
    if (type === 'PartAssigned') {
      const rest = { work: 'open', suspended: false, extensionAsked: false, sent: null, spared: null } as const;
      table.set(key, { holder: letter['agencyId'] ?? '', due: letter['due'] ?? null, ...rest });
    }
    const line = table.get(key);
    if (line !== undefined) letters[type]?.(line, letter);
  }
  return table;
};

const daysFrom = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

const dateToMeet = (line: Line): string | null => {
  if (line.due === null || line.work !== 'returned' || line.spared === null || line.spared < line.due) return line.due;
  return line.spared;
};

interface Cell {
  readonly cell: LineCell;
  readonly late: number;
}

const doneCell = ({ due, sent }: Line): Cell => {
  if (due === null && sent?.due === null) return { cell: 'noDeadline', late: 0 };
  if (sent?.inTime === true) return { cell: 'doneOnTime', late: 0 };
  return { cell: 'doneLate', late: daysFrom(sent?.due ?? '', sent?.on ?? '') };
};

const openCell = (line: Line, day: string): Cell => {
  const due = dateToMeet(line);
  if (due === null) return { cell: 'noDeadline', late: 0 };
  const waits = line.work === 'sent' && line.sent?.inTime === true;
  return waits || day <= due ? { cell: 'openInTime', late: 0 } : { cell: 'openOverdue', late: daysFrom(due, day) };
};

const cellOf = (line: Line, day: string): Cell => {
  if (line.work === 'done') return doneCell(line);
  return line.suspended ? { cell: 'suspended', late: 0 } : openCell(line, day);
};

const emptyCells = {
  doneOnTime: 0,
  doneLate: 0,
  openInTime: 0,
  openOverdue: 0,
  noDeadline: 0,
  suspended: 0,
  ended: 0,
  unreviewed: 0,
  inherited: 0,
};
const edges = [1, 31, 91, 121];

/** Counted from the table, column by column. */
const byHand = (before: Table, at: Table, day: string, holder: string | null): Omit<Figures, 'rates'> => {
  const counted = [...at]
    .filter(([key, line]) => before.get(key)?.work !== 'done' && (holder === null || line.holder === holder))
    .map(([key, line]) => ({ ...line, ...cellOf(line, day), task: key.split(' ')[0], isOld: before.has(key) }));
  const of = (which: (line: (typeof counted)[number]) => boolean): number => counted.filter((line) => which(line)).length;
  const bands = (cell: LineCell): readonly number[] =>
    edges.map((edge, nth) => of((line) => line.cell === cell && line.late >= edge && line.late < (edges[nth + 1] ?? Infinity)));
  const cells = { ...emptyCells };
  for (const { cell } of counted) cells[cell] += 1;
  return {
    total: counted.length,
    tasks: new Set(counted.map(({ task }) => task)).size,
    origins: { carriedOver: of(({ isOld }) => isOld), given: of(({ isOld }) => !isOld), reopened: 0 },
    cells,
    inTimeSubmitted: of(({ cell, work }) => cell === 'openInTime' && work === 'sent'),
    overdueSubmitted: of(({ cell, work }) => cell === 'openOverdue' && work === 'sent'),
    overdueExtensionAsked: of(({ cell, extensionAsked }) => cell === 'openOverdue' && extensionAsked),
    lateness: { done: bands('doneLate'), open: bands('openOverdue') },
  };
};

const tasksAt = (log: readonly LoggedEvent[], day: PlainDate): readonly Task[] => {
  const states = new Map<string, TaskState>();
  for (const { streamId, version, type, data, recordedAt, actor } of log) {
    const event = { type, data } as unknown as TaskEvent;
    if (!streamId.startsWith('task-') || Date.parse(event.data.effectiveAt) >= Date.parse(endOfDay(day))) continue;
    const recorded = { version, recordedAt, actor, onBehalfOf: null } as unknown as Parameters<typeof evolve>[2];
    states.set(streamId, evolve(states.get(streamId) ?? initialTask, event, recorded));
  }
  return [...states.values()].filter((state): state is Task => state.status !== 'none');
};

describe('figures of a log of years', () => {
  let log: readonly LoggedEvent[];
  beforeAll(() => {
    log = [...new SyntheticLog({ daysBetweenPlans: 12 }).events(24_000)];
  });

  const cutOffs = ['2021-03-31', '2021-06-30', '2021-08-15', '2021-09-30', '2021-12-31', '2022-02-28', '2022-03-31', '2022-05-31'];

  test.each([...cutOffs, '2022-06-30', '2022-07-31'])('are what a table kept by hand gives at %s, in all and by agency', (text) => {
    const to = plainDate(text);
    const from = addDays(to, -89);
    const lines = periodLines(tasksAt(log, addDays(from, -1)), tasksAt(log, to), { from, to });
    const [before, at] = [tableAt(log, addDays(from, -1)), tableAt(log, to)];
    const { rates, ...figures } = figuresOf(lines);
    expect(figures).toEqual(byHand(before, at, to, null));
    expect(rates.completion).toMatchObject({ count: figures.cells.doneOnTime + figures.cells.doneLate });
    const holders = [...new Set(lines.map(({ holder }) => holder))];
    for (const holder of holders) {
      const { rates: _, ...own } = figuresOf(lines.filter((line) => line.holder === holder));
      expect(own).toEqual(byHand(before, at, to, holder));
    }
    expect(holders.length).toBeGreaterThan(20);
  });

  test('are of more than a thousand lượt giao, in every cell that the log knows', () => {
    const to = plainDate('2022-06-30');
    const { total, cells, origins } = figuresOf(periodLines([], tasksAt(log, to), { from: plainDate('2021-01-01'), to }));
    expect(total).toBeGreaterThan(1000);
    expect(origins.given).toBe(total);
    expect(Object.entries(cells).filter(([, count]) => count > 0).length).toBeGreaterThanOrEqual(5);
  });
});
