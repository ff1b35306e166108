import type { IndicatorEvent } from '#domain';
import type { View, ViewSource } from '#event-store';
import { recordedOf } from '../shared/recorded.js';
import { foldIndicator, type IndicatorState } from './indicator.state.js';

const source: ViewSource<IndicatorState> = {
  stream: 'indicator',
  table: 'indicators',
  tables: ['indicators'],
  stateOf: ({ state }: { readonly state: IndicatorState }) => state,
  evolve: (state, event) => foldIndicator(state, { type: event.type, data: event.data as unknown } as IndicatorEvent, recordedOf(event)),
  rows: (state, id) => ({
    indicators: [{ id, plan_id: state.entered.planId, row: state.entered.row, version: state.version, state }],
  }),
};

export const indicatorProjection: View = {
  name: 'indicators',
  version: 2,
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
