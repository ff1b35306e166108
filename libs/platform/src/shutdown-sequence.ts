type Close = () => Promise<void> | void;

/** What must be closed when the process ends: last opened, first closed; one failure does not keep the others open. */
export class ShutdownSequence {
  private readonly steps: { readonly name: string; readonly close: Close }[] = [];
  private running: Promise<void> | undefined;

  constructor(private readonly onFailure: (name: string, error: unknown) => void = () => undefined) {}

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
      await Promise.resolve()
        .then(close)
        .catch((error: unknown) => this.onFailure(name, error));
      step = this.steps.pop();
    }
  }
}
