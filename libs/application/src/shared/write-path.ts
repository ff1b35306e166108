import { knownEventTypes, mapPersonalTexts, personalTextsIn } from '#domain';
import {
  type Appended,
  type EventStore,
  EventStoreBusy,
  type Folded,
  type NewEvent,
  type StoredEvent,
  UnknownEventType,
} from '#event-store';
import type { CommandOutcome, Request } from '../commands.js';
import type { CommandActor, PersonalTexts } from '../ports.js';
import { type Decided, type Refusal, refuse } from './outcomes.js';
import { StreamTurns } from './stream-turns.js';

/** One command on its way to one stream. */
interface Order {
  readonly streamId: string;
  /** The aggregate's id, given back in the answer. */
  readonly id: string;
  readonly actor: CommandActor;
  readonly request: Request | null;
}

/** Completes the command, asks the policy, decides. Called again after a conflict, with the stream as it stands then. */
export interface OrderOnHistory extends Order {
  readonly decide: (history: readonly StoredEvent[]) => Promise<Decided | Refusal>;
}

/** The same for a state that is loaded, perhaps from a snapshot. */
export interface OrderOnState<State> extends Order {
  readonly load: () => Promise<Folded<State>>;
  readonly decide: (state: State) => Decided | Refusal;
}

/** Where a stream stands, and what was decided on it. */
interface Decision {
  readonly decided: Decided | Refusal;
  readonly version: number;
  readonly position: number;
}

/** On a version conflict a command is decided again from fresh state, at most so many times. */
const DECIDE_AGAIN = 3;

export const actorName = (actor: CommandActor): string => actor.personId ?? 'system';

/**
 * The one way to the log: load, decide, append at the expected version. That append is the whole transaction,
 * so a process killed anywhere leaves everything or nothing; a request key makes the retry harmless.
 */
export class WritePath {
  private readonly turns = new StreamTurns();

  constructor(
    private readonly store: EventStore,
    private readonly personalTexts: PersonalTexts,
  ) {}

  run(order: OrderOnHistory): Promise<CommandOutcome> {
    return this.carryOut(order, async () => {
      const history = await this.store.readStream(order.streamId);
      const last = history.at(-1);
      return { decided: await order.decide(history), version: last?.version ?? 0, position: last?.position ?? 0 };
    });
  }

  runOnState<State>(order: OrderOnState<State>): Promise<CommandOutcome> {
    return this.carryOut(order, async () => {
      const { state, version, position } = await order.load();
      return { decided: order.decide(state), version, position };
    });
  }

  private async carryOut(order: Order, decide: () => Promise<Decision>): Promise<CommandOutcome> {
    try {
      return await this.turns.take(order.streamId, () => this.decideAndAppend(order, decide));
    } catch (error) {
      // Newer code has written what this code cannot read: wait for it rather than decide on half a state.
      if (error instanceof UnknownEventType) return refuse('busy', 'STREAM.UNKNOWN_EVENT', { type: error.type });
      if (error instanceof EventStoreBusy) return refuse('busy', 'STREAM.BUSY', { id: order.id });
      throw error;
    }
  }

  private async decideAndAppend(order: Order, decide: () => Promise<Decision>): Promise<CommandOutcome> {
    for (let again = 0; again <= DECIDE_AGAIN; again += 1) {
      const decision = await decide();
      const { decided, version } = decision;
      if (!decided.ok || decided.events.length === 0) return (await this.answeredBefore(order)) ?? this.withoutEvents(order, decision);
      // A key that was answered before is met by the append itself.
      const outcome = outcomeOf(order, await this.append(order, decided, version));
      if (outcome !== null) return outcome;
    }
    return refuse('busy', 'STREAM.BUSY', { id: order.id });
  }

  /** Asked only where nothing is appended: a retry finds its own work done, and must hear the first answer. */
  private async answeredBefore({ id, actor, request }: Order): Promise<CommandOutcome | null> {
    if (request === null) return null;
    const found = await this.store.findRequest(actorName(actor), request);
    if (found === null) return null;
    if (found.outcome === 'key-reused') return refuse('key-reused', 'REQUEST.KEY_REUSED', { key: request.key });
    return { ok: true, id, version: found.version, position: found.position, events: found.types };
  }

  /** A refusal, or what is already true; the latter is remembered under its key. */
  private async withoutEvents({ id, streamId, actor, request }: Order, { decided, version, position }: Decision): Promise<CommandOutcome> {
    if (!decided.ok) return decided;
    if (request !== null) await this.store.rememberRequest(actorName(actor), request, { streamId, version, position });
    return { ok: true, id, version, position, events: [] };
  }

  private async append(order: Order, decided: Decided, version: number): Promise<Appended> {
    const { streamId, actor, request } = order;
    const events = await this.sealed(decided.events, scopeOf(order, decided));
    return this.store.append({
      streamId,
      expected: version === 0 ? 'no-stream' : version,
      events: events.map((event) => ({ ...event, schemaVersion: newestVersion(event.type) })),
      actor: actorName(actor),
      occurredAt: decided.effectiveAt,
      meta: { onBehalfOf: decided.onBehalfOf, via: actor.via },
      ...(request === null ? {} : { request }),
    });
  }

  /** Names of people are recorded sealed, so that they can be erased without touching the log. */
  private async sealed(events: readonly NewEvent[], scope: string): Promise<readonly NewEvent[]> {
    const texts = events.flatMap(({ data }) => personalTextsIn(data));
    if (texts.length === 0) return events;
    const sealed = await this.personalTexts.seal(texts, scope);
    const replace = (text: string): string => {
      const found = sealed.get(text);
      if (found === undefined) throw new Error('A personal text was not sealed');
      return found;
    };
    return events.map((event) => ({ ...event, data: mapPersonalTexts(event.data, replace) as object }));
  }
}

/** What is written now has the newest shape. */
const newestVersion = (type: string): number => knownEventTypes.get(type)?.version ?? 1;

/** A name in a plan is that plan's; one in an agency's document that agency's. */
const scopeOf = ({ streamId }: Order, { onBehalfOf }: Decided): string =>
  streamId.startsWith('plan-') ? streamId : (onBehalfOf ?? streamId);

/** Null: someone else wrote first. */
const outcomeOf = ({ id, request }: Order, appended: Appended): CommandOutcome | null => {
  switch (appended.outcome) {
    case 'appended':
    case 'repeated':
      return { ok: true, id, version: appended.version, position: appended.position, events: appended.types };
    case 'key-reused':
      return refuse('key-reused', 'REQUEST.KEY_REUSED', { key: request?.key ?? null });
    case 'conflict':
      return null;
  }
};
