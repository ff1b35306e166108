import { Global, Module, type DynamicModule } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CaughtMailStore } from '#channels';
import { PastEditions, PostgresSnapshots, ProjectionProgress } from '#event-store';
import { Erasures, SubjectKeys } from '#personal-data';
import { MuteLinks } from '#reminders';
import { QueueWindow } from '../deliveries/queue-window.js';
import { ZaloOffice } from '../zalo/zalo-office.js';
import { ViewPositions } from '../http/view-positions.js';
import type { ApiResources } from '../resources.js';
import { ANCHOR_MAKER, CLOCK, CONFIG, EVENT_STORE, FILE_STORE, LOGGER, METRICS, POOL, SNAPSHOTS, ZALO_OFFICE } from '../tokens.js';
import { watchedViews } from '../watched-views.js';

/** The context of the process, and what the api has opened on it. */
@Global()
@Module({})
export class InfrastructureModule {
  static with({ context, store, progress, past, database, personalTexts, files, foldHash }: ApiResources): DynamicModule {
    const providers = [
      { provide: CONFIG, useValue: context.config },
      { provide: CLOCK, useValue: context.clock },
      { provide: LOGGER, useValue: context.logger },
      { provide: METRICS, useValue: context.metrics },
      { provide: POOL, useValue: context.pool },
      { provide: EVENT_STORE, useValue: store },
      { provide: FILE_STORE, useValue: files },
      { provide: DataSource, useValue: database },
      { provide: ProjectionProgress, useValue: progress },
      { provide: PastEditions, useValue: past },
      { provide: SNAPSHOTS, useValue: { kept: new PostgresSnapshots(context.pool), foldHash } },
      { provide: ViewPositions, useValue: new ViewPositions(progress, watchedViews) },
      { provide: ANCHOR_MAKER, useValue: { pool: context.pool, masterKey: context.masterKey } },
      { provide: MuteLinks, useValue: new MuteLinks(context.masterKey) },
      { provide: SubjectKeys, useValue: personalTexts },
      { provide: Erasures, useValue: new Erasures(context.pool, context.masterKey, personalTexts, context.clock) },
      { provide: ZALO_OFFICE, useValue: ZaloOffice.of(context) },
      { provide: QueueWindow, useFactory: () => new QueueWindow(context) },
      { provide: CaughtMailStore, useValue: new CaughtMailStore(context.pool) },
    ];
    return { module: InfrastructureModule, providers, exports: providers };
  }
}
