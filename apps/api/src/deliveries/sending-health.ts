import type { ChannelHealthView, SendingHealthView } from '#contracts';
import { addDays, dateInVietnam, instantInVietnam } from '#domain';
import { isFollowed, type ProjectionProgress } from '#event-store';
import type { Clock, Config } from '#platform';
import type { MailStatusBoard } from '#channels';
import type { ReminderLedger } from '#reminders';
import { EVERYWHERE } from '#reminders';
import { reminderPlan } from '#schema';
import { alarmsOf } from './sending-alarms.js';
import { outcomeLabel, reasonWords } from './delivery-words.js';
import type { QueueWindow } from './queue-window.js';

interface Parts {
  readonly ledger: ReminderLedger;
  readonly progress: ProjectionProgress;
  readonly queue: QueueWindow;
  readonly mail: Pick<MailStatusBoard, 'read'>;
  readonly config: Config;
  readonly clock: Clock;
}

type Day = SendingHealthView['day'][number];

/** How sending stands, in one look. */
export class SendingHealth {
  constructor(private readonly parts: Parts) {}

  async read(): Promise<SendingHealthView> {
    const { ledger, queue, clock, mail } = this.parts;
    const at = clock.now();
    const today = dateInVietnam(at);
    const [sweep, rounds, channels, day, planLag, counts, { trouble }] = await Promise.all([
      ledger.sweepStatus(),
      ledger.rounds(),
      this.channels(),
      this.day(today),
      this.planLag(),
      queue.counts(),
      mail.read(),
    ]);
    const view = {
      ...{ at, today, channels, day, planLag },
      rounds: [...rounds],
      backlog: sweep.state === 'never' ? 0 : sweep.backlog,
      queue: counts === null ? null : { backend: queue.backend, ...counts },
    };
    return { ...view, alarms: [...alarmsOf(sweep, view, trouble)] };
  }

  private async channels(): Promise<ChannelHealthView[]> {
    const { ledger, config } = this.parts;
    const servers: Readonly<Record<ChannelHealthView['channel'], ChannelHealthView['server']>> = {
      email: config.smtpUrl === null ? 'stand-in' : 'real',
      zalo: config.zalo === null ? null : config.zalo.url === null ? 'real' : 'stand-in',
    };
    return (await ledger.channels()).map(({ channel, lastTrouble, holds, ...state }) => ({
      ...state,
      holds: holds.map(({ destination, ...hold }) => ({ ...hold, destination: destination === EVERYWHERE ? null : destination })),
      channel,
      server: servers[channel],
      lastTrouble:
        lastTrouble === null
          ? null
          : { ...lastTrouble, outcomeLabel: outcomeLabel(lastTrouble.outcome), reason: reasonWords(lastTrouble.reason) },
    }));
  }

  private async day(today: ReturnType<typeof dateInVietnam>): Promise<Day[]> {
    const counts = await this.parts.ledger.outcomes(instantInVietnam(today, 0), instantInVietnam(addDays(today, 1), 0));
    const found = new Map<Day['outcome'], Day>();
    for (const { outcome, reason, count } of counts) {
      const known = found.get(outcome) ?? { outcome, outcomeLabel: outcomeLabel(outcome), count: 0, reasons: [] };
      const reasons = reason === null ? known.reasons : [...known.reasons, { reason: reasonWords(reason), count }];
      found.set(outcome, { ...known, count: known.count + count, reasons });
    }
    return [...found.values()];
  }

  /** How far the reminder plan is behind the log. */
  private async planLag(): Promise<number | null> {
    const rows = await this.parts.progress.status();
    const plan = rows.find(({ name }) => name === reminderPlan.name);
    return plan !== undefined && isFollowed(plan) ? plan.lag : null;
  }
}
