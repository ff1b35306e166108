import type { AgencyEvent, AgencyRecord } from '#domain';
import type { Projection, StoredEvent } from '#event-store';
import { upsert } from '../shared/bulk-write.js';
import { byStream } from '../shared/recorded.js';

interface Known {
  readonly record: AgencyRecord;
  readonly active: boolean;
}

const evolve = (known: Known | null, event: AgencyEvent): Known | null => {
  switch (event.type) {
    case 'AgencyRegistered': {
      const { id, name, abbreviations, level, parent, isPersonalOffice, provenance } = event.data;
      return { record: { id, name, abbreviations, level, parent, isPersonalOffice, provenance }, active: true };
    }
    case 'AgencyRenamed':
      return known === null ? null : { ...known, record: { ...known.record, name: event.data.name } };
    case 'AgencyDissolved':
      return known === null ? null : { ...known, active: false };
    case 'MembershipChanged':
      return known;
  }
};

const foldAgency = (known: Known | null, events: readonly StoredEvent[]): Known | null =>
  events.reduce((state, event) => evolve(state, { type: event.type, data: event.data as unknown } as AgencyEvent), known);

export const agencyProjection: Projection = {
  name: 'agencies',
  version: 1,
  ddl: [
    'create schema if not exists rm',
    'create table if not exists rm.agencies (id text primary key, name text not null, active boolean not null, record jsonb not null)',
  ],
  tables: ['rm.agencies'],
  async project(tx, events) {
    const streams = byStream(events, 'agency');
    if (streams.size === 0) return;
    const { rows } = await tx.query<Known & { id: string }>('select id, record, active from rm.agencies where id = any($1)', [
      [...streams.keys()],
    ]);
    const known = new Map(rows.map((row) => [row.id, row]));
    const changed = [...streams].flatMap(([id, own]) => {
      const state = foldAgency(known.get(id) ?? null, own);
      return state === null ? [] : [{ id, name: state.record.name, active: state.active, record: state.record }];
    });
    await upsert(tx, 'rm.agencies', ['id'], changed);
  },
};
