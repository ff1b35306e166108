import { evolveReport, initialReport, reconcilingAgencies, type PeriodReport, type ReportContent, type ReportEvent } from '#domain';
import type { StoredEvent, View, ViewSource } from '#event-store';
import { recordedOf } from '../shared/recorded.js';

/** A report may hold thousands of lines: they stay in the log, whose event is read where they are asked for. */
const withoutLines = (content: ReportContent): ReportContent => ({ ...content, lines: [], adjustments: [], tasks: [], plans: [] });

const evolve = (state: PeriodReport | null, stored: StoredEvent): PeriodReport | null => {
  const event = { type: stored.type, data: stored.data as unknown } as ReportEvent;
  const next = evolveReport(state ?? initialReport, event, recordedOf(stored));
  return next.status === 'none' ? null : { ...next, content: withoutLines(next.content) };
};

const source: ViewSource<PeriodReport> = {
  stream: 'report',
  table: 'reports',
  tables: ['reports'],
  stateOf: ({ state }: { readonly state: PeriodReport }) => state,
  evolve,
  rows: (state, id) => ({
    reports: [
      {
        id,
        plan_id: state.planId,
        ends_on: state.period.to,
        locked: state.locked !== null,
        agencies: reconcilingAgencies(state.content),
        state,
      },
    ],
  }),
};

/** Periods whose figures are being closed or are locked. */
export const reportProjection: View = {
  name: 'reports',
  version: 1,
  onPoison: 'park',
  tables: [
    {
      name: 'reports',
      columns: {
        id: 'uuid',
        plan_id: 'uuid',
        ends_on: 'date not null',
        locked: 'boolean not null',
        agencies: 'text[] not null',
        state: 'jsonb not null',
      },
      key: ['id'],
      owner: 'id',
      indexes: ['(ends_on)'],
    },
  ],
  sources: [source],
};
