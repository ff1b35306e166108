import type { TaskDetail } from '#contracts';
import { fairClock, taskFindingLabels, taskFindings, type Instant, type PersonId, type Task } from '#domain';
import type { Names } from '../shared/names.js';
import type { PossibleActs, Today } from '../shared/ports.js';
import { seesEverything, type Reader } from '../shared/reader.js';
import { coordinatingPartView, leadPartView } from './lead-part.view.js';
import { consolidatedReportView } from './part-attached.view.js';
import { taskHead } from './task-head.view.js';

/** What a detail is made of besides the state. Past states are for reading: they offer no acts. */
export interface DetailContext {
  readonly reader: Reader;
  readonly names: Names;
  readonly today: Today;
  readonly now: Instant;
  readonly acts: PossibleActs | null;
  readonly asOf: string | null;
  readonly validAt: string | null;
}

/** The fair clock is shown to the Office and to the agency that holds the part. */
const fairClockView = (task: Task, { reader, names, now }: DetailContext): TaskDetail['fairClock'] =>
  task.leads
    .filter((part) => seesEverything(reader) || reader.agencies.includes(part.holder))
    .flatMap((part) =>
      fairClock(part, now).map(({ holder, milliseconds }) => ({
        part: part.id,
        holder: holder.kind,
        agency: 'agencyId' in holder ? names.agencyOrNull(holder.agencyId) : null,
        milliseconds,
      })),
    );

export const officersOf = (task: Task): readonly PersonId[] =>
  [...task.leads.map((part) => part.internal?.officer ?? null), task.followUp].filter((id): id is PersonId => id !== null);

export const taskDetail = (task: Task, context: DetailContext): TaskDetail => {
  const { reader, names, today, acts } = context;
  return {
    ...taskHead(task, names, today),
    funding: task.funding,
    output: task.output,
    assigningAuthority: names.agency(task.assigningAuthority),
    printed: { ...task.printed },
    source: task.source === null ? null : { ...task.source },
    findings: [...task.findings],
    notices: taskFindings(task).map((code) => ({ code, text: taskFindingLabels[code] })),
    late: task.late,
    parts: task.leads.map((part) => leadPartView(task, part, names, today, acts?.forPart(reader, task, part) ?? [])),
    coordinatingParts: task.coordinators.map((part) =>
      coordinatingPartView(part, names, today.date, acts?.forCoordinator(reader, task, part.holder) ?? []),
    ),
    consolidator: names.agencyOrNull(task.consolidator),
    consolidatedReports: task.consolidatedReports.map((report) => consolidatedReportView(report, names)),
    fairClock: fairClockView(task, context),
    acts: [...(acts?.forTask(reader, task) ?? [])],
    etag: `"v${String(task.version)}"`,
    asOf: context.asOf,
    validAt: context.validAt,
  };
};
