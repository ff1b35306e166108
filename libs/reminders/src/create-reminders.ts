import type { EventStore } from '#event-store';
import { NextChannels, type Subscribers } from './courtesy/next-channels.js';
import { Composer, type LetterStyle } from './compose/composer.js';
import type { LiveCalendar } from './policy/live-calendar.js';
import type { LivePolicies } from './policy/live-policies.js';
import type { Channel } from './recipients/channel.port.js';
import type { AgencyNames, RecipientDirectory } from './recipients/recipients.port.js';
import { ActLinks } from './links/act-links.js';
import type { MuteLinks } from './links/mute-links.js';
import { planNumbersIn } from './plan/plan-numbers.js';
import { EarlyLetters } from './orders/early-letters.js';
import { ReminderOrders } from './orders/reminder-orders.js';
import { PhonePreview } from './preview/phone-preview.js';
import { Preview, type PreviewParts } from './preview/preview.js';
import { Assembler } from './send/assemble.js';
import { Deliverer } from './send/deliver.js';
import type { Patience } from './send/send-in-time.js';
import { TaskFence } from './send/task-fence.js';
import type { Database } from './shared/transaction.js';
import { ReminderWorker, type WorkedJobs } from './sweep/reminder-worker.js';
import { Sweep, type ReadPlan } from './sweep/sweep.js';

/** What a letter is made of, whether it is sent or foretold. */
export interface LetterParts {
  readonly database: Database;
  /** Of `reminderPlanProjection` with the same policy and calendar. */
  readonly plan: Pick<ReadPlan, 'tables'>;
  readonly store: Pick<EventStore, 'readStream'>;
  readonly recipients: RecipientDirectory;
  readonly agencyNames: AgencyNames;
  readonly calendar: LiveCalendar;
  readonly policies: LivePolicies;
  readonly publicUrl: string;
  /** How a letter names an assigning authority, by agency id. */
  readonly letterheads?: ReadonlyMap<string, string>;
}

export interface ReminderParts extends LetterParts {
  readonly plan: ReadPlan;
  /** Who is written to by Zalo as well; without it, nobody. */
  readonly subscribers?: Subscribers;
  /** One for each name. Without a sender for it, a delivery waits. */
  readonly channels: readonly Channel[];
  readonly jobs: WorkedJobs;
  /** Names this process in the heartbeat. */
  readonly owner: string;
  readonly onError: (error: Error) => void;
  /** Default 5. */
  readonly intervalSeconds?: number;
  /** Messages of a channel sent at the same time; default 8. */
  readonly concurrency?: number;
  /** Signs the addresses by which a mail is answered with "no more of these"; without it mails offer none. */
  readonly muteLinks?: MuteLinks;
  /** How long a channel is waited for; default: less than a claim's lease. */
  readonly patience?: Patience;
}

export interface Reminders {
  readonly sweep: Sweep;
  readonly deliverer: Deliverer;
  readonly worker: ReminderWorker;
  readonly preview: Preview;
}

const fenceOf = ({ store, policies, calendar }: LetterParts): TaskFence => new TaskFence(store, policies, calendar);

const composerOf = ({ agencyNames, publicUrl, calendar, database, plan, letterheads }: LetterParts, style: LetterStyle = {}): Composer =>
  new Composer(agencyNames, publicUrl, calendar, planNumbersIn(database, plan.tables), { letterheads, ...style });

const previewPartsOf = (parts: LetterParts): PreviewParts => {
  const { database, plan, recipients, policies, calendar } = parts;
  return { database, tables: plan.tables, fence: fenceOf(parts), recipients, composer: composerOf(parts), policies, calendar };
};

const nobody: Subscribers = { subscribed: () => Promise.resolve([]) };

/** What will be sent in the coming days; mints no link, writes nothing. */
export const createPreview = (parts: LetterParts): Preview => new Preview(previewPartsOf(parts));

/** The same of messages to telephones. Without subscribers only those who have no mail get any. */
export const createPhonePreview = (parts: LetterParts, subscribers: Subscribers = nobody): PhonePreview =>
  new PhonePreview(previewPartsOf(parts), createPreview(parts), subscribers);

/** What people order about reminders. It makes letters and sends none: the sweep of a worker does. */
export const createOrders = (parts: LetterParts): ReminderOrders => {
  const { database, plan, recipients, policies, calendar } = parts;
  const fence = fenceOf(parts);
  const letters = new EarlyLetters({ tables: plan.tables, fence, recipients, policies, calendar });
  return new ReminderOrders({ database, fence, recipients, letters });
};

/** Puts the sending side together; the plan itself is `reminderPlanProjection`. */
export const createReminders = (parts: ReminderParts): Reminders => {
  const { database, plan, recipients, calendar, channels, jobs, owner, onError, policies } = parts;
  const intervalSeconds = parts.intervalSeconds ?? 5;
  const fence = fenceOf(parts);
  const composer = composerOf(parts, { links: new ActLinks(database), muteLinks: parts.muteLinks ?? null });
  const concurrency = parts.concurrency ?? 8;
  const sending = { channels, lanes: concurrency, patience: parts.patience };
  const deliverer = new Deliverer({ database, plan: plan.tables, fence, recipients, composer, ...sending });
  const assembler = new Assembler(database, plan.tables, fence, recipients, { policies, calendar });
  const next = new NextChannels(database, plan.tables, parts.subscribers ?? nobody, policies);
  const every = { run: async () => (await assembler.run()) + (await next.run()) };
  const sweep = new Sweep({ database, plan, assembler: every, jobs, owner, intervalSeconds });
  const worker = new ReminderWorker({ sweep, deliverer, jobs, intervalSeconds, concurrency, onError });
  return { sweep, deliverer, worker, preview: createPreview(parts) };
};
