import {
  PolicyBook,
  policyStream,
  shippedPolicy,
  type Instant,
  type PlanId,
  type PolicyEvent,
  type PolicySettings,
  type RulingPolicy,
} from '#domain';
import type { EventStore, StoredEvent } from '#event-store';
import { SharedLook } from '../shared/shared-look.js';

const planOf = (streamId: string): PlanId | null => {
  const id = streamId.slice('policy-'.length);
  return id === 'default' ? null : (id as PlanId);
};

// The log's codec has checked type and version.
const eventOf = (stored: StoredEvent): PolicyEvent => ({ type: stored.type, data: stored.data as unknown }) as PolicyEvent;
const recordedAtOf = (stored: StoredEvent): Instant => new Date(stored.recordedAt).toISOString() as Instant;

const laidOver = (book: PolicyBook, stored: StoredEvent): PolicyBook =>
  book.with(planOf(stored.streamId), eventOf(stored), { version: stored.version, recordedAt: recordedAtOf(stored) });

/** A change of a policy, with what ruled before it and after. */
export interface PolicyVersion {
  readonly version: number;
  readonly event: PolicyEvent;
  readonly recordedAt: Instant;
  /** A person's id, or `system`. */
  readonly actor: string;
  readonly before: RulingPolicy;
  readonly after: RulingPolicy;
}

/** The reminder policies as the log has them; the one that ships with the system until somebody adopts another. */
export class PoliciesOfTheLog {
  private known: PolicyBook;
  private position = 0;
  private readonly news = new SharedLook(() => this.read());

  constructor(
    private readonly store: Pick<EventStore, 'readType'>,
    private readonly shipped: PolicySettings = shippedPolicy,
  ) {
    this.known = PolicyBook.of(shipped);
  }

  /** As they were when they were last read. */
  get latest(): PolicyBook {
    return this.known;
  }

  /** As they are now: reads what is new since. */
  book(): Promise<PolicyBook> {
    return this.news.ask();
  }

  /** Every change of the general policy (null) or of a plan's own, oldest first. */
  async history(planId: PlanId | null): Promise<readonly PolicyVersion[]> {
    const found: PolicyVersion[] = [];
    let book = PolicyBook.of(this.shipped);
    for (const stored of await this.store.readType('policy', 0)) {
      const before = book.ruling(planId);
      book = laidOver(book, stored);
      if (stored.streamId !== policyStream(planId)) continue;
      const { version, actor } = stored;
      found.push({ version, actor, event: eventOf(stored), recordedAt: recordedAtOf(stored), before, after: book.ruling(planId) });
    }
    return found;
  }

  private async read(): Promise<PolicyBook> {
    const news = await this.store.readType('policy', this.position);
    this.known = news.reduce(laidOver, this.known);
    this.position = news.at(-1)?.position ?? this.position;
    return this.known;
  }
}
