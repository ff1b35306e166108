import type { ProjectionProgress } from '#event-store';
import { notYet } from './problem.js';

const PATIENCE_MS = 5_000;

/** Waiting for the views: what makes a reader see its own write. */
export class ViewPositions {
  constructor(
    private readonly progress: ProjectionProgress,
    private readonly views: readonly string[],
  ) {}

  /** Position that every view has reached; 0 where one does not exist yet. */
  async reached(): Promise<number> {
    const rows = await this.progress.status();
    const positions = this.views.map((view) => rows.find((row) => row.name === view)?.position ?? 0);
    return Math.min(...positions);
  }

  /** Returns once every view stands at the position; 503 after five seconds. */
  async waitFor(position: number): Promise<void> {
    if (await this.progress.waitFor(this.views, position, PATIENCE_MS)) return;
    throw notYet();
  }
}
