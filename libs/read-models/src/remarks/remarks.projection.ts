import { evolveRemarks, initialRemarks, waitsFor, waitsForOffice, type RemarkEvent, type Remarks } from '#domain';
import type { StoredEvent, View, ViewSource } from '#event-store';
import { recordedOf } from '../shared/recorded.js';

export const evolveStoredRemarks = (state: Remarks, stored: StoredEvent): Remarks =>
  evolveRemarks(state, { type: stored.type, data: stored.data as unknown } as RemarkEvent, recordedOf(stored));

const source: ViewSource<Remarks> = {
  stream: 'remarks',
  table: 'remarks',
  tables: ['remarks'],
  stateOf: ({ state }: { readonly state: Remarks }) => state,
  evolve: (known, event) => evolveStoredRemarks(known ?? initialRemarks, event),
  rows: (state, id) => ({
    remarks: [
      {
        task_id: id,
        waits_for: [...new Set(state.remarks.flatMap(waitsFor))],
        waits_for_office: state.remarks.some(waitsForOffice),
        version: state.version,
        state,
      },
    ],
  }),
};

/** Remarks on tasks, and in whose inbox they still wait. */
export const remarksProjection: View = {
  name: 'remarks',
  version: 2,
  onPoison: 'park',
  tables: [
    {
      name: 'remarks',
      columns: {
        task_id: 'uuid',
        waits_for: 'text[] not null',
        waits_for_office: 'boolean not null',
        version: 'int not null',
        state: 'jsonb not null',
      },
      key: ['task_id'],
      owner: 'task_id',
      indexes: ['using gin (waits_for)', '(task_id) where waits_for_office'],
    },
  ],
  sources: [source],
};
