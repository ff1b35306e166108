import type { Instant } from '#domain';
import type { EventStore } from '#event-store';
import { createOrders, createPreview, type LetterParts } from '../create-reminders.js';
import type { ReminderOrders } from '../orders/reminder-orders.js';
import type { PlanTables } from '../plan/reminder-plan.projection.js';
import type { PreviewedMail } from '../preview/preview.js';
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
