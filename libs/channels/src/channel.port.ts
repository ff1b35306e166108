/** E-mail is the record; Zalo is a courtesy beside it, or what is left where a person has no e-mail. */
export type ChannelName = 'email' | 'zalo';

/** What a message is about, for a channel that has room for no more. No titles: they belong to who may open the task. */
export interface Brief {
  readonly occasion: 'assigned' | 'due' | 'returned' | 'urged' | 'other';
  readonly count: number;
  /** The name of the person or agency written to. */
  readonly name: string;
  /** As a letter names the assigning authority. */
  readonly authority: string;
  /** Number of the assigning document; null where there is none, or there are several. */
  readonly planNumber: string | null;
  /** The nearest due date, dd/mm/yyyy. */
  readonly due: string | null;
  readonly url: string;
}

/** A message to one recipient, composed and ready. */
export interface OutgoingMessage {
  /** The delivery's id: the same for every attempt, so that a receiver can see a second copy for what it is. */
  readonly id: string;
  readonly to: { readonly address: string; readonly name: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly brief: Brief | null;
  /** The task that it is about, where it is one alone: its mails hang together in the reader's mail program. */
  readonly thread: string | null;
  /** When it leaves, by the system's clock: an ISO instant. Left out: by this machine's. */
  readonly at?: string;
  /** Where its reader may ask for no more of its kind, by one POST (RFC 8058); null: something in it may not be muted. */
  readonly unsubscribe: string | null;
}

export type SendOutcome =
  | { readonly outcome: 'sent'; readonly reference: string }
  /**
   * Nothing was taken over; later it may be: `notBefore` an ISO instant, else after the usual back-off. `reason` in English, for the
   * ledger. `holds`: it is not this message's fault, and others to the same destination, or by this channel, had better wait too.
   */
  | { readonly outcome: 'retry'; readonly reason: string; readonly notBefore?: string; readonly holds?: 'destination' | 'channel' }
  /** Nothing was taken over, nor will anything be until a person mends it (money, configuration): the channel rests, with an alarm. */
  | { readonly outcome: 'paused'; readonly reason: string }
  /** Permanent for this recipient on this channel. `isAddress`: whatever is sent there will be, so that the address is marked. */
  | { readonly outcome: 'refused'; readonly reason: string; readonly isAddress?: boolean }
  /** `handOver` said no: the work moved on in the meantime. Nothing was handed over. */
  | { readonly outcome: 'withdrawn' };

/**
 * One way to reach people. A new channel is one folder beside `email`.
 *
 * `send` connects and addresses first; then it awaits `handOver`, which commits "handing over" or answers false; then it hands the
 * message over. It throws only where it cannot know whether the provider took the message: after `handOver` that is `uncertain`.
 * When `patience` is aborted nobody waits any longer: it closes what it opened, and answers or throws at once.
 */
export interface Channel {
  readonly name: ChannelName;
  /** What addresses have in common that may be out of order together: the domain. Default: nothing. */
  destinationOf?(address: string): string | null;
  send(message: OutgoingMessage, handOver: () => Promise<boolean>, patience?: AbortSignal): Promise<SendOutcome>;
  close(): Promise<void>;
}
