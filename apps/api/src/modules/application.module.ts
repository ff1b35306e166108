import { Global, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { Application, APPLICATION_PORTS, applicationProviders, type ApplicationPorts } from '#application';
import type { EventStore } from '#event-store';
import { TaskPolicy, type People } from '#identity';
import { planRowsOf } from '#plan-import';
import type { Clock } from '#platform';
import { AgencyQueries } from '#read-models';
import { isSuperiorIn, vietnamWorkingCalendar } from '#reference-data';
import { CLOCK, EVENT_STORE, PEOPLE } from '../tokens.js';

/** The command side: handlers, and what they need from outside. */
@Global()
@Module({
  imports: [CqrsModule.forRoot()],
  providers: [
    {
      provide: APPLICATION_PORTS,
      inject: [EVENT_STORE, CLOCK, TaskPolicy, AgencyQueries, PEOPLE],
      useFactory: (store: EventStore, clock: Clock, policy: TaskPolicy, agencies: AgencyQueries, people: People): ApplicationPorts => ({
        store,
        clock,
        policy,
        agencies,
        calendar: { calendar: () => Promise.resolve(vietnamWorkingCalendar) },
        memberships: people,
        planRows: { rowsOf: planRowsOf },
        superiors: isSuperiorIn,
      }),
    },
    ...applicationProviders,
  ],
  exports: [CqrsModule, Application],
})
export class ApplicationModule {}
