import { evolvePlan, initialPlan, type PlanEvent, type PlanState } from '#domain';
import type { StoredEvent, View, ViewSource } from '#event-store';
import { foldText } from '../shared/fold-text.js';
import { recordedOf } from '../shared/recorded.js';

/** A plan of which something is known. */
export type KnownPlan = Exclude<PlanState, { status: 'none' }>;

const searchText = ({ document }: KnownPlan): string => foldText([document.number, document.title, document.issuer].join(' '));

const evolveStored = (state: PlanState, event: StoredEvent): PlanState =>
  evolvePlan(state, { type: event.type, data: event.data as unknown } as PlanEvent, recordedOf(event));

/** The plan after these events. */
export const foldPlan = (events: readonly StoredEvent[]): PlanState => events.reduce(evolveStored, initialPlan);

const source: ViewSource<KnownPlan> = {
  stream: 'plan',
  table: 'plans',
  tables: ['plans'],
  stateOf: ({ state }: { readonly state: KnownPlan }) => state,
  evolve: (known, event) => {
    const state = evolveStored(known ?? initialPlan, event);
    return state.status === 'none' ? null : state;
  },
  rows: (state, id) => ({ plans: [{ id, status: state.status, search: searchText(state), version: state.version, state }] }),
};

export const planProjection: View = {
  name: 'plans',
  version: 2,
  onPoison: 'park',
  tables: [
    {
      name: 'plans',
      columns: { id: 'uuid', status: 'text not null', search: 'text not null', version: 'int not null', state: 'jsonb not null' },
      key: ['id'],
      owner: 'id',
      indexes: [],
    },
  ],
  sources: [source],
};
