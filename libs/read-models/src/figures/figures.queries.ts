import type { FigureLineView, FigureLinesQuery, FiguresQuery, FiguresView, HeldTimeView } from '#contracts';
import { figuresOf, heldTimes, instantInVietnam, isUnassigned, type AgencyId, type Instant, type PeriodLine } from '#domain';
import type { ReadPoints } from '../past/read-points.js';
import { seesEverything, type Reader } from '../shared/reader.js';
import { countedAt, tasksIn, type Counted, type FiguresMoments } from './counted.js';

type Scope = Pick<FiguresQuery, 'plan' | 'agency'>;

/** Asked for, and for this reader to see. */
const isOf = (holder: AgencyId, { agency }: Scope, reader: Reader): boolean =>
  (agency === undefined || holder === agency) && (seesEverything(reader) || reader.agencies.includes(holder));

/** Figures over lượt giao for a period, and the lines that they count. Agencies read their own lines; the Office reads all. */
export class FiguresQueries {
  constructor(private readonly points: ReadPoints) {}

  async figures(query: FiguresQuery, moments: FiguresMoments, reader: Reader): Promise<FiguresView> {
    const counted = await this.counted(query, moments, reader);
    const grouped = new Map<string, PeriodLine[]>();
    for (const line of counted.lines) {
      const key = keyOf(line, query.by, counted);
      const own = grouped.get(key);
      if (own === undefined) grouped.set(key, [line]);
      else own.push(line);
    }
    const rows = [...grouped].map(([key, lines]) => ({ key, name: nameOf(key, query.by, counted), figures: plain(lines) }));
    return {
      ...moments.period,
      by: query.by,
      total: plain(counted.lines),
      unassigned: seesEverything(reader) && query.agency === undefined ? [...counted.tasks.values()].filter(isUnassigned).length : 0,
      // By name: nobody is ranked.
      rows: query.by === 'task' ? rows : rows.sort((one, other) => one.name.localeCompare(other.name, 'vi')),
    };
  }

  async lines({ cell, origin, ...scope }: FigureLinesQuery, moments: FiguresMoments, reader: Reader): Promise<FigureLineView[]> {
    const counted = await this.counted(scope, moments, reader);
    return counted.lines
      .filter((line) => (cell === undefined || line.cell === cell) && (origin === undefined || line.origin === origin))
      .flatMap((line) => lineView(line, counted));
  }

  /** Who held lượt giao how long within the period; an agency reads of those that it holds. `until`: its last moment, or now. */
  async heldTime(
    scope: Scope,
    { period, at }: Pick<FiguresMoments, 'period' | 'at'>,
    until: Instant,
    reader: Reader,
  ): Promise<HeldTimeView> {
    return this.points.at(at, ['tasks'], async ({ manager, names }) => {
      const parts = (await tasksIn(manager, scope)).flatMap(({ leads }) => leads).filter(({ holder }) => isOf(holder, scope, reader));
      const rows = heldTimes(parts, instantInVietnam(period.from), until)
        .map(({ holder, milliseconds, parts: count }) => ({
          holder: holder.kind,
          agency: 'agencyId' in holder ? names.agencyOrNull(holder.agencyId) : null,
          milliseconds,
          parts: count,
        }))
        .sort((one, other) => other.milliseconds - one.milliseconds);
      return { ...period, milliseconds: rows.reduce((sum, { milliseconds }) => sum + milliseconds, 0), rows };
    });
  }

  private async counted(scope: Scope, moments: FiguresMoments, reader: Reader): Promise<Counted> {
    const counted = await countedAt(this.points, scope, moments);
    return { ...counted, lines: counted.lines.filter(({ holder }) => isOf(holder, scope, reader)) };
  }
}

const keyOf = ({ holder, task }: PeriodLine, by: FiguresQuery['by'], { tasks }: Counted): string => {
  if (by === 'agency') return holder;
  return by === 'task' ? task : (tasks.get(task)?.planId ?? '');
};

const nameOf = (key: string, by: FiguresQuery['by'], { tasks, plans, names }: Counted): string => {
  if (by === 'agency') return names.agency(key).name;
  if (by === 'task') return tasks.get(key)?.title ?? key;
  return plans.get(key)?.name ?? 'Nhiệm vụ ngoài kế hoạch';
};

const plain = (lines: readonly PeriodLine[]): FiguresView['total'] => {
  const { lateness, ...figures } = figuresOf(lines);
  return { ...figures, lateness: { done: [...lateness.done], open: [...lateness.open] } };
};

const lineView = (line: PeriodLine, { tasks, plans, names }: Counted): FigureLineView[] => {
  const task = tasks.get(line.task);
  const part = task?.leads.find(({ id }) => id === line.part);
  if (task === undefined || part === undefined) return [];
  const cycle = part.cycles.find(({ number }) => number === line.cycle);
  const { cell, origin, submitted, extensionAsked, daysLate } = line;
  return [
    {
      task: { id: task.id, title: task.title, ordinal: task.ordinal },
      plan: task.planId === null ? null : { id: task.planId, name: plans.get(task.planId)?.name ?? task.planId },
      part: part.id,
      period: cycle?.period.label ?? null,
      agency: names.agency(line.holder),
      due: cycle?.due ?? part.due,
      cell,
      origin,
      submitted,
      extensionAsked,
      daysLate,
    },
  ];
};
