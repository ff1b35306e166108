import {
  beganAs,
  endedOn,
  evolveAgencyGroup,
  initialGroupChanges,
  renamedTo,
  type AgencyEvent,
  type AgencyGroupEvent,
  type AgencyLife,
  type AgencyRecord,
  type GroupChanges,
} from '#domain';
import type { StoredEvent, View, ViewSource } from '#event-store';
import { recordedOf } from '../shared/recorded.js';

interface Known {
  readonly record: AgencyRecord;
  readonly life: AgencyLife;
}

const evolve = (known: Known | null, event: AgencyEvent): Known | null => {
  if (event.type === 'AgencyRegistered') {
    const { effectiveAt: _effective, from, basis, ...record } = event.data;
    return { record, life: beganAs(record.name, from, basis) };
  }
  if (known === null) return null;
  const { record, life } = known;
  switch (event.type) {
    case 'AgencyRenamed':
      return { record: { ...record, name: event.data.name }, life: renamedTo(life, event.data) };
    case 'AgencyDissolved':
      return { record, life: endedOn(life, { ...event.data, successors: [], shape: null }) };
    case 'AgencySucceeded':
      return { record, life: endedOn(life, event.data) };
    case 'MembershipChanged':
      return known;
  }
};

const agencies: ViewSource<Known> = {
  stream: 'agency',
  table: 'agencies',
  tables: ['agencies'],
  stateOf: ({ record, life }: Known) => ({ record, life }),
  evolve: (known, event: StoredEvent) => evolve(known, { type: event.type, data: event.data as unknown } as AgencyEvent),
  rows: ({ record, life }, id) => ({ agencies: [{ id, name: record.name, active: life.end === null, record, life }] }),
};

const groups: ViewSource<GroupChanges> = {
  stream: 'group',
  table: 'agency_groups',
  tables: ['agency_groups'],
  stateOf: ({ changes }: { readonly changes: GroupChanges }) => changes,
  evolve: (changes, event) =>
    evolveAgencyGroup(
      changes ?? initialGroupChanges,
      { type: event.type, data: event.data as unknown } as AgencyGroupEvent,
      recordedOf(event),
    ),
  rows: (changes, id) => ({ agency_groups: [{ id, changes }] }),
};

/** The directory: agencies with their names and ends, each from a day on, and what has changed in the groups. */
export const agencyProjection: View = {
  name: 'agencies',
  version: 2,
  onPoison: 'park',
  tables: [
    {
      name: 'agencies',
      columns: { id: 'text', name: 'text not null', active: 'boolean not null', record: 'jsonb not null', life: 'jsonb not null' },
      key: ['id'],
      owner: 'id',
      indexes: [],
    },
    { name: 'agency_groups', columns: { id: 'text', changes: 'jsonb not null' }, key: ['id'], owner: 'id', indexes: [] },
  ],
  sources: [agencies, groups],
};
