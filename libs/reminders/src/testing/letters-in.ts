import type { Instant } from '#domain';
import type { EventStore } from '#event-store';
import { createOrders, createPhonePreview, createPreview, type LetterParts } from '../create-reminders.js';
import type { ReminderOrders } from '../orders/reminder-orders.js';
import type { PlanTables } from '../plan/reminder-plan.projection.js';
import type { ForetoldMessage } from '../preview/phone-preview.js';
import type { PreviewedMail } from '../preview/preview.js';
import type { Brief } from '../recipients/channel.port.js';
import type { RecipientDirectory } from '../recipients/recipients.port.js';
import type { Database } from '../shared/transaction.js';
import type { ChangingRules } from './changing-rules.js';

interface World {
  readonly database: { readonly pool: Database };
  readonly store: Pick<EventStore, 'readStream'>;
  readonly directory: RecipientDirectory;
  readonly planTables: PlanTables;
  readonly rules: Pick<ChangingRules, 'calendar' | 'policies'>;
}

/** What letters in a test's world are made of. */
export const lettersIn = (world: World): LetterParts => ({
  database: world.database.pool,
  plan: { tables: world.planTables },
  store: world.store,
  recipients: world.directory,
  agencyNames: { names: () => Promise.resolve(new Map([['ubnd-tinh', 'UBND tỉnh Lạng Sơn']])) },
  calendar: world.rules.calendar,
  policies: world.rules.policies,
  publicUrl: 'http://localhost:3000',
});

/** What people order about reminders there. */
export const ordersIn = (world: World): ReminderOrders => createOrders(lettersIn(world));

/** What the two weeks after an instant would bring there. */
export const foretoldIn = (world: World, from: string): Promise<readonly PreviewedMail[]> =>
  createPreview(lettersIn(world)).coming(new Date(from).toISOString() as Instant, 14);

/** What telephones would ring with in the days after an instant, in the words in which it is sent. */
export const foretoldToPhonesIn = async (
  world: World & { readonly subscribed: readonly string[] },
  from: string,
  days = 7,
): Promise<readonly (ForetoldMessage & { readonly brief: Brief })[]> => {
  const preview = createPhonePreview(lettersIn(world), { subscribed: () => Promise.resolve(world.subscribed) });
  const messages = await preview.messages(new Date(from).toISOString() as Instant, days);
  return Promise.all(messages.map(async (message) => ({ ...message, brief: await preview.compose(message) })));
};
