import type { IndicatorEvent } from '#domain';
import type { Projection } from '#event-store';
import { upsert } from '../shared/bulk-write.js';
import { byStream, recordedOf } from '../shared/recorded.js';
import { foldIndicator, type IndicatorState } from './indicator.state.js';

export const indicatorProjection: Projection = {
  name: 'indicators',
  version: 1,
  ddl: [
    'create schema if not exists rm',
    `create table if not exists rm.indicators (id uuid primary key, plan_id uuid, row int not null, version int not null, state jsonb not null)`,
    'create index if not exists indicators_by_plan on rm.indicators (plan_id, row, id)',
  ],
  tables: ['rm.indicators'],
  async project(tx, events) {
    const streams = byStream(events, 'indicator');
    if (streams.size === 0) return;
    const { rows } = await tx.query<{ id: string; state: IndicatorState }>(
      'select id, state from rm.indicators where id = any($1::uuid[])',
      [[...streams.keys()]],
    );
    const known = new Map(rows.map((row) => [row.id, row.state]));
    const changed = [...streams].flatMap(([id, own]) => {
      const state = own.reduce<IndicatorState | null>(
        (folded, event) => foldIndicator(folded, { type: event.type, data: event.data as unknown } as IndicatorEvent, recordedOf(event)),
        known.get(id) ?? null,
      );
      if (state === null) return [];
      return [{ id, plan_id: state.entered.planId, row: state.entered.row, version: state.version, state }];
    });
    await upsert(tx, 'rm.indicators', ['id'], changed);
  },
};
