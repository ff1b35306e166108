import type { StoredEvent } from '../event-store.port.js';
import type { Projection, Sql } from '../projection.port.js';
import { foldPage } from '../views/fold-page.js';
import { isView, schemaOf, type Edition } from '../views/view-definition.js';
import { behindAnother, ParkedEvents } from './parked-events.js';

/** What is done with a page of the log, within the transaction that moves the checkpoint. */
export class PageWriter {
  private readonly parked: ParkedEvents;

  constructor(
    readonly projection: Projection,
    private readonly edition: Edition = 'serving',
  ) {
    this.parked = new ParkedEvents(projection, edition);
  }

  /** Gives back how many events were set aside, because earlier ones of their streams are. */
  async write(tx: Sql, events: readonly StoredEvent[], parkedBefore: number): Promise<number> {
    const { projection } = this;
    if (!isView(projection)) {
      await projection.handle(events);
      return 0;
    }
    const waiting = parkedBefore === 0 ? new Set<string>() : await this.parked.waitingAmong(tx, streamsOf(events));
    const aside = events.filter(({ streamId }) => waiting.has(streamId));
    await this.parked.add(
      tx,
      aside.map((event) => ({ event, problem: behindAnother })),
    );
    await foldPage(
      tx,
      projection,
      schemaOf(projection, this.edition),
      waiting.size === 0 ? events : events.filter((event) => !aside.includes(event)),
    );
    return aside.length;
  }

  /** Sets one event aside that could not be taken. */
  async park(tx: Sql, event: StoredEvent, problem: string): Promise<number> {
    await this.parked.add(tx, [{ event, problem }]);
    return 1;
  }
}

const streamsOf = (events: readonly StoredEvent[]): readonly string[] => [...new Set(events.map(({ streamId }) => streamId))];
