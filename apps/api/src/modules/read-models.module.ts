import { Global, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { defaultPolicy } from '#application';
import { dateInVietnam } from '#domain';
import type { EventStore } from '#event-store';
import { ActsByDecision, TaskPolicy, type People } from '#identity';
import type { Clock } from '#platform';
import {
  AgencyNameQueries,
  AgencyQueries,
  DraftQueries,
  InboxQueries,
  IndicatorQueries,
  PlanQueries,
  TaskAudience,
  TaskQueries,
  TimelineQueries,
  type CurrentDay,
  type PossibleActs,
  type TaskQueryParts,
  type UndeliverableNotices,
} from '#read-models';
import { isSuperiorIn, langSon2023, vietnamWorkingCalendar } from '#reference-data';
import { AgencyViews } from '../agencies/agency-views.js';
import { CLOCK, CURRENT_DAY, EVENT_STORE, PEOPLE, POSSIBLE_ACTS, UNDELIVERABLE } from '../tokens.js';

const DETAIL_PORTS = Symbol('DETAIL_PORTS');
type DetailPorts = Pick<TaskQueryParts, 'people' | 'currentDay' | 'acts'>;

const providers = [
  {
    provide: CURRENT_DAY,
    inject: [CLOCK],
    useFactory: (clock: Clock): CurrentDay => ({
      today: () => Promise.resolve({ date: dateInVietnam(clock.now()), calendar: vietnamWorkingCalendar }),
    }),
  },
  {
    provide: POSSIBLE_ACTS,
    inject: [TaskPolicy, CLOCK],
    useFactory: (policy: TaskPolicy, clock: Clock): PossibleActs => {
      const isSuperior = isSuperiorIn(langSon2023);
      const facts = { calendar: vietnamWorkingCalendar, policy: defaultPolicy, isSuperior };
      return new ActsByDecision({ now: () => clock.now(), facts: () => facts }, policy);
    },
  },
  {
    provide: DETAIL_PORTS,
    inject: [PEOPLE, CURRENT_DAY, POSSIBLE_ACTS],
    useFactory: (people: People, currentDay: CurrentDay, acts: PossibleActs): DetailPorts => ({ people, currentDay, acts }),
  },
  { provide: AgencyQueries, inject: [DataSource], useFactory: (database: DataSource) => new AgencyQueries(database, langSon2023.groups) },
  {
    provide: AgencyNameQueries,
    inject: [EVENT_STORE, AgencyQueries],
    useFactory: (store: EventStore, agencies: AgencyQueries) => new AgencyNameQueries(store, agencies),
  },
  {
    provide: AgencyViews,
    inject: [AgencyQueries, PEOPLE, CLOCK],
    useFactory: (agencies: AgencyQueries, people: People, clock: Clock) => new AgencyViews(agencies, people, clock),
  },
  {
    provide: TaskQueries,
    inject: [DataSource, EVENT_STORE, AgencyQueries, DETAIL_PORTS],
    useFactory: (database: DataSource, store: EventStore, agencies: AgencyQueries, ports: DetailPorts) =>
      new TaskQueries({ database, store, agencies, ...ports }),
  },
  {
    provide: TimelineQueries,
    inject: [EVENT_STORE, AgencyQueries, PEOPLE],
    useFactory: (store: EventStore, agencies: AgencyQueries, people: People) => new TimelineQueries(store, agencies, people),
  },
  {
    provide: PlanQueries,
    inject: [DataSource, CURRENT_DAY],
    useFactory: (database: DataSource, currentDay: CurrentDay) => new PlanQueries(database, currentDay),
  },
  {
    provide: DraftQueries,
    inject: [DataSource, EVENT_STORE, AgencyQueries, PEOPLE],
    useFactory: (database: DataSource, store: EventStore, agencies: AgencyQueries, people: People) =>
      new DraftQueries({ database, store, agencies, people }),
  },
  {
    provide: IndicatorQueries,
    inject: [DataSource, AgencyQueries],
    useFactory: (database: DataSource, agencies: AgencyQueries) => new IndicatorQueries(database, agencies),
  },
  {
    provide: InboxQueries,
    inject: [DataSource, AgencyQueries, CURRENT_DAY, UNDELIVERABLE],
    useFactory: (database: DataSource, agencies: AgencyQueries, currentDay: CurrentDay, undeliverable: UndeliverableNotices) =>
      new InboxQueries(database, agencies, currentDay, undeliverable),
  },
  { provide: TaskAudience, inject: [DataSource], useFactory: (database: DataSource) => new TaskAudience(database) },
];

/** The read side: views that follow the log. */
@Global()
@Module({ providers, exports: providers })
export class ReadModelsModule {}
