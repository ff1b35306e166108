import type { Logger } from './logger.js';

type Close = () => Promise<void> | void;

/** What must be closed when the process ends: last opened, first closed; one failure does not keep the others open. */
export class ShutdownSequence {
  private readonly steps: { readonly name: string; readonly close: Close }[] = [];
  private running: Promise<void> | undefined;

  /** @param onClosed told of each step with the milliseconds it took, and its error if it failed */
  constructor(private readonly onClosed: (step: string, ms: number, error?: unknown) => void = () => undefined) {}

  /** One whose steps stand in the log: the slow ones for those who look, the failed ones for everybody. */
  static loggedTo(logger: Logger): ShutdownSequence {
    return new ShutdownSequence((step, ms, error) => {
      if (error === undefined) logger.debug({ step, ms }, 'closed');
      else logger.error({ err: error, step, ms }, 'could not close');
    });
  }

  add(name: string, close: Close): void {
    this.steps.push({ name, close });
  }

  /** Closes everything; a second call waits for the first. */
  async run(): Promise<void> {
    this.running ??= this.closeAll();
    await this.running;
  }

  private async closeAll(): Promise<void> {
    let step = this.steps.pop();
    while (step !== undefined) {
      const { name, close } = step;
      const started = performance.now();
      const tell = (error?: unknown) => this.onClosed(name, Math.round(performance.now() - started), error);
      await Promise.resolve()
        .then(close)
        .then(() => tell(), tell);
      step = this.steps.pop();
    }
  }
}
