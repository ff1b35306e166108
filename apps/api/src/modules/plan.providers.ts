import type { Provider } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Application, CalendarOfTheLog } from '#application';
import { FileUploads, type FileStore } from '#files';
import type { Clock } from '#platform';
import { AgencyNameQueries, AgencyQueries, DraftQueries, PlanQueries, TaskQueries } from '#read-models';
import { BaselineReviews } from '../plans/baseline-reviews.js';
import { EntryPreviews } from '../plans/entry-previews.js';
import { Letters } from '../plans/letters.js';
import { PlanAppendices } from '../plans/plan-appendices.js';
import { PlanPeriods } from '../plans/plan-periods.js';
import { PlanFiles } from '../plans/plan-files.js';
import { ReviewTables } from '../plans/review-tables.js';
import { PlanUploads } from '../plans/plan-uploads.js';
import { CLOCK, FILE_STORE } from '../tokens.js';

type LetterPorts = [Clock, FileStore, FileUploads, AgencyQueries, AgencyNameQueries, PlanQueries, CommandBus, CalendarOfTheLog];

/** What the routes of plans and their drafts need. */
export const planProviders: Provider[] = [
  {
    provide: PlanFiles,
    inject: [FILE_STORE, AgencyQueries, AgencyNameQueries, CLOCK, CalendarOfTheLog],
    useFactory: (...ports: ConstructorParameters<typeof PlanFiles>) => new PlanFiles(...ports),
  },
  {
    provide: PlanAppendices,
    inject: [PlanQueries, DraftQueries, PlanFiles],
    useFactory: (plans: PlanQueries, drafts: DraftQueries, files: PlanFiles) => new PlanAppendices(plans, drafts, files),
  },
  {
    provide: PlanUploads,
    inject: [FILE_STORE, FileUploads, PlanFiles, PlanQueries, CommandBus],
    useFactory: (store: FileStore, uploads: FileUploads, files: PlanFiles, plans: PlanQueries, commands: CommandBus) =>
      new PlanUploads(store, uploads, files, plans, commands),
  },
  {
    provide: Letters,
    inject: [CLOCK, FILE_STORE, FileUploads, AgencyQueries, AgencyNameQueries, PlanQueries, CommandBus, CalendarOfTheLog],
    useFactory: (...[clock, store, uploads, agencies, names, plans, commands, calendar]: LetterPorts) =>
      new Letters({ clock, store, uploads, agencies, names, plans, commands, calendar }),
  },
  {
    provide: ReviewTables,
    inject: [Application, CommandBus, TaskQueries, PlanFiles, CLOCK],
    useFactory: (application: Application, commands: CommandBus, tasks: TaskQueries, files: PlanFiles, clock: Clock) =>
      new ReviewTables({ application, commands, tasks, files, clock }),
  },
  {
    provide: PlanPeriods,
    inject: [CommandBus, TaskQueries],
    useFactory: (commands: CommandBus, tasks: TaskQueries) => new PlanPeriods(commands, tasks),
  },
  {
    provide: BaselineReviews,
    inject: [Application, CommandBus, TaskQueries],
    useFactory: (application: Application, commands: CommandBus, tasks: TaskQueries) =>
      new BaselineReviews({ application, commands, tasks }),
  },
  {
    provide: EntryPreviews,
    inject: [Application, AgencyQueries],
    useFactory: (application: Application, agencies: AgencyQueries) => new EntryPreviews(application, agencies),
  },
];
