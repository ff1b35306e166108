import { setTimeout as wait } from 'node:timers/promises';
import type { Channel, OutgoingMessage, SendOutcome } from '../recipients/channel.port.js';

/** Milliseconds that a channel has until the hand-over, and from then on until it says what became of the message. */
export interface Patience {
  readonly toHandOver: number;
  readonly toAnswer: number;
}

/**
 * The first, with the wait for a turn, is less than the lease of a claim (two minutes); so is the second, which begins with a lease of its
 * own. Both together are less than a trial of a hold lasts.
 */
export const PATIENCE: Patience = { toHandOver: 45_000, toAnswer: 60_000 };

/** A channel that heeds the end of patience has so long to say in its own words what it was waiting for. */
const LAST_WORD_MS = 500;

export type Attempt = SendOutcome | { readonly outcome: 'uncertain'; readonly reason: string };

/** Runs out unless it is begun anew or ended. */
class Limit {
  readonly #over = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #milliseconds = 0;

  get signal(): AbortSignal {
    return this.#over.signal;
  }

  get isOver(): boolean {
    return this.signal.aborted;
  }

  begin(milliseconds: number): void {
    this.end();
    this.#milliseconds = milliseconds;
    this.#timer = setTimeout(() => {
      this.#over.abort();
    }, milliseconds);
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  /** Rejects when it has run out and the last word was not said. */
  async runOut(): Promise<never> {
    await new Promise((resolve) => {
      this.signal.addEventListener('abort', resolve, { once: true });
    });
    await wait(LAST_WORD_MS);
    throw new Error(`no answer within ${String(this.#milliseconds / 1000)} seconds`);
  }
}

/**
 * Sends, and waits for no provider longer than that: what was not begun is tried again, what was begun is uncertain. Whoever was given up
 * on hands nothing over any more, even where it goes on.
 */
export const sendInTime = async (
  { channel, patience = PATIENCE }: { readonly channel: Channel; readonly patience?: Patience | undefined },
  message: OutgoingMessage,
  handOver: () => Promise<boolean>,
): Promise<Attempt> => {
  const limit = new Limit();
  const handing = { begun: false };
  const passGate = async (): Promise<boolean> => {
    const passes = !limit.isOver && (await handOver());
    if (limit.isOver) return false;
    handing.begun = passes;
    limit.begin(patience.toAnswer);
    return passes;
  };
  limit.begin(patience.toHandOver);
  try {
    return await Promise.race([channel.send(message, passGate, limit.signal), limit.runOut()]);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { outcome: handing.begun ? 'uncertain' : 'retry', reason };
  } finally {
    limit.end();
  }
};
