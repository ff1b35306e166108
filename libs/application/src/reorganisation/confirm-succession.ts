import { type AgencyId, decideReorganisation, type ReorganisationCommand } from '#domain';
import type { CommandOutcome, ConfirmSuccession, RecordReorganisation } from '../commands.js';
import { agencyOf } from '../plan/acting-on-plan.js';
import type { AgencyRegistry, Clock, CommandPolicy } from '../ports.js';
import { foldReorganisation } from '../shared/aggregates.js';
import { metaOf } from '../shared/meta.js';
import { decidedOf, refuse } from '../shared/outcomes.js';
import type { WritePath } from '../shared/write-path.js';

type Common = Pick<RecordReorganisation['input'], 'actor' | 'onBehalfOf' | 'request'>;

/** Takes reorganisations up, and what people confirm of them. The process carries it out. */
export class ReorganisationCommands {
  constructor(
    private readonly ports: {
      readonly writePath: WritePath;
      readonly clock: Clock;
      readonly policy: CommandPolicy;
      readonly agencies: AgencyRegistry;
    },
  ) {}

  async record(input: RecordReorganisation['input']): Promise<CommandOutcome> {
    const { reorganisation } = input;
    const known = new Set((await this.ports.agencies.directory()).agencies.map(({ id }) => id));
    const meant = [...reorganisation.ended.flatMap(({ agencyId, successors, alternatives }) => [agencyId, ...successors, ...alternatives])];
    const founded = new Set(reorganisation.founded.map(({ id }) => id));
    const unknown = meant.find((id) => !known.has(id) && !founded.has(id));
    if (unknown !== undefined) return refuse('invalid', 'AGENCY.UNKNOWN', { agency: unknown });
    return this.run(input, reorganisation.id, { type: 'RecordReorganisation', data: reorganisation });
  }

  confirm(input: ConfirmSuccession['input']): Promise<CommandOutcome> {
    return this.run(input, input.reorganisationId, { type: 'ConfirmSuccession', data: { lines: input.lines } });
  }

  private async run(input: Common, id: string, { type, data }: Pick<ReorganisationCommand, 'type' | 'data'>): Promise<CommandOutcome> {
    const { actor, request } = input;
    const onBehalfOf = agencyOf(input);
    const code = this.ports.policy.forbidsOnDirectory(actor, onBehalfOf);
    if (code !== null) return refuse('forbidden', code, { command: type });
    const meta = metaOf(input, onBehalfOf, this.ports.clock.now());
    // Type and data come from one command above.
    const command = { type, data, meta } as ReorganisationCommand;
    const active = await this.activeAmong(command.type === 'ConfirmSuccession' ? command.data.lines.map(({ to }) => to) : []);
    return this.ports.writePath.run({
      streamId: `reorganisation-${id}`,
      id,
      actor,
      request,
      decide: (history) => {
        const state = foldReorganisation(history);
        if (state.status === 'none' && type !== 'RecordReorganisation')
          return Promise.resolve(refuse('not-found', 'REORGANISATION.NOT_RECORDED', { id }));
        return Promise.resolve(
          decidedOf(
            decideReorganisation(command, state, (agency) => active.has(agency)),
            meta,
          ),
        );
      },
    });
  }

  private async activeAmong(agencies: readonly (AgencyId | null)[]): Promise<ReadonlySet<AgencyId>> {
    const ids = [...new Set(agencies)].filter((agency): agency is AgencyId => agency !== null);
    const checked = await Promise.all(ids.map(async (id) => ((await this.ports.agencies.isActive(id)) ? [id] : [])));
    return new Set(checked.flat());
  }
}
