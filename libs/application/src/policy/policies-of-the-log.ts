import { PolicyBook, shippedPolicy, type Instant, type PlanId, type PolicyEvent, type PolicySettings } from '#domain';
import type { EventStore, StoredEvent } from '#event-store';
import { SharedLook } from '../shared/shared-look.js';

const planOf = (streamId: string): PlanId | null => {
  const id = streamId.slice('policy-'.length);
  return id === 'default' ? null : (id as PlanId);
};

const laidOver = (book: PolicyBook, stored: StoredEvent): PolicyBook =>
  // The log's codec has checked type and version.
  book.with(planOf(stored.streamId), { type: stored.type, data: stored.data as unknown } as PolicyEvent, {
    version: stored.version,
    recordedAt: new Date(stored.recordedAt).toISOString() as Instant,
  });

/** The reminder policies as the log has them; the one that ships with the system until somebody adopts another. */
export class PoliciesOfTheLog {
  private known: PolicyBook;
  private position = 0;
  private readonly news = new SharedLook(() => this.read());

  constructor(
    private readonly store: Pick<EventStore, 'readType'>,
    shipped: PolicySettings = shippedPolicy,
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

  private async read(): Promise<PolicyBook> {
    const news = await this.store.readType('policy', this.position);
    this.known = news.reduce(laidOver, this.known);
    this.position = news.at(-1)?.position ?? this.position;
    return this.known;
  }
}
