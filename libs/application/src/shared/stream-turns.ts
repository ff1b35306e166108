/**
 * Commands to one stream take turns within this process, so that many people acting on one task at once
 * do not waste their three tries on each other. Other processes are kept apart by the expected version.
 */
export class StreamTurns {
  private readonly last = new Map<string, Promise<unknown>>();

  async take<Result>(streamId: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.last.get(streamId) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.last.set(streamId, mine);
    try {
      return await mine;
    } finally {
      if (this.last.get(streamId) === mine) this.last.delete(streamId);
    }
  }
}
