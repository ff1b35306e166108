import { evolvePlan, initialPlan, type PlanEvent, type PlanState } from '#domain';
import type { Projection, StoredEvent } from '#event-store';
import { upsert } from '../shared/bulk-write.js';
import { foldText } from '../shared/fold-text.js';
import { byStream, recordedOf } from '../shared/recorded.js';

/** A plan of which something is known. */
export type KnownPlan = Exclude<PlanState, { status: 'none' }>;

const searchText = ({ document }: KnownPlan): string => foldText([document.number, document.title, document.issuer].join(' '));

/** The plan after these events; events already in the state are passed over. */
export const foldPlan = (events: readonly StoredEvent[], before: PlanState = initialPlan): PlanState =>
  events.reduce<PlanState>((state, event) => {
    if (state.status !== 'none' && event.version <= state.version) return state;
    return evolvePlan(state, { type: event.type, data: event.data as unknown } as PlanEvent, recordedOf(event));
  }, before);

export const planProjection: Projection = {
  name: 'plans',
  version: 2,
  ddl: [
    'create schema if not exists rm',
    `create table if not exists rm.plans (id uuid primary key, status text not null, search text not null, version int not null, state jsonb not null)`,
  ],
  tables: ['rm.plans'],
  async project(tx, events) {
    const streams = byStream(events, 'plan');
    if (streams.size === 0) return;
    const { rows } = await tx.query<{ id: string; state: KnownPlan }>('select id, state from rm.plans where id = any($1::uuid[])', [
      [...streams.keys()],
    ]);
    const known = new Map(rows.map((row) => [row.id, row.state]));
    const changed = [...streams].flatMap(([id, own]) => {
      const state = foldPlan(own, known.get(id));
      return state.status === 'none' ? [] : [{ id, status: state.status, search: searchText(state), version: state.version, state }];
    });
    await upsert(tx, 'rm.plans', ['id'], changed);
  },
};
