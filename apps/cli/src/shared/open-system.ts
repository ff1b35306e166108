import {
  checkDatabase,
  createContext,
  createLogger,
  locateRunningDatabase,
  migrate,
  readConfig,
  startEmbeddedDatabase,
  type Config,
  type OwnedContext,
} from '#platform';
import { allMigrations } from '#schema';

interface Database {
  readonly url: string;
  close(): Promise<void>;
}

const nothing = (): Promise<void> => Promise.resolve();

/** `DATABASE_URL`, else the running embedded server, else one started for as long as the verb takes. */
const openDatabase = async ({ databaseUrl, dataDir }: Config): Promise<Database> => {
  if (databaseUrl !== null) {
    await checkDatabase(databaseUrl);
    await migrate(databaseUrl, allMigrations);
    return { url: databaseUrl, close: nothing };
  }
  const running = await locateRunningDatabase(dataDir);
  if (running !== null) return { url: running, close: nothing };
  const embedded = await startEmbeddedDatabase({ dataDir });
  try {
    await migrate(embedded.url, allMigrations);
    return { url: embedded.url, close: async () => embedded.close() };
  } catch (error) {
    await embedded.close();
    throw error;
  }
};

/** Gives a verb a database as it is, without making or changing anything in it. @throws StartupError with one sentence */
export const withBareDatabase = async <Result>(work: (url: string, config: Config) => Promise<Result>): Promise<Result> => {
  const config = readConfig();
  if (config.databaseUrl !== null) {
    await checkDatabase(config.databaseUrl);
    return work(config.databaseUrl, config);
  }
  const embedded = await startEmbeddedDatabase({ dataDir: config.dataDir });
  try {
    return await work(embedded.url, config);
  } finally {
    await embedded.close();
  }
};

/** Gives a verb the system's database, and leaves nothing behind. @throws StartupError with one sentence */
export const withSystem = async <Result>(work: (context: OwnedContext) => Promise<Result>): Promise<Result> => {
  const config = readConfig();
  const database = await openDatabase(config);
  try {
    const logger = createLogger({ level: 'error' }).child({ app: 'cli' });
    const context = await createContext({ config, databaseUrl: database.url, logger });
    try {
      return await work(context);
    } finally {
      await context.close();
    }
  } finally {
    await database.close();
  }
};
