import type { PlanEvent } from '#domain';
import type { Projection, StoredEvent } from '#event-store';
import { upsert } from '../shared/bulk-write.js';
import { foldText } from '../shared/fold-text.js';
import { byStream, recordedOf } from '../shared/recorded.js';
import { foldPlan, type PlanState } from './plan.state.js';

const searchText = ({ document }: PlanState): string => foldText([document.number, document.title, document.issuer].join(' '));

/** The plan after these events; null where there is none. */
export const planOf = (id: string, events: readonly StoredEvent[], before: PlanState | null = null): PlanState | null =>
  events.reduce<PlanState | null>(
    (folded, event) => foldPlan(folded, id, { type: event.type, data: event.data as unknown } as PlanEvent, recordedOf(event)),
    before,
  );

export const planProjection: Projection = {
  name: 'plans',
  version: 1,
  ddl: [
    'create schema if not exists rm',
    `create table if not exists rm.plans (id uuid primary key, status text not null, search text not null, version int not null, state jsonb not null)`,
  ],
  tables: ['rm.plans'],
  async project(tx, events) {
    const streams = byStream(events, 'plan');
    if (streams.size === 0) return;
    const { rows } = await tx.query<{ id: string; state: PlanState }>('select id, state from rm.plans where id = any($1::uuid[])', [
      [...streams.keys()],
    ]);
    const known = new Map(rows.map((row) => [row.id, row.state]));
    const changed = [...streams].flatMap(([id, own]) => {
      const state = planOf(id, own, known.get(id) ?? null);
      return state === null ? [] : [{ id, status: state.status, search: searchText(state), version: state.version, state }];
    });
    await upsert(tx, 'rm.plans', ['id'], changed);
  },
};
