/**
 * What this library needs of a channel: the shape of libs/channels' port, kept apart so that neither imports the other.
 * `send` awaits `handOver` after connecting and addressing; it throws only where it cannot know what became of the message.
 */
export interface Channel {
  send(message: OutgoingMessage, handOver: () => Promise<boolean>): Promise<SendOutcome>;
}

export interface OutgoingMessage {
  readonly id: string;
  readonly to: { readonly address: string; readonly name: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export type SendOutcome =
  | { readonly outcome: 'sent'; readonly reference: string }
  | { readonly outcome: 'retry' | 'refused'; readonly reason: string }
  | { readonly outcome: 'withdrawn' };
