import { type AgencyCommand, type AgencyId, decideAgencyGroup, type GroupChanges } from '#domain';
import type { ActOnAgency, ChangeAgencyGroup, CommandOutcome } from '../commands.js';
import { agencyOf } from '../plan/acting-on-plan.js';
import type { AgencyRegistry, Clock, CommandPolicy } from '../ports.js';
import { decideAgency, foldAgency, foldAgencyGroup } from '../shared/aggregates.js';
import { metaOf } from '../shared/meta.js';
import { decidedOf, refuse } from '../shared/outcomes.js';
import type { WritePath } from '../shared/write-path.js';

interface Ports {
  readonly writePath: WritePath;
  readonly clock: Clock;
  readonly policy: CommandPolicy;
  readonly agencies: AgencyRegistry;
}

/** An agency that nobody registered has no name to be succeeded by. */
const unknownAmong = async (agencies: AgencyRegistry, ids: readonly AgencyId[]): Promise<AgencyId | null> => {
  for (const id of ids) if (!(await agencies.isActive(id))) return id;
  return null;
};

/** Carries out commands to the directory: agencies and their groups. */
export class DirectoryCommands {
  constructor(private readonly ports: Ports) {}

  async actOnAgency(input: ActOnAgency['input']): Promise<CommandOutcome> {
    const { agencyId, actor, request, type, data } = input;
    const onBehalfOf = agencyOf(input);
    const code = this.ports.policy.forbidsOnDirectory(actor, onBehalfOf);
    if (code !== null) return refuse('forbidden', code, { command: type });
    const meta = metaOf(input, onBehalfOf, this.ports.clock.now());
    // The route's schema has given `data` its shape.
    const command = { type, data, meta } as AgencyCommand;
    const unknown = await unknownAmong(this.ports.agencies, agenciesIn(command));
    if (unknown !== null) return refuse('invalid', 'AGENCY.UNKNOWN', { agency: unknown });
    return this.ports.writePath.run({
      streamId: `agency-${agencyId}`,
      id: agencyId,
      actor,
      request,
      decide: (history) => {
        const state = foldAgency(history);
        if (state.status === 'none' && type !== 'RegisterAgency')
          return Promise.resolve(refuse('not-found', 'AGENCY.NOT_FOUND', { agency: agencyId }));
        return Promise.resolve(decidedOf(decideAgency(command, state), meta));
      },
    });
  }

  async changeGroup(input: ChangeAgencyGroup['input']): Promise<CommandOutcome> {
    const { actor, request, change } = input;
    const onBehalfOf = agencyOf(input);
    const code = this.ports.policy.forbidsOnDirectory(actor, onBehalfOf);
    if (code !== null) return refuse('forbidden', code);
    const meta = metaOf(input, onBehalfOf, this.ports.clock.now());
    const directory = await this.ports.agencies.directory();
    const isKnown = directory.groups.some(({ id }) => id === change.group);
    const unknown = change.joined.find(({ agencyId }) => !directory.agencies.some(({ id }) => id === agencyId));
    if (unknown !== undefined) return refuse('invalid', 'AGENCY.UNKNOWN', { agency: unknown.agencyId });
    const decide = (state: GroupChanges) => decideAgencyGroup({ type: 'ChangeAgencyGroup', data: change, meta }, state, isKnown);
    return this.ports.writePath.run({
      streamId: `group-${change.group}`,
      id: change.group,
      actor,
      request,
      decide: (history) => Promise.resolve(decidedOf(decide(foldAgencyGroup(history)), meta)),
    });
  }
}

const agenciesIn = (command: AgencyCommand): readonly AgencyId[] => {
  if (command.type === 'SucceedAgency') return command.data.successors;
  return command.type === 'RegisterAgency' && command.data.parent !== null ? [command.data.parent] : [];
};
