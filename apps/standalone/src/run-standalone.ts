import path from 'node:path';
import {
  createContext,
  createLogger,
  freePort,
  makeDataFolder,
  migrate,
  readConfig,
  say,
  secondsSince,
  sentenceOf,
  setClockOffset,
  ShutdownSequence,
  StartupError,
  runUntilStopped,
  type AppContext,
  type Config,
  type Logger,
  type OwnedContext,
} from '#platform';
import { startStandIn, type ZaloStandIn } from './zalo-stand-in.js';
import { untilReady } from './until-ready.js';
import { openDatabase, type OpenedDatabase } from './open-database.js';

/** The apps are a second's reading: it happens while the database starts. */
const loadApps = async () => {
  const [api, worker, schema] = await Promise.all([
    import('../../api/src/start-api.js'),
    import('../../worker/src/start-worker.js'),
    import('#schema'),
  ]);
  return { ...api, ...worker, ...schema };
};
type Apps = Awaited<ReturnType<typeof loadApps>>;

/** A port that is taken should be told before a database is made for nothing. */
const refuseBusyPort = async ({ port, host }: Config): Promise<void> => {
  await freePort(port, host).catch((error: unknown) => {
    throw new StartupError(sentenceOf(error));
  });
};

const openContext = async (config: Config, database: OpenedDatabase, apps: Apps, logger: Logger): Promise<OwnedContext> => {
  await makeDataFolder(config.dataDir);
  await migrate(database.url, apps.allMigrations);
  const context = await createContext({ config, databaseUrl: database.url, logger });
  await setClockOffset(context.pool, config.startingNow, { again: true });
  await context.clock.refresh();
  return context;
};

const withZalo = (config: Config, zalo: ZaloStandIn | null): Config => (zalo === null ? config : { ...config, zalo: zalo.settings });

/** Before anything follows the log, so that what the seed enters comes to its readers as one piece of news. */
const seed = async (context: AppContext): Promise<void> => {
  if (!context.config.demonstration) return;
  const { seedDemonstration } = await import('./demonstration/index.js');
  if ((await seedDemonstration(context)) === 'seeded') say('Đã nhập kế hoạch mẫu và lập tài khoản trình diễn.');
};

const startApps = async (context: AppContext, apps: Apps): Promise<string> => {
  await seed(context);
  const worker = await apps.startWorker(context);
  context.onShutdown('worker', async () => worker.close());
  const api = await apps.startApi(context);
  context.onShutdown('api', async () => api.close());
  return api.url ?? '';
};

const announce = (config: Config, url: string, started: number): void => {
  const shown = config.port === 0 ? url : config.publicUrl;
  say(`Sẵn sàng: ${shown} (${secondsSince(started)} giây).`);
  if (config.demonstration) say(`Tài khoản trình diễn: ${path.join(config.dataDir, 'demo-accounts.json')}`);
  say('Dừng bằng Ctrl-C.');
};

/** The whole system in one process: database, worker, api and web. Ends the process. */
export const runStandalone = async (): Promise<void> => {
  const started = performance.now();
  const config = readConfig();
  const logger = createLogger({ level: config.logLevel });
  const sequence = ShutdownSequence.loggedTo(logger);
  let cut = async (): Promise<void> => Promise.resolve();
  const start = async (fail: (error: unknown) => void): Promise<void> => {
    await refuseBusyPort(config);
    const loading = loadApps();
    loading.catch(() => undefined);
    const database = await openDatabase(config);
    cut = async () => database.close(600);
    sequence.add('database', async () => database.close());
    void database.lost.then(fail);
    const zalo = await startStandIn(config);
    if (zalo !== null) sequence.add('zalo stand-in', async () => zalo.close());
    const context = await openContext(withZalo(config, zalo), database, await loading, logger);
    sequence.add('context', async () => context.close());
    const url = await startApps(context, await loading);
    await untilReady(url);
    await zalo?.join(context, url);
    announce(config, url, started);
    if (zalo !== null) say(`Zalo chạy thử (tin đến điện thoại): ${zalo.settings.url ?? ''}`);
  };
  await runUntilStopped(start, async () => sequence.run(), { logger, cut: async () => cut(), say });
};
