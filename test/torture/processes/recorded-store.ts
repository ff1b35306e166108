import { setTimeout as pause } from 'node:timers/promises';
import { AppendRefused, EventStoreBusy, type Append, type PostgresEventStore } from '#event-store';
import type { Answer, Journal } from '../journal.js';

const answerOf = async (store: PostgresEventStore, append: Append): Promise<Answer> => {
  try {
    return await store.append(append);
  } catch (error) {
    if (error instanceof EventStoreBusy) return { outcome: 'busy' };
    if (error instanceof AppendRefused) return { outcome: 'refused' };
    // Nothing else may come out of a store, whatever is killed.
    throw error;
  }
};

/** A store whose every asking and answer is in the journal, the asking before it is asked. */
export class RecordedStore {
  constructor(
    private readonly store: PostgresEventStore,
    private readonly journal: Journal,
  ) {}

  /** Asks until there is an answer, as a client with a key may; without a key once. */
  async append(id: number, append: Append): Promise<Answer> {
    const call = this.journal.nextCall();
    this.journal.write({ did: 'ask', call, id, append });
    const answer = await this.answer(call, append);
    if (answer.outcome !== 'busy') return answer;
    await pause(30 + Math.random() * 200);
    return append.request === undefined ? answer : this.again(id, append);
  }

  /** Asks for an append again under its key, until there is an answer. */
  async again(id: number, append: Append): Promise<Answer> {
    for (;;) {
      const call = this.journal.nextCall();
      this.journal.write({ did: 'ask-again', call, id });
      const answer = await this.answer(call, append);
      if (answer.outcome !== 'busy') return answer;
      await pause(30 + Math.random() * 200);
    }
  }

  /** Null: the store is busy. */
  async version(streamId: string): Promise<number | null> {
    const call = this.journal.nextCall();
    this.journal.write({ did: 'ask-stream', call, streamId });
    try {
      const version = (await this.store.readStream(streamId)).length;
      this.journal.write({ did: 'see-stream', call, version });
      return version;
    } catch (error) {
      if (error instanceof EventStoreBusy) return null;
      throw error;
    }
  }

  private async answer(call: number, append: Append): Promise<Answer> {
    const answer = await answerOf(this.store, append);
    this.journal.write({ did: 'get-answer', call, answer });
    return answer;
  }
}
