import { Global, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import {
  Application,
  APPLICATION_PORTS,
  applicationProviders,
  CalendarOfTheLog,
  PoliciesOfTheLog,
  type ApplicationPorts,
} from '#application';
import type { EventStore } from '#event-store';
import { TaskPolicy, type People } from '#identity';
import { SubjectKeys } from '#personal-data';
import { planRowsOf } from '#plan-import';
import type { Clock } from '#platform';
import { AgencyQueries } from '#read-models';
import { isSuperiorIn } from '#reference-data';
import { CLOCK, EVENT_STORE, PEOPLE, SNAPSHOTS } from '../tokens.js';

type Snapshots = NonNullable<ApplicationPorts['snapshots']>;
type Outside = [EventStore, Clock, TaskPolicy, AgencyQueries, People, SubjectKeys, Snapshots, CalendarOfTheLog, PoliciesOfTheLog];

/** The command side: handlers, and what they need from outside. */
@Global()
@Module({
  imports: [CqrsModule.forRoot()],
  providers: [
    {
      provide: APPLICATION_PORTS,
      inject: [EVENT_STORE, CLOCK, TaskPolicy, AgencyQueries, PEOPLE, SubjectKeys, SNAPSHOTS, CalendarOfTheLog, PoliciesOfTheLog],
      useFactory: (
        ...[store, clock, policy, agencies, memberships, personalTexts, snapshots, calendar, policies]: Outside
      ): ApplicationPorts => ({
        store,
        clock,
        policy,
        agencies,
        calendar,
        policies,
        memberships,
        planRows: { rowsOf: planRowsOf },
        personalTexts,
        snapshots,
        superiors: isSuperiorIn,
      }),
    },
    ...applicationProviders,
  ],
  exports: [CqrsModule, Application],
})
export class ApplicationModule {}
