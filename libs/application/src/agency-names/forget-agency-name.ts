import type { CommandOutcome, ForgetAgencyName } from '../commands.js';
import type { Clock, CommandPolicy } from '../ports.js';
import { metaOf } from '../shared/meta.js';
import { refuse } from '../shared/outcomes.js';
import type { WritePath } from '../shared/write-path.js';
import { agencyOf } from '../plan/acting-on-plan.js';
import { decideOnNames } from './decide-on-names.js';
import { NAMES_STREAM } from './name-memory.process.js';

/** The Office takes a name out of the memory. */
export class ForgetAgencyNames {
  constructor(private readonly ports: { readonly writePath: WritePath; readonly clock: Clock; readonly policy: CommandPolicy }) {}

  execute(input: ForgetAgencyName['input']): Promise<CommandOutcome> {
    const { actor, request, name } = input;
    const onBehalfOf = agencyOf(input);
    const code = this.ports.policy.forbidsOnPlan(actor, 'CorrectDraft', onBehalfOf);
    if (code !== null) return Promise.resolve(refuse('forbidden', code));
    const meta = metaOf(input, onBehalfOf, this.ports.clock.now());
    return this.ports.writePath.run({
      streamId: NAMES_STREAM,
      id: NAMES_STREAM,
      actor,
      request,
      decide: (history) => Promise.resolve(decideOnNames({ type: 'ForgetAgencyName', data: { name }, meta }, history, onBehalfOf)),
    });
  }
}
