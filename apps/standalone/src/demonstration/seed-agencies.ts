import {
  type AgencyCommand,
  type AgencyDirectory,
  type AgencyEvent,
  type AgencyRecord,
  type AgencyState,
  type CommandMeta,
  decideAgency,
  evolveAgency,
  initialAgency,
} from '#domain';
import type { EventStore } from '#event-store';
import { type DemoPerson, demoPeople } from './demo-people.js';
import { SINCE } from './seed-people.js';

const BASIS = 'Danh mục cơ quan theo kế hoạch năm 2023 của UBND tỉnh Lạng Sơn';

/** Each agency of the directory with its people's memberships, in one append: it stands whole or not at all. */
export const seedAgencies = async (store: EventStore, directory: AgencyDirectory, meta: CommandMeta): Promise<void> => {
  const people = demoPeople(directory);
  await Promise.all(
    directory.agencies.map(async (agency) => {
      const events = eventsOf(agency, people, meta);
      const streamId = `agency-${agency.id}`;
      // A conflict: it was registered before this process was killed.
      await store.append({ streamId, expected: 'no-stream', events, actor: 'system', meta: { onBehalfOf: null, via: 'system' } });
    }),
  );
};

const eventsOf = (agency: AgencyRecord, people: readonly DemoPerson[], meta: CommandMeta): readonly AgencyEvent[] => {
  const memberships = people.flatMap(({ id, memberships: all }) =>
    all.filter(({ agencyId }) => agencyId === agency.id).map(({ position }) => ({ personId: id, position, from: SINCE, to: null })),
  );
  const commands: readonly AgencyCommand[] = [
    { type: 'RegisterAgency', data: { ...agency, from: SINCE, basis: BASIS }, meta },
    ...memberships.map((data): AgencyCommand => ({ type: 'ChangeMembership', data, meta })),
  ];
  return commands.reduce<{ readonly state: AgencyState; readonly events: readonly AgencyEvent[] }>(
    ({ state, events }, command) => {
      const decision = decideAgency(command, state);
      if (!decision.ok) throw new Error(`Agency ${agency.id} was refused: ${decision.rejection.code}`);
      const recorded = { version: events.length + 1, recordedAt: meta.now, actor: null, onBehalfOf: null };
      return {
        state: decision.events.reduce((before, event) => evolveAgency(before, event, recorded), state),
        events: [...events, ...decision.events],
      };
    },
    { state: initialAgency, events: [] },
  ).events;
};
