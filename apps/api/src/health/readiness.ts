import { isFollowed, type ProjectionProgress, type ProjectionProgressRow } from '#event-store';
import type { ReminderLedger } from '#reminders';
import type { HealthReport } from './health.schema.js';

/** When the reminder sweep last ran; null: never. `late`: it has stood still for five minutes, which is an alarm. */
export interface SweepHeartbeat {
  lastRun(): Promise<HealthReport['sweep']>;
}

export const sweepHeartbeat = (ledger: ReminderLedger): SweepHeartbeat => ({
  lastRun: async () => {
    const status = await ledger.sweepStatus();
    return status.state === 'never' ? null : { lastRunAt: status.lastSweepAt, late: status.state === 'standing-still' };
  },
});

/** Ready: the database answers and every view of this api has reached the end of the log once and is led on. */
export class Readiness {
  constructor(
    private readonly progress: ProjectionProgress,
    private readonly views: readonly string[],
    private readonly heartbeat: SweepHeartbeat,
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
    const ready = this.views.every((name) => own.some((row) => row.name === name && isFollowed(row)));
    return {
      status: ready ? 'ready' : 'not-ready',
      database: 'up',
      views: own.map(viewOf),
      sweep: await this.heartbeat.lastRun(),
    };
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
