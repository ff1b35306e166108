import type { EventStore } from '#event-store';
import { linkTarget, type ActLink, type ActLinks, type LinkTarget } from '#reminders';

/** Links of mails, and the work behind them as the log has it now. */
export class LinkDesk {
  constructor(
    readonly links: ActLinks,
    private readonly store: EventStore,
  ) {}

  target(link: ActLink): Promise<LinkTarget | null> {
    return linkTarget(this.store, link);
  }
}
