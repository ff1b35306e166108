import { Global, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CalendarOfTheLog, PoliciesOfTheLog } from '#application';
import { dateInVietnam, type Task } from '#domain';
import { PastEditions, type EventStore } from '#event-store';
import { ActsByDecision, TaskPolicy, type People } from '#identity';
import type { Clock } from '#platform';
import {
  AgencyNameQueries,
  AgencyQueries,
  DraftQueries,
  FiguresQueries,
  InboxQueries,
  IndicatorQueries,
  PastMoments,
  PlanQueries,
  ReadPoints,
  RemarkQueries,
  ReorganisationQueries,
  ReportContents,
  ReportQueries,
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
import { Pasts } from '../past/pasts.js';
import { CutOffs } from '../reports/cut-offs.js';
import { CLOCK, CURRENT_DAY, EVENT_STORE, PEOPLE, POSSIBLE_ACTS, UNDELIVERABLE } from '../tokens.js';

const DETAIL_PORTS = Symbol('DETAIL_PORTS');
type DetailPorts = Pick<TaskQueryParts, 'people' | 'acts'>;

const providers = [
  {
    provide: CalendarOfTheLog,
    inject: [EVENT_STORE],
    useFactory: (store: EventStore) => new CalendarOfTheLog(store, vietnamWorkingCalendar),
  },
  { provide: PoliciesOfTheLog, inject: [EVENT_STORE], useFactory: (store: EventStore) => new PoliciesOfTheLog(store) },
  {
    provide: CURRENT_DAY,
    inject: [CLOCK, CalendarOfTheLog, PoliciesOfTheLog],
    useFactory: (clock: Clock, calendar: CalendarOfTheLog, policies: PoliciesOfTheLog): CurrentDay => ({
      today: async () => {
        const [working, book] = await Promise.all([calendar.calendar(), policies.book()]);
        return { date: dateInVietnam(clock.now()), calendar: working, dayOffRuleOf: (plan) => book.ruling(plan).dayOffRule };
      },
    }),
  },
  {
    provide: POSSIBLE_ACTS,
    inject: [TaskPolicy, CLOCK, CalendarOfTheLog, PoliciesOfTheLog],
    useFactory: (policy: TaskPolicy, clock: Clock, calendar: CalendarOfTheLog, policies: PoliciesOfTheLog): PossibleActs => {
      const isSuperior = isSuperiorIn(langSon2023);
      // Both were read when the page asked for the current day.
      const factsOf = ({ planId }: Task) => ({ calendar: calendar.latest, policy: policies.latest.ruling(planId), isSuperior });
      return new ActsByDecision({ now: () => clock.now(), factsOf }, policy);
    },
  },
  {
    provide: DETAIL_PORTS,
    inject: [PEOPLE, POSSIBLE_ACTS],
    useFactory: (people: People, acts: PossibleActs): DetailPorts => ({ people, acts }),
  },
  { provide: AgencyQueries, inject: [DataSource], useFactory: (database: DataSource) => new AgencyQueries(database, langSon2023.groups) },
  {
    provide: AgencyNameQueries,
    inject: [EVENT_STORE, AgencyQueries],
    useFactory: (store: EventStore, agencies: AgencyQueries) => new AgencyNameQueries(store, agencies),
  },
  {
    provide: ReadPoints,
    inject: [DataSource, PastEditions, AgencyQueries, CURRENT_DAY],
    useFactory: (database: DataSource, past: PastEditions, agencies: AgencyQueries, currentDay: CurrentDay) =>
      new ReadPoints({ database, past, agencies, currentDay }),
  },
  {
    provide: Pasts,
    inject: [EVENT_STORE, CLOCK],
    useFactory: (store: EventStore, clock: Clock) => new Pasts(new PastMoments(store), clock),
  },
  {
    provide: AgencyViews,
    inject: [AgencyQueries, ReadPoints, PEOPLE, CLOCK],
    useFactory: (agencies: AgencyQueries, points: ReadPoints, people: People, clock: Clock) =>
      new AgencyViews(agencies, points, people, clock),
  },
  {
    provide: TaskQueries,
    inject: [DataSource, EVENT_STORE, ReadPoints, DETAIL_PORTS],
    useFactory: (database: DataSource, store: EventStore, points: ReadPoints, ports: DetailPorts) =>
      new TaskQueries({ database, store, points, ...ports }),
  },
  {
    provide: TimelineQueries,
    inject: [EVENT_STORE, ReadPoints, PEOPLE],
    useFactory: (store: EventStore, points: ReadPoints, people: People) => new TimelineQueries(store, points, people),
  },
  {
    provide: RemarkQueries,
    inject: [EVENT_STORE, ReadPoints, DETAIL_PORTS],
    useFactory: (store: EventStore, points: ReadPoints, ports: DetailPorts) => new RemarkQueries({ store, points, ...ports }),
  },
  {
    provide: PlanQueries,
    inject: [DataSource, ReadPoints],
    useFactory: (database: DataSource, points: ReadPoints) => new PlanQueries(database, points),
  },
  {
    provide: DraftQueries,
    inject: [DataSource, EVENT_STORE, AgencyQueries, PEOPLE],
    useFactory: (database: DataSource, store: EventStore, agencies: AgencyQueries, people: People) =>
      new DraftQueries({ database, store, agencies, people }),
  },
  {
    provide: IndicatorQueries,
    inject: [DataSource, ReadPoints],
    useFactory: (database: DataSource, points: ReadPoints) => new IndicatorQueries(database, points),
  },
  {
    provide: ReportContents,
    inject: [DataSource, ReadPoints, EVENT_STORE],
    useFactory: (database: DataSource, points: ReadPoints, store: EventStore) => new ReportContents(database, points, store),
  },
  {
    provide: ReportQueries,
    inject: [DataSource, EVENT_STORE, PEOPLE],
    useFactory: (database: DataSource, store: EventStore, people: People) => new ReportQueries({ database, store, people }),
  },
  {
    provide: CutOffs,
    inject: [EVENT_STORE, ReportContents, CURRENT_DAY, CLOCK],
    useFactory: (store: EventStore, contents: ReportContents, currentDay: CurrentDay, clock: Clock) =>
      new CutOffs({ store, contents, currentDay, clock, moments: new PastMoments(store) }),
  },
  { provide: FiguresQueries, inject: [ReadPoints], useFactory: (points: ReadPoints) => new FiguresQueries(points) },
  {
    provide: InboxQueries,
    inject: [DataSource, AgencyQueries, CURRENT_DAY, UNDELIVERABLE],
    useFactory: (database: DataSource, agencies: AgencyQueries, currentDay: CurrentDay, undeliverable: UndeliverableNotices) =>
      new InboxQueries(database, agencies, currentDay, undeliverable),
  },
  {
    provide: ReorganisationQueries,
    inject: [ReadPoints],
    useFactory: (points: ReadPoints) => new ReorganisationQueries(points),
  },
  { provide: TaskAudience, inject: [DataSource], useFactory: (database: DataSource) => new TaskAudience(database) },
];

/** The read side: views that follow the log. */
@Global()
@Module({ providers, exports: providers })
export class ReadModelsModule {}
