import { MailStatusBoard, ZaloStatusBoard } from '#channels';
import { Global, Module } from '@nestjs/common';
import type pg from 'pg';
import { CalendarOfTheLog, PoliciesOfTheLog } from '#application';
import { ProjectionProgress, type EventStore } from '#event-store';
import { AddressBook, RefusedAddresses, StandIns, WishesRegister, ZaloLinks, type FailureThrottle, type People } from '#identity';
import type { Clock, Config, Logger } from '#platform';
import { AgencyQueries } from '#read-models';
import { letterheads, recipientsOf, WithoutChannel } from '#recipients';
import {
  ActLinks,
  channelState,
  createOrders,
  createPhonePreview,
  createPreview,
  DeliveryBook,
  planTablesOf,
  ReminderLedger,
  type LetterParts,
} from '#reminders';
import { reminderPlan } from '#schema';
import { ComingAudience } from '../coming-reminders/coming-audience.js';
import { ComingLetters } from '../coming-reminders/coming-letters.js';
import { ComingMessageList } from '../coming-reminders/coming-messages.js';
import { CalendarPreviews } from '../calendar/calendar-previews.js';
import { DeliveryViews } from '../deliveries/delivery-views.js';
import { QueueWindow } from '../deliveries/queue-window.js';
import { SendingHealth } from '../deliveries/sending-health.js';
import { sweepHeartbeat } from '../health/readiness.js';
import { PolicyHistories } from '../reminder-policies/policy-histories.js';
import { PolicyPreviews } from '../reminder-policies/policy-previews.js';
import { LinkDesk } from '../links/link-desk.js';
import { LedgerReminderViews, undeliverableFrom } from '../tasks/reminder-views.js';
import { WithoutChannelDesk } from '../without-channel/without-channel-desk.js';
import {
  CLOCK,
  CONFIG,
  EVENT_STORE,
  HEARTBEAT,
  LETTER_PARTS,
  LOGGER,
  LINK_THROTTLE,
  PEOPLE,
  POOL,
  REMINDER_ORDERS,
  REMINDER_VIEWS,
  UNDELIVERABLE,
} from '../tokens.js';

type LetterPorts = [pg.Pool, EventStore, People, AgencyQueries, CalendarOfTheLog, PoliciesOfTheLog, Config];

const letterParts = (...[database, store, people, agencyNames, calendar, policies, config]: LetterPorts): LetterParts => ({
  ...{ database, store, agencyNames, calendar, policies, letterheads },
  plan: { tables: planTablesOf(reminderPlan) },
  recipients: recipientsOf({
    ...{ people, agencies: agencyNames },
    refused: new RefusedAddresses(database),
    wishes: new WishesRegister(database),
    standIns: new StandIns(database),
    hasZalo: config.zalo !== null,
  }),
  publicUrl: config.publicUrl,
});

