import type { Rest } from '../courtesy/courtesy-rest.js';
import type { Channel, OutgoingMessage, SendOutcome } from '../recipients/channel.port.js';

/** A post box that keeps what it was given; `behave` may refuse, fail or never answer. */
export class FakeChannel implements Channel {
  readonly sent: OutgoingMessage[] = [];
  attempts = 0;
  constructor(readonly name: Channel['name'] = 'email') {}

  behave: (message: OutgoingMessage, attempt: number) => 'send' | SendOutcome | Promise<'send' | SendOutcome> = () => 'send';
  /** Until when a message rests, by its delivery; null: it may leave. */
  asks: (id: string) => Promise<Rest | null> = () => Promise.resolve(null);

  async send(message: OutgoingMessage, handOver: () => Promise<boolean>): Promise<SendOutcome> {
    const attempt = (this.attempts += 1);
    const rest = await this.asks(message.id);
    if (rest !== null) return { outcome: 'retry', reason: rest.reason, notBefore: rest.until };
    const answer = await this.behave(message, attempt);
    if (answer !== 'send') return answer;
    if (!(await handOver())) return { outcome: 'withdrawn' };
    this.sent.push(message);
    return { outcome: 'sent', reference: message.id };
  }

  /** Subjects by recipient. */
  get letters(): readonly string[] {
    return this.sent.map(({ to, subject }) => `${to.address}: ${subject}`);
  }
}

/** Before the message is handed over; after "handing over" is committed; after the provider took it, before it is recorded. */
export type Step = 'claimed' | 'handing-over' | 'taken';

/** The channel of a process that is killed at a step of its first send: it never says what became of it. */
export class DyingChannel implements Channel {
  readonly name = 'email';
  readonly taken: OutgoingMessage[] = [];
  readonly #killed: Promise<never>;
  /** Lets go of what hangs, so that the queue can be closed when the test is over. */
  bury: () => void = () => undefined;

  constructor(private readonly step: Step) {
    this.#killed = new Promise((_, reject) => {
      this.bury = () => {
        reject(new Error('killed'));
      };
    });
    this.#killed.catch(() => undefined);
  }

  async send(message: OutgoingMessage, handOver: () => Promise<boolean>): Promise<never> {
    if (this.step !== 'claimed') await handOver();
    if (this.step === 'taken') this.taken.push(message);
    return this.#killed;
  }
}
