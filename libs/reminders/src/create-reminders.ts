import type { EventStore } from '#event-store';
import { NextChannels, type Subscribers } from './courtesy/next-channels.js';
import { Composer, type LetterStyle } from './compose/composer.js';
import type { LiveCalendar } from './policy/live-calendar.js';
import type { LivePolicies } from './policy/live-policies.js';
import type { Channel } from './recipients/channel.port.js';
import type { AgencyNames, RecipientDirectory } from './recipients/recipients.port.js';
import { ActLinks } from './links/act-links.js';
import { planNumbersIn } from './plan/plan-numbers.js';
import { PhonePreview } from './preview/phone-preview.js';
import { Preview } from './preview/preview.js';
import { Assembler } from './send/assemble.js';
import { Deliverer } from './send/deliver.js';
import { TaskFence } from './send/task-fence.js';
import type { Database } from './shared/transaction.js';
import { ReminderWorker, type WorkedJobs } from './sweep/reminder-worker.js';
import { Sweep, type ReadPlan } from './sweep/sweep.js';

export interface ReminderParts {
  readonly database: Database;
  /** Of `reminderPlanProjection` with the same policy and calendar. */
  readonly plan: ReadPlan;
  readonly store: Pick<EventStore, 'readStream'>;
  readonly recipients: RecipientDirectory;
  readonly agencyNames: AgencyNames;
  /** Who is written to by Zalo as well; without it, nobody. */
  readonly subscribers?: Subscribers;
  /** One for each name. Without a sender for it, a delivery waits. */
  readonly channels: readonly Channel[];
  readonly jobs: WorkedJobs;
  readonly calendar: LiveCalendar;
  readonly publicUrl: string;
  /** How a letter names an assigning authority, by agency id. */
  readonly letterheads?: ReadonlyMap<string, string>;
  /** Names this process in the heartbeat. */
  readonly owner: string;
  readonly onError: (error: Error) => void;
  readonly policies: LivePolicies;
  /** Default 5. */
  readonly intervalSeconds?: number;
  /** Mails sent at the same time; default 4. */
  readonly concurrency?: number;
}

export interface Reminders {
  readonly sweep: Sweep;
  readonly deliverer: Deliverer;
  readonly worker: ReminderWorker;
  readonly preview: Preview;
  readonly phonePreview: PhonePreview;
}

/** Puts the sending side together; the plan itself is `reminderPlanProjection`. */
export const createReminders = (parts: ReminderParts): Reminders => {
  const { database, plan, recipients, calendar, channels, jobs, owner, onError, policies } = parts;
  const intervalSeconds = parts.intervalSeconds ?? 5;
  const fence = new TaskFence(parts.store, policies, calendar);
  const { letterheads } = parts;
  const composerOf = (style: LetterStyle): Composer =>
    new Composer(parts.agencyNames, parts.publicUrl, calendar, planNumbersIn(database, plan.tables), style);
  const composer = composerOf({ letterheads, links: new ActLinks(database) });
  const deliverer = new Deliverer({ database, plan: plan.tables, fence, recipients, composer, channels });
  const assembler = new Assembler(database, plan.tables, fence, recipients, { policies, calendar });
  const subscribers = parts.subscribers ?? { subscribed: () => Promise.resolve([]) };
  const next = new NextChannels(database, plan.tables, subscribers, policies);
  const every = { run: async () => (await assembler.run()) + (await next.run()) };
  const sweep = new Sweep({ database, plan, assembler: every, jobs, owner, intervalSeconds });
  const worker = new ReminderWorker({ sweep, deliverer, jobs, intervalSeconds, concurrency: parts.concurrency ?? 4, onError });
  const foretelling = { database, tables: plan.tables, fence, recipients, composer: composerOf({ letterheads }), policies, calendar };
  const preview = new Preview(foretelling);
  const phonePreview = new PhonePreview(foretelling, preview, subscribers);
  return { sweep, deliverer, worker, preview, phonePreview };
};
