import type { AppContext, RunningApp } from './app-context.js';
import type { Config } from './config/config.js';
import { readConfig } from './config/environment.js';
import { createContext } from './create-context.js';
import { setClockOffset } from './database-clock.js';
import { checkDatabase } from './database-connection.js';
import { createLogger } from './logger.js';
import { migrate, type Migration } from './migrations/migrate.js';
import { runMain } from './run-main.js';
import { StartupError } from './startup-error.js';
import { runUntilStopped } from './until-stopped.js';

/** A line for the person at the terminal; logs go to standard error. */
export const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

export const secondsSince = (started: number): string => ((performance.now() - started) / 1000).toFixed(1).replace('.', ',');

const separateDatabase = (config: Config): string => {
  if (config.databaseUrl !== null) return config.databaseUrl;
  throw new StartupError('Chạy riêng từng tiến trình cần DATABASE_URL; cơ sở dữ liệu nhúng chỉ dùng với npm start.');
};

const run = async (options: SeparateApp): Promise<void> => {
  const started = performance.now();
  const config = readConfig();
  const databaseUrl = separateDatabase(config);
  await checkDatabase(databaseUrl);
  await migrate(databaseUrl, options.migrations);
  const logger = createLogger({ level: config.logLevel }).child({ app: options.name });
  const context = await createContext({ config, databaseUrl, logger });
  const start = async (): Promise<void> => {
    await setClockOffset(context.pool, config.startingNow, { again: false });
    await context.clock.refresh();
    const app = await options.start(context);
    context.onShutdown(options.name, async () => app.close());
    say(`Sẵn sàng: ${app.url ?? options.name} (${secondsSince(started)} giây).`);
  };
  await runUntilStopped(start, async () => context.close(), { logger });
};

export interface SeparateApp {
  readonly name: string;
  readonly migrations: readonly Migration[];
  start(context: AppContext): Promise<RunningApp>;
}

/** The whole life of an app that runs in a process of its own beside others, on a database of its own. */
export const runApp = (app: SeparateApp): void => {
  runMain(async () => run(app));
};
