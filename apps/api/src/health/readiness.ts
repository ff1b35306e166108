import type { ProjectionProgress, ProjectionProgressRow } from '#event-store';
import type { Clock } from '#platform';
import type { HealthReport } from './health.schema.js';

/** When the reminder sweep last ran; null: not known. An ISO instant. */
export interface SweepHeartbeat {
  lastRunAt(): Promise<string | null>;
}

/** A sweep that stands still for so long is an alarm. */
const SWEEP_LATE_MS = 5 * 60_000;

/** Ready: the database answers and every view of this api has reached the end of the log once. */
export class Readiness {
  constructor(
    private readonly progress: ProjectionProgress,
    private readonly views: readonly string[],
    private readonly heartbeat: SweepHeartbeat,
    private readonly clock: Clock,
  ) {}

  async report(): Promise<HealthReport> {
    try {
      return await this.reportWithDatabase();
    } catch {
      return { status: 'not-ready', database: 'down', views: [], sweep: null };
    }
  }

  private async reportWithDatabase(): Promise<HealthReport> {
    const rows = await this.progress.status();
    const own = rows.filter((row) => this.views.includes(row.name));
    const ready = this.views.every((name) => own.some((row) => row.name === name && row.status === 'live'));
    return {
      status: ready ? 'ready' : 'not-ready',
      database: 'up',
      views: own.map(viewOf),
      sweep: await this.sweep(),
    };
  }

  private async sweep(): Promise<HealthReport['sweep']> {
    const lastRunAt = await this.heartbeat.lastRunAt();
    if (lastRunAt === null) return null;
    return { lastRunAt, late: Date.parse(this.clock.now()) - Date.parse(lastRunAt) > SWEEP_LATE_MS };
  }
}

const viewOf = ({ name, status, position, lag, problem }: ProjectionProgressRow): HealthReport['views'][number] => ({
  name,
  status,
  position,
  lag,
  // The operator's log has the details; this page is public.
  problem: problem === null ? null : 'stopped',
});
