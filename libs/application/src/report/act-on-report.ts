import { type AgencyId, dateInVietnam, decideReport, type PeriodReport, type ReportCommand } from '#domain';
import type { ActOnReport, CommandOutcome } from '../commands.js';
import { agencyOf } from '../plan/acting-on-plan.js';
import type { Clock, CommandPolicy, MembershipSource } from '../ports.js';
import { foldReport } from '../shared/aggregates.js';
import { metaOf } from '../shared/meta.js';
import { decidedOf, refuse } from '../shared/outcomes.js';
import type { WritePath } from '../shared/write-path.js';
import { digestOf } from './report-content.js';

interface Ports {
  readonly writePath: WritePath;
  readonly clock: Clock;
  readonly policy: CommandPolicy;
  readonly memberships: MembershipSource;
}

/** Closes the figures of a period, step by step, until they are locked. */
export class ReportCommands {
  constructor(private readonly ports: Ports) {}

  async execute(input: ActOnReport['input']): Promise<CommandOutcome> {
    const { actor, request, reportId, order } = input;
    const onBehalfOf = agencyOf(input);
    const code = this.ports.policy.forbidsOnReport(actor, order.type, onBehalfOf);
    if (code !== null) return refuse('forbidden', code, { command: order.type });
    const meta = metaOf(input, onBehalfOf, this.ports.clock.now());
    const facts = { isHeadOfOffice: order.type === 'ConfirmReport' && (await this.headsOffice(input, onBehalfOf)) };
    // Type and data come from one command.
    const command = { ...order, meta } as ReportCommand;
    return this.ports.writePath.run({
      streamId: `report-${reportId}`,
      id: reportId,
      actor,
      request,
      decide: (history) => {
        const state = foldReport(history);
        if (state.status === 'none' && order.type !== 'TakeCutOff')
          return Promise.resolve(refuse('not-found', 'REPORT.NOT_OPENED', { id: reportId }));
        if (order.type === 'LockReport' && state.status === 'open' && !isSound(state))
          return Promise.resolve(refuse('rule', 'REPORT.NOT_SOUND'));
        return Promise.resolve(decidedOf(decideReport(command, state, facts), meta));
      },
    });
  }

  /** The policy has settled that the actor is of the Office; its head and the deputies sign for it. */
  private async headsOffice({ actor }: ActOnReport['input'], office: AgencyId | null): Promise<boolean> {
    if (actor.personId === null || office === null) return false;
    const seats = await this.ports.memberships.membershipsOf(actor.personId, dateInVietnam(this.ports.clock.now()));
    return seats.some(({ agencyId, position }) => agencyId === office && (position === 'head' || position === 'deputy'));
  }
}

/** What is about to be locked is what agencies were shown. */
const isSound = ({ content, cutOffs }: PeriodReport): boolean => digestOf(content) === cutOffs.at(-1)?.digest;
