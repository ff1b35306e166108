import type { Instant, PolicySettings, WorkingCalendar } from '#domain';
import type { EventStore } from '#event-store';
import { createOrders, createPreview, type LetterParts } from '../create-reminders.js';
import { fixedCalendar } from '../policy/live-calendar.js';
import { fixedPolicies } from '../policy/live-policies.js';
import type { ReminderOrders } from '../orders/reminder-orders.js';
import type { PlanTables } from '../plan/reminder-plan.projection.js';
import type { PreviewedMail } from '../preview/preview.js';
import type { RecipientDirectory } from '../recipients/recipients.port.js';
import type { Database } from '../shared/transaction.js';
import { fewRules } from './few-rules.js';

/** Saturdays and Sundays off, nothing else. */
export const plainCalendar: WorkingCalendar = { version: 1, days: new Map(), publishedYears: [] };

interface World {
  readonly database: { readonly pool: Database };
  readonly store: Pick<EventStore, 'readStream'>;
  readonly directory: RecipientDirectory;
  readonly planTables: PlanTables;
}

/** What letters in a test's world are made of. */
export const lettersIn = (world: World, settings: PolicySettings = fewRules): LetterParts => ({
  database: world.database.pool,
  plan: { tables: world.planTables },
  store: world.store,
  recipients: world.directory,
  agencyNames: { names: () => Promise.resolve(new Map([['ubnd-tinh', 'UBND tỉnh Lạng Sơn']])) },
  calendar: fixedCalendar(plainCalendar),
  policies: fixedPolicies(settings),
  publicUrl: 'http://localhost:3000',
});

/** What people order about reminders there. */
export const ordersIn = (world: World): ReminderOrders => createOrders(lettersIn(world));

/** What the two weeks after an instant would bring there. */
export const foretoldIn = (world: World, from: string): Promise<readonly PreviewedMail[]> =>
  createPreview(lettersIn(world)).coming(new Date(from).toISOString() as Instant, 14);
