import { Global, Module } from '@nestjs/common';
import type { UndeliverableNotices } from '#read-models';
import type { SweepHeartbeat } from '../health/readiness.js';
import { HEARTBEAT, REMINDER_VIEWS, UNDELIVERABLE, type ReminderViews } from '../tokens.js';

const reminders: ReminderViews = { ofTask: () => Promise.resolve([]) };
const undeliverable: UndeliverableNotices = { withoutRecipient: () => Promise.resolve([]) };
const heartbeat: SweepHeartbeat = { lastRunAt: () => Promise.resolve(null) };

const providers = [
  { provide: REMINDER_VIEWS, useValue: reminders },
  { provide: UNDELIVERABLE, useValue: undeliverable },
  { provide: HEARTBEAT, useValue: heartbeat },
];

/** What the delivery ledger tells the screens. */
@Global()
@Module({ providers, exports: providers })
export class DeliveryModule {}
