import type { EventStore } from '#event-store';
import type { FailureThrottle } from '#identity';
import { linkTarget, type ActLink, type ActLinks, type LinkTarget } from '#reminders';
import { orCounted } from './or-counted.js';

/** Links of mails, and the work behind them as the log has it now. */
export class LinkDesk {
  constructor(
    readonly links: ActLinks,
    private readonly store: EventStore,
    private readonly throttle: FailureThrottle,
  ) {}

  /** Null: nobody was given this token; `address` is where it was tried from. */
  read(token: string, address: string): Promise<ActLink | null> {
    return orCounted(this.throttle, address, () => this.links.read(token));
  }

  target(link: ActLink): Promise<LinkTarget | null> {
    return linkTarget(this.store, link);
  }
}