const providers = [
  {
    provide: LinkDesk,
    inject: [POOL, EVENT_STORE, LINK_THROTTLE],
    useFactory: (pool: pg.Pool, store: EventStore, throttle: FailureThrottle) => new LinkDesk(new ActLinks(pool), store, throttle),
  },
  { provide: ReminderLedger, inject: [POOL], useFactory: (pool: pg.Pool) => new ReminderLedger(pool, planTablesOf(reminderPlan)) },
  {
    provide: REMINDER_VIEWS,
    inject: [ReminderLedger, LETTER_PARTS, PEOPLE, AgencyQueries],
    useFactory: (ledger: ReminderLedger, { policies, calendar }: LetterParts, people: People, agencies: AgencyQueries) =>
      new LedgerReminderViews({ ledger, people, agencies, policies, calendar }),
  },
  { provide: UNDELIVERABLE, inject: [ReminderLedger], useFactory: undeliverableFrom },
  {
    provide: CalendarPreviews,
    inject: [POOL, CalendarOfTheLog, PoliciesOfTheLog, AgencyQueries, CLOCK],
    useFactory: (...parts: [pg.Pool, CalendarOfTheLog, PoliciesOfTheLog, AgencyQueries, Clock]) => new CalendarPreviews(...parts),
  },
  {
    provide: PolicyPreviews,
    inject: [POOL, PoliciesOfTheLog, CalendarOfTheLog, AgencyQueries, CLOCK],
    useFactory: (...parts: [pg.Pool, PoliciesOfTheLog, CalendarOfTheLog, AgencyQueries, Clock]) => new PolicyPreviews(...parts),
  },
  {
    provide: PolicyHistories,
    inject: [PoliciesOfTheLog, PEOPLE],
    useFactory: (policies: PoliciesOfTheLog, people: People) => new PolicyHistories(policies, people),
  },
  { provide: DeliveryBook, inject: [POOL], useFactory: (pool: pg.Pool) => new DeliveryBook(pool, planTablesOf(reminderPlan)) },
  {
    provide: DeliveryViews,
    inject: [PEOPLE, AgencyQueries],
    useFactory: (people: People, agencies: AgencyQueries) => new DeliveryViews(people, agencies),
  },
  { provide: MailStatusBoard, inject: [POOL], useFactory: (pool: pg.Pool) => new MailStatusBoard(pool) },
  {
    provide: SendingHealth,
    inject: [ReminderLedger, ProjectionProgress, QueueWindow, MailStatusBoard, CONFIG, CLOCK],
    useFactory: (...parts: [ReminderLedger, ProjectionProgress, QueueWindow, MailStatusBoard, Config, Clock]) => {
      const [ledger, progress, queue, mail, config, clock] = parts;
      return new SendingHealth({ ledger, progress, queue, mail, config, clock });
    },
  },
  {
    provide: LETTER_PARTS,
    inject: [POOL, EVENT_STORE, PEOPLE, AgencyQueries, CalendarOfTheLog, PoliciesOfTheLog, CONFIG],
    useFactory: (...ports: LetterPorts) => letterParts(...ports),
  },
  {
    provide: ComingAudience,
    inject: [PEOPLE, CLOCK],
    useFactory: (people: People, clock: Clock) => new ComingAudience(people, clock),
  },
  {
    provide: ComingLetters,
    inject: [LETTER_PARTS, ComingAudience, AgencyQueries, CLOCK],
    useFactory: (parts: LetterParts, audience: ComingAudience, agencies: AgencyQueries, clock: Clock) =>
      new ComingLetters(createPreview(parts), audience, agencies, clock),
  },
  {
    provide: ComingMessageList,
    inject: [LETTER_PARTS, ComingAudience, AgencyQueries, ZaloLinks, CLOCK, POOL, CONFIG],
    useFactory: (...parts: [LetterParts, ComingAudience, AgencyQueries, ZaloLinks, Clock, pg.Pool, Config]) => {
      const [letters, audience, agencies, links, clock, pool, config] = parts;
      return new ComingMessageList({
        ...{ audience, agencies, clock, links },
        preview: createPhonePreview(letters, links),
        status: new ZaloStatusBoard(pool),
        channel: () => channelState(pool, 'zalo'),
        templateId: config.zalo?.templateId ?? null,
      });
    },
  },
  {
    provide: WithoutChannelDesk,
    inject: [LETTER_PARTS, PEOPLE, AddressBook, ReminderLedger, AgencyQueries, CONFIG, CLOCK, LOGGER],
    useFactory: (...parts: [LetterParts, People, AddressBook, ReminderLedger, AgencyQueries, Config, Clock, Logger]) => {
      const [coming, people, addresses, ledger, agencies, config, clock, logger] = parts;
      const hasZalo = config.zalo !== null;
      const without = new WithoutChannel({ people, addresses, directory: coming.recipients, hasZalo });
      return new WithoutChannelDesk({ coming, without, addresses, ledger, agencies, hasZalo, clock, logger });
    },
  },
  { provide: REMINDER_ORDERS, inject: [LETTER_PARTS], useFactory: createOrders },
  { provide: HEARTBEAT, inject: [ReminderLedger], useFactory: sweepHeartbeat },
];

/** What the delivery ledger tells the screens. */
@Global()
@Module({ providers, exports: providers })
export class DeliveryModule {}
