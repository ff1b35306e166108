/**
 * What this library needs of a channel: the shape of libs/channels' port, kept apart so that neither imports the other.
 * `send` awaits `handOver` after connecting and addressing; it throws only where it cannot know what became of the message. When
 * `patience` is aborted nobody waits for it any longer.
 */
export interface Channel {
  readonly name: ChannelName;
  destinationOf?(address: string): string | null;
  send(message: OutgoingMessage, handOver: () => Promise<boolean>, patience?: AbortSignal): Promise<SendOutcome>;
}

export interface OutgoingMessage {
  readonly id: string;
  readonly to: { readonly address: string; readonly name: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly brief: Brief | null;
  readonly thread: string | null;
  readonly at?: string;
  readonly unsubscribe: string | null;
}

export type ChannelName = 'email' | 'zalo';

/** What a message is about in a few words, without titles. */
export interface Brief {
  readonly occasion: 'assigned' | 'due' | 'returned' | 'urged' | 'other';
  readonly count: number;
  readonly name: string;
  readonly authority: string;
  readonly planNumber: string | null;
  readonly due: string | null;
  readonly url: string;
}

export type SendOutcome =
  | { readonly outcome: 'sent'; readonly reference: string }
  | { readonly outcome: 'retry'; readonly reason: string; readonly notBefore?: string; readonly holds?: 'destination' | 'channel' }
  | { readonly outcome: 'refused'; readonly reason: string; readonly isAddress?: boolean }
  | { readonly outcome: 'paused'; readonly reason: string }
  | { readonly outcome: 'withdrawn' };
