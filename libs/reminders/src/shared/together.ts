interface Waiting<Asked, Answer> {
  readonly asked: Asked;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Lets those who ask at about the same time share one statement: whoever is alone goes at once, those who come while it is on its way
 * go together in the next. `work` answers in the order asked and may be asked the same again: where it fails, each half is tried by itself,
 * so that what one of them asks costs the others nothing.
 */
export class Together<Asked, Answer> {
  #waiting: Waiting<Asked, Answer>[] = [];
  #isBusy = false;

  constructor(
    private readonly work: (asked: readonly Asked[]) => Promise<readonly Answer[]>,
    private readonly most = 200,
  ) {}

  ask(asked: Asked): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ asked, resolve, reject });
      if (!this.#isBusy) void this.#drain();
    });
  }

  async #drain(): Promise<void> {
    this.#isBusy = true;
    // Those who ask in this very turn come along.
    await Promise.resolve();
    while (this.#waiting.length > 0) await this.#share(this.#waiting.splice(0, this.most));
    this.#isBusy = false;
  }

  async #share(batch: readonly Waiting<Asked, Answer>[]): Promise<void> {
    try {
      const answers = await this.work(batch.map(({ asked }) => asked));
      if (answers.length !== batch.length) throw new Error(`${String(batch.length)} asked, ${String(answers.length)} answered`);
      batch.forEach(({ resolve }, index) => {
        resolve(answers[index] as Answer);
      });
    } catch (error) {
      await this.#failed(batch, error);
    }
  }

  async #failed(batch: readonly Waiting<Asked, Answer>[], error: unknown): Promise<void> {
    if (batch.length === 1) {
      batch[0]?.reject(error);
      return;
    }
    const half = Math.ceil(batch.length / 2);
    await this.#share(batch.slice(0, half));
    await this.#share(batch.slice(half));
  }
}
