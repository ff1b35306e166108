import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import type { EventStore } from '#event-store';
import { ProjectionProgress } from '#event-store';
import type { Logger } from '#platform';
import { TaskAudience } from '#read-models';
import { AgencyNamesController } from '../agencies/agency-names.controller.js';
import { AgenciesController } from '../agencies/agencies.controller.js';
import { ReportCommandsController } from '../reports/report-commands.controller.js';
import { ReportsController } from '../reports/reports.controller.js';
import { BouncesController } from '../bounces/bounces.controller.js';
import { CalendarController } from '../calendar/calendar.controller.js';
import { DeliveriesController } from '../deliveries/deliveries.controller.js';
import { ReminderPoliciesController } from '../reminder-policies/reminder-policies.controller.js';
import { ComingRemindersController } from '../coming-reminders/coming-reminders.controller.js';
import { ChangeFeed } from '../events/change-feed.js';
import { EventsController } from '../events/events.controller.js';
import { FilesController } from '../files/files.controller.js';
import { HealthController, MetricsController } from '../health/health.controller.js';
import { Readiness, type SweepHeartbeat } from '../health/readiness.js';
import { MinPositionInterceptor } from '../http/min-position.interceptor.js';
import { ProblemFilter } from '../http/problem.filter.js';
import { ValidationPipe } from '../http/validation.pipe.js';
import { ViewPositions } from '../http/view-positions.js';
import { InboxController } from '../inbox/inbox.controller.js';
import { IndicatorCommandsController } from '../indicators/indicator-commands.controller.js';
import { IndicatorsController } from '../indicators/indicators.controller.js';
import { LinksController } from '../links/links.controller.js';
import { MuteDesk } from '../links/mute-desk.js';
import { MuteLinksController, OneClickController } from '../links/mute-links.controller.js';
import { MailboxController } from '../mailbox/mailbox.controller.js';
import { MyReminders } from '../my-reminders/my-reminders.js';
import { MyRemindersController } from '../my-reminders/my-reminders.controller.js';
import { PlanAmendmentsController } from '../plans/plan-amendments.controller.js';
import { LettersController } from '../plans/letters.controller.js';
import { PlanDraftsController } from '../plans/plan-drafts.controller.js';
import { FiguresController } from '../figures/figures.controller.js';
import { ReviewTablesController } from '../plans/review-tables.controller.js';
import { BaselineReviewsController } from '../plans/baseline-reviews.controller.js';
import { PlanPeriodsController } from '../plans/plan-periods.controller.js';
import { PlansController } from '../plans/plans.controller.js';
import { RemarksController } from '../remarks/remarks.controller.js';
import { ReorganisationsController } from '../reorganisations/reorganisations.controller.js';
import { SessionController } from '../session/session.controller.js';
import { SessionGuard } from '../session/session.guard.js';
import { StandInDesk } from '../stand-ins/stand-in-desk.js';
import { StandInsController } from '../stand-ins/stand-ins.controller.js';
import { TaskCommandsController } from '../tasks/task-commands.controller.js';
import { ReminderOrdersController } from '../tasks/reminder-orders.controller.js';
import { TasksController } from '../tasks/tasks.controller.js';
import { EVENT_STORE, HEARTBEAT, LOGGER } from '../tokens.js';
import { AddressesController } from '../upkeep/addresses.controller.js';
import { AnchorsController } from '../upkeep/anchors.controller.js';
import { ErasuresController } from '../upkeep/erasures.controller.js';
import { watchedViews } from '../watched-views.js';
import { WithoutChannelController } from '../without-channel/without-channel.controller.js';
import { MyZaloController } from '../zalo/my-zalo.controller.js';
import { ZaloController } from '../zalo/zalo.controller.js';
import { planProviders } from './plan.providers.js';

/** The HTTP interface: its routes, and what every route passes through. */
@Module({
  controllers: [
    SessionController,
    TasksController,
    TaskCommandsController,
    ReminderOrdersController,
    RemarksController,
    PlansController,
    LettersController,
    FiguresController,
    ReviewTablesController,
    BaselineReviewsController,
    PlanPeriodsController,
    PlanDraftsController,
    PlanAmendmentsController,
    FilesController,
    IndicatorsController,
    IndicatorCommandsController,
    AgenciesController,
    AgencyNamesController,
    ReorganisationsController,
    CalendarController,
    ReportsController,
    ReportCommandsController,
    ReminderPoliciesController,
    DeliveriesController,
    ComingRemindersController,
    WithoutChannelController,
    InboxController,
    MyRemindersController,
    StandInsController,
    MailboxController,
    AnchorsController,
    ErasuresController,
    AddressesController,
    BouncesController,
    ZaloController,
    MyZaloController,
    LinksController,
    MuteLinksController,
    OneClickController,
    EventsController,
    HealthController,
    MetricsController,
  ],
  providers: [
    { provide: APP_FILTER, inject: [LOGGER], useFactory: (logger: Logger) => new ProblemFilter(logger) },
    { provide: APP_GUARD, useClass: SessionGuard },
    { provide: APP_PIPE, useClass: ValidationPipe },
    {
      provide: APP_INTERCEPTOR,
      inject: [ViewPositions],
      useFactory: (views: ViewPositions) => new MinPositionInterceptor(views),
    },
    {
      provide: ChangeFeed,
      inject: [EVENT_STORE, ViewPositions, TaskAudience],
      useFactory: (store: EventStore, views: ViewPositions, audience: TaskAudience) => new ChangeFeed(store, views, audience),
    },
    ...planProviders,
    MyReminders,
    MuteDesk,
    StandInDesk,
    {
      provide: Readiness,
      inject: [ProjectionProgress, HEARTBEAT],
      useFactory: (progress: ProjectionProgress, heartbeat: SweepHeartbeat) => new Readiness(progress, watchedViews, heartbeat),
    },
  ],
})
export class HttpModule {}
