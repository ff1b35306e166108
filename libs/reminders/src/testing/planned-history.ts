import type { AgencyId, Instant, LeadPartId, TaskEvent, TaskId } from '#domain';
import { foldPlanned, initialPlannedTask, type PlannedTask } from '../plan/planned-task.js';

/** A task's life in a few words, oldest first. Each is recorded at eight in the morning of its day; it is about part L01 where it does not say another. */
export type Given = readonly (readonly [day: string, type: TaskEvent['type'], data?: object])[];

const lead = 'so-noi-vu' as AgencyId;
const L01 = 'L01' as LeadPartId;

export const plannedAfter = (given: Given): PlannedTask =>
  given.reduce((state, [day, type, data], index) => {
    const at = `${day}T01:00:00.000Z` as Instant;
    const event = { type, data: { part: L01, effectiveAt: at, ...data } } as TaskEvent;
    return foldPlanned(state, event, { version: index + 1, recordedAt: at, actor: null, onBehalfOf: null });
  }, initialPlannedTask);

/** Part L01 is assigned to the lead, due on a day or without a date. */
export const entered = (due: string | null, on = '2026-11-02'): Given => [
  [
    on,
    'TaskEntered',
    {
      taskId: 'f0000000-0000-4000-8000-000000000001' as TaskId,
      planId: null,
      deadline: { text: '', kind: 'date', start: null, due, recurrence: null },
      late: false,
    },
  ],
  [on, 'PartAssigned', { agencyId: lead, due, unreviewed: false }],
];
export const received: Given[number] = ['2026-11-03', 'AssignmentAcknowledged', { agencyId: lead }];
export const submitted = (day: string, submission = 1): Given[number] => [
  day,
  'CompletionSubmitted',
  {
    ...{ submission, text: '', document: null, sentOn: day, provisional: false, due: '2026-12-31', onTime: true },
    ...{ files: [], openAsks: [], despiteOpenAsks: null, submittedBy: null },
  },
];
