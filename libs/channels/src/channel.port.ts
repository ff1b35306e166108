/** A message to one recipient, composed and ready. */
export interface OutgoingMessage {
  /** The delivery's id: the same for every attempt, so that a receiver can see a second copy for what it is. */
  readonly id: string;
  readonly to: { readonly address: string; readonly name: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export type SendOutcome =
  | { readonly outcome: 'sent'; readonly reference: string }
  /** Nothing was taken over; later it may be. `reason` in English, for the ledger. */
  | { readonly outcome: 'retry'; readonly reason: string }
  /** Permanent for this recipient on this channel. */
  | { readonly outcome: 'refused'; readonly reason: string }
  /** `handOver` said no: the work moved on in the meantime. Nothing was handed over. */
  | { readonly outcome: 'withdrawn' };

/**
 * One way to reach people. A new channel is one folder beside `email`.
 *
 * `send` connects and addresses first; then it awaits `handOver`, which commits "handing over" or answers false; then it hands the
 * message over. It throws only where it cannot know whether the provider took the message: after `handOver` that is `uncertain`.
 */
export interface Channel {
  readonly name: 'email';
  send(message: OutgoingMessage, handOver: () => Promise<boolean>): Promise<SendOutcome>;
  close(): Promise<void>;
}
