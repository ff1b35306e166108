import { Global, Module } from '@nestjs/common';
import type pg from 'pg';
import type { Config } from '#platform';
import { FileUploads, ScanStates } from '#files';
import { IndicatorQueries, PlanQueries, TaskAudience } from '#read-models';
import { FileAccess } from '../files/file-access.js';
import { CONFIG, FILE_STORE, POOL } from '../tokens.js';

type AccessPorts = ConstructorParameters<typeof FileAccess>;

const providers = [
  {
    provide: ScanStates,
    inject: [POOL, CONFIG],
    useFactory: (pool: pg.Pool, config: Config) => new ScanStates(pool, config.scanner !== null),
  },
  { provide: FileUploads, inject: [POOL], useFactory: (pool: pg.Pool) => new FileUploads(pool) },
  {
    provide: FileAccess,
    inject: [FILE_STORE, FileUploads, ScanStates, TaskAudience, PlanQueries, IndicatorQueries],
    useFactory: (...ports: AccessPorts) => new FileAccess(...ports),
  },
];

/** Files by their content, and who may read them. */
@Global()
@Module({ providers, exports: providers })
export class FilesModule {}
