import { PolicyBook, shippedPolicy, type Instant, type PlanId, type PolicyEvent, type PolicySettings } from '#domain';
import type { EventStore, StoredEvent } from '#event-store';

const PAGE = 1_000;

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

  constructor(
    private readonly store: Pick<EventStore, 'readOf' | 'head'>,
    shipped: PolicySettings = shippedPolicy,
  ) {
    this.known = PolicyBook.of(shipped);
  }

  /** As they were when they were last read. */
  get latest(): PolicyBook {
    return this.known;
  }

  /** As they are now: reads what is new since. */
  async book(): Promise<PolicyBook> {
    const head = await this.store.head();
    while (this.position < head) {
      const from = this.position;
      const news = await this.store.readOf(['policy'], from, head, PAGE);
      // Two readers at once bring the same news.
      if (this.position !== from) continue;
      this.known = news.reduce(laidOver, this.known);
      this.position = news.length < PAGE ? head : (news.at(-1)?.position ?? head);
    }
    return this.known;
  }
}
