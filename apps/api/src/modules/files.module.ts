import { Global, Module } from '@nestjs/common';
import type pg from 'pg';
import { FileUploads, type FileStore } from '#files';
import { IndicatorQueries, PlanQueries, TaskAudience } from '#read-models';
import { FileAccess } from '../files/file-access.js';
import { FILE_STORE, POOL } from '../tokens.js';

const providers = [
  { provide: FileUploads, inject: [POOL], useFactory: (pool: pg.Pool) => new FileUploads(pool) },
  {
    provide: FileAccess,
    inject: [FILE_STORE, FileUploads, TaskAudience, PlanQueries, IndicatorQueries],
    useFactory: (store: FileStore, uploads: FileUploads, tasks: TaskAudience, plans: PlanQueries, indicators: IndicatorQueries) =>
      new FileAccess(store, uploads, tasks, plans, indicators),
  },
];

/** Files by their content, and who may read them. */
@Global()
@Module({ providers, exports: providers })
export class FilesModule {}
