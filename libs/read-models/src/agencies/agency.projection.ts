import type { AgencyEvent, AgencyRecord } from '#domain';
import type { StoredEvent, View, ViewSource } from '#event-store';

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

const source: ViewSource<Known> = {
  stream: 'agency',
  table: 'agencies',
  tables: ['agencies'],
  stateOf: ({ record, active }: Known) => ({ record, active }),
  evolve: (known, event: StoredEvent) => evolve(known, { type: event.type, data: event.data as unknown } as AgencyEvent),
  rows: ({ record, active }, id) => ({ agencies: [{ id, name: record.name, active, record }] }),
};

export const agencyProjection: View = {
  name: 'agencies',
  version: 1,
  onPoison: 'park',
  tables: [
    {
      name: 'agencies',
      columns: { id: 'text', name: 'text not null', active: 'boolean not null', record: 'jsonb not null' },
      key: ['id'],
      owner: 'id',
      indexes: [],
    },
  ],
  sources: [source],
};
