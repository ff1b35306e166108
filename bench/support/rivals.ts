import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const folder = path.resolve('bench', 'rivals');

/** What the benchmarks use of Emmett (`@event-driven-io/emmett-postgresql`). */
export interface Emmett {
  readonly getPostgreSQLEventStore: (url: string) => {
    appendToStream(
      streamId: string,
      events: readonly { readonly type: string; readonly data: object }[],
      options: { readonly expectedStreamVersion: bigint | 'STREAM_DOES_NOT_EXIST' },
    ): Promise<{ readonly nextExpectedStreamVersion: bigint }>;
    close(): Promise<void>;
  };
  readonly pongoSingleStreamProjection: (options: {
    readonly collectionName: string;
    readonly canHandle: readonly string[];
    readonly initialState: () => object;
    readonly evolve: (document: never, event: { readonly type: string; readonly data: never }) => object;
  }) => object;
  readonly rebuildPostgreSQLProjections: (options: { readonly connectionString: string; readonly projections: readonly object[] }) => {
    start(): Promise<void>;
    close(): Promise<void>;
  };
}

/** Installs the rival packages at their first use, with their own lock file, and loads Emmett. */
export const loadEmmett = async (): Promise<Emmett> => {
  const installed = await access(path.join(folder, 'node_modules')).then(
    () => true,
    () => false,
  );
  if (!installed) {
    process.stderr.write('Installing the other event stores into bench/rivals\n');
    await promisify(execFile)('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder });
  }
  const entry = createRequire(path.join(folder, 'package.json')).resolve('@event-driven-io/emmett-postgresql');
  return (await import(pathToFileURL(entry).href)) as Emmett;
};
