import type { AgencyNamesCommand } from '#domain';
import type { EventStore, LogProcess, StoredEvent } from '#event-store';
import type { Clock } from '../ports.js';
import { foldPlan } from '../shared/aggregates.js';
import { metaOf } from '../shared/meta.js';
import { noNames, system } from '../shared/system-actor.js';
import { WritePath } from '../shared/write-path.js';
import { decideOnNames } from './decide-on-names.js';
import { learnedNames } from './learned-names.js';

type RememberAgencyName = Extract<AgencyNamesCommand, { type: 'RememberAgencyName' }>;

export const NAMES_STREAM = 'names-agencies';

/** How the process is known among those that follow the log. */
export const nameMemory = { name: 'name-memory', version: 1 } as const;

/**
 * Remembers how the reviewer of a plan put its agencies' names right, once the plan is entered. Run again it remembers nothing
 * twice, nor what the Office has forgotten since.
 */
export class NameMemoryProcess {
  private readonly writePath: WritePath;

  constructor(private readonly ports: { readonly store: EventStore; readonly clock: Clock }) {
    this.writePath = new WritePath(ports.store, noNames);
  }

  get process(): LogProcess {
    return { ...nameMemory, handle: (events) => this.handle(events) };
  }

  async handle(events: readonly StoredEvent[]): Promise<void> {
    for (const event of events) {
      if (event.type === 'PlanEntered') await this.learn(event);
    }
  }

  private async learn({ streamId, version }: StoredEvent): Promise<void> {
    const plan = foldPlan((await this.ports.store.readStream(streamId)).filter((each) => each.version <= version));
    if (plan.status === 'none' || plan.draft === null) return;
    for (const meaning of learnedNames(plan.draft, plan.corrections)) await this.remember({ ...meaning, planId: plan.id });
  }

  private async remember(data: RememberAgencyName['data']): Promise<void> {
    const meta = metaOf({ actor: system, request: null }, null, this.ports.clock.now());
    const command: RememberAgencyName = { type: 'RememberAgencyName', data, meta };
    const outcome = await this.writePath.run({
      streamId: NAMES_STREAM,
      id: NAMES_STREAM,
      actor: system,
      request: null,
      decide: (history) => Promise.resolve(decideOnNames(command, history, null)),
    });
    if (!outcome.ok) throw new Error(`The memory of names stopped at "${data.name}": ${outcome.code}`);
  }
}
