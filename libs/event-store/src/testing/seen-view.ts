import type { StoredEvent } from '../event-store.port.js';
import type { View, ViewSource } from '../projection.port.js';

interface Seen {
  readonly events: readonly { readonly position: number; readonly version: number; readonly type: string }[];
}

/** Folds every stream of type `case` into the list of its events: one that is projected twice, left out or out of order shows at once. */
export const seenSource: ViewSource<Seen> = {
  stream: 'case',
  table: 'cases',
  tables: ['cases', 'seen'],
  stateOf: ({ state }: { readonly state: Seen }) => state,
  evolve: (state, { position, version, type }) => ({ events: [...(state?.events ?? []), { position, version, type }] }),
  rows: (state, id) => ({
    cases: [{ id, version: state.events.length, state }],
    seen: state.events.map(({ position, type }) => ({ position, case_id: id, type })),
  }),
};

export const seenView = (more: Partial<View> = {}): View => ({
  name: 'seen',
  version: 1,
  onPoison: 'stop',
  tables: [
    {
      name: 'cases',
      columns: { id: 'text', version: 'int not null', state: 'jsonb not null' },
      key: ['id'],
      owner: 'id',
      indexes: [],
    },
    {
      name: 'seen',
      columns: { position: 'bigint', case_id: 'text not null', type: 'text not null' },
      key: ['position'],
      owner: 'case_id',
      indexes: ['(type)'],
    },
  ],
  sources: [seenSource],
  ...more,
});

/** The same, but something happens before an event is folded. */
export const seenAfter = (act: (event: StoredEvent) => void, more: Partial<View> = {}): View =>
  seenView({
    sources: [
      {
        ...seenSource,
        evolve: (state: Seen | null, event, id) => {
          act(event);
          return seenSource.evolve(state, event, id);
        },
      },
    ],
    ...more,
  });
