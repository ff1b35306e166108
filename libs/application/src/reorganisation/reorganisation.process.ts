import {
  type CommandMeta,
  decideAgencyGroup,
  decideReorganisation,
  type Decision,
  instantInVietnam,
  type Reason,
  type Reorganisation,
  type SuccessionConfirmed,
  type SuccessionLine,
} from '#domain';
import type { EventStore, LogProcess, NewEvent, StoredEvent } from '#event-store';
import type { CalendarSource, Clock } from '../ports.js';
import { systemFacts } from '../plan/system-facts.js';
import { decideAgency, foldAgency, foldAgencyGroup, foldReorganisation } from '../shared/aggregates.js';
import { metaOf } from '../shared/meta.js';
import { decidedOf } from '../shared/outcomes.js';
import { noNames, system } from '../shared/system-actor.js';
import { WritePath } from '../shared/write-path.js';
import { endingOf, moveLine } from './move-line.js';

/** How the process is known among those that follow the log. */
export const reorganisation = { name: 'reorganisation', version: 1 } as const;

type Confirmed = SuccessionConfirmed['data'];

/**
 * Carries out reorganisations: their agencies and groups when they are recorded, the lines of a succession when a person has confirmed
 * them. Killed anywhere it goes on from there; run twice it moves nothing twice, for a line that has moved is already true.
 */
export class ReorganisationProcess {
  private readonly writePath: WritePath;

  constructor(private readonly ports: { readonly store: EventStore; readonly clock: Clock; readonly calendar: CalendarSource }) {
    this.writePath = new WritePath(ports.store, noNames);
  }

  get process(): LogProcess {
    return { ...reorganisation, handle: (events) => this.handle(events) };
  }

  async handle(events: readonly StoredEvent[]): Promise<void> {
    for (const event of events) {
      if (event.type === 'ReorganisationRecorded') await this.found(event.data as Reorganisation);
      if (event.type === 'SuccessionConfirmed') await this.succeed(event.streamId, event.data as Confirmed);
    }
  }

  /** Handles one reorganisation from its beginning. */
  async carryOut(id: string): Promise<void> {
    await this.handle(await this.ports.store.readStream(`reorganisation-${id}`));
  }

  private meta(): CommandMeta {
    return metaOf({ actor: system, request: null }, null, this.ports.clock.now());
  }

  private async found({ founded, ended, groups }: Reorganisation): Promise<void> {
    const meta = this.meta();
    for (const agency of founded) {
      const at = { ...meta, effectiveAt: instantInVietnam(agency.from) };
      await this.write(`agency-${agency.id}`, meta, (history) =>
        decideAgency({ type: 'RegisterAgency', data: agency, meta: at }, foldAgency(history)),
      );
    }
    for (const { group, names, joined, left, basis } of groups) {
      const data = { group, names, joined, left, basis };
      await this.write(`group-${group}`, meta, (history) =>
        decideAgencyGroup({ type: 'ChangeAgencyGroup', data, meta }, foldAgencyGroup(history), true),
      );
    }
    for (const ending of ended) {
      const at = { ...meta, effectiveAt: instantInVietnam(ending.on) };
      await this.write(`agency-${ending.agencyId}`, meta, (history) => decideAgency(endingOf(ending, at), foldAgency(history)));
    }
  }

  private async succeed(streamId: string, { confirmation, lines }: Confirmed): Promise<void> {
    const state = foldReorganisation(await this.ports.store.readStream(streamId));
    const standing = state.status === 'none' ? undefined : state.confirmations.find(({ number }) => number === confirmation);
    if (state.status === 'none' || standing?.outcome !== null) return;
    const unmoved: { readonly line: number; readonly code: string }[] = [];
    for (const [index, line] of lines.entries()) {
      const code = await this.move(line, state);
      if (code !== null) unmoved.push({ line: index, code });
    }
    const meta = this.meta();
    const data = { confirmation, moved: lines.length - unmoved.length, unmoved };
    await this.write(streamId, meta, (history) =>
      decideReorganisation({ type: 'CompleteSuccession', data, meta }, foldReorganisation(history), () => true),
    );
  }

  /** Null: moved, or moved before. Otherwise why it stays where it is: it was closed or given to another since it was confirmed. */
  private async move(line: SuccessionLine, { ended }: Reorganisation): Promise<string | null> {
    const meta = this.meta();
    const ending = ended.find(({ agencyId }) => agencyId === line.from);
    if (ending === undefined) return 'REORGANISATION.NOT_ENDED';
    const facts = await systemFacts(this.ports);
    const order = moveLine(line, ending, { ...meta, effectiveAt: instantInVietnam(ending.on) }, facts);
    return this.write(order.streamId, meta, order.decide);
  }

  private async write(
    streamId: string,
    meta: CommandMeta,
    decide: (
      history: readonly StoredEvent[],
    ) => Decision<NewEvent & { readonly data: { readonly effectiveAt: CommandMeta['now'] } }, Reason<string>>,
  ): Promise<string | null> {
    const outcome = await this.writePath.run({
      streamId,
      id: streamId,
      actor: system,
      request: null,
      decide: (history) => Promise.resolve(decidedOf(decide(history), meta)),
    });
    if (outcome.ok) return null;
    // The log itself was in the way: the follower stops here and tries again.
    if (outcome.kind === 'busy') throw new Error(`Reorganisation stopped at ${streamId}: ${outcome.code}`);
    return outcome.code;
  }
}
