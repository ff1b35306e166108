import { evolveIndicator, initialIndicator, type Indicator, type IndicatorEvent } from '#domain';
import type { StoredEvent, View, ViewSource } from '#event-store';
import { recordedOf } from '../shared/recorded.js';

const evolve = (state: Indicator | null, stored: StoredEvent): Indicator | null => {
  const event = { type: stored.type, data: stored.data as unknown } as IndicatorEvent;
  const next = evolveIndicator(state ?? initialIndicator, event, recordedOf(stored));
  return next.status === 'none' ? null : next;
};

const source: ViewSource<Indicator> = {
  stream: 'indicator',
  table: 'indicators',
  tables: ['indicators'],
  stateOf: ({ state }: { readonly state: Indicator }) => state,
  evolve,
  rows: (state, id) => ({ indicators: [{ id, plan_id: state.planId, row: state.row, version: state.version, state }] }),
};

export const indicatorProjection: View = {
  name: 'indicators',
  version: 3,
  onPoison: 'park',
  tables: [
    {
      name: 'indicators',
      columns: { id: 'uuid', plan_id: 'uuid', row: 'int not null', version: 'int not null', state: 'jsonb not null' },
      key: ['id'],
      owner: 'id',
      indexes: ['(plan_id, row, id)'],
    },
  ],
  sources: [source],
};
