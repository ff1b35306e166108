import { evolveReorganisation, initialReorganisation, type RecordedReorganisation, type ReorganisationEvent } from '#domain';
import type { StoredEvent, View, ViewSource } from '#event-store';
import { recordedOf } from '../shared/recorded.js';

const evolve = (state: RecordedReorganisation | null, stored: StoredEvent): RecordedReorganisation | null => {
  const event = { type: stored.type, data: stored.data as unknown } as ReorganisationEvent;
  const next = evolveReorganisation(state ?? initialReorganisation, event, recordedOf(stored));
  return next.status === 'none' ? null : next;
};

const source: ViewSource<RecordedReorganisation> = {
  stream: 'reorganisation',
  table: 'reorganisations',
  tables: ['reorganisations'],
  stateOf: ({ state }: { readonly state: RecordedReorganisation }) => state,
  evolve,
  rows: (state, id) => ({ reorganisations: [{ id, state }] }),
};

/** Reorganisations with what has been confirmed of them. */
export const reorganisationProjection: View = {
  name: 'reorganisations',
  version: 1,
  onPoison: 'park',
  tables: [{ name: 'reorganisations', columns: { id: 'text', state: 'jsonb not null' }, key: ['id'], owner: 'id', indexes: [] }],
  sources: [source],
};
