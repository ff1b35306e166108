import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import {
  CalendarDatesProcess,
  CalendarOfTheLog,
  NameMemoryProcess,
  PlanAmendmentProcess,
  PlanEntryProcess,
  PoliciesOfTheLog,
  ReorganisationProcess,
} from '#application';
import { plainDate, type AgencyId, type PersonId } from '#domain';
import { ProjectionRunner } from '#event-store';
import { Accounts, PostgresPeople, type Role } from '#identity';
import { MasterKey, newId, type AppContext, type Config } from '#platform';
import { langSon2023, vietnamWorkingCalendar } from '#reference-data';
import { allMigrations, allViews } from '#schema';
import { createTestDatabase, FakeClock } from '#testing';
import { createApp } from '../create-app.js';
import { openResources, type ApiResources } from '../resources.js';
import { ApiClient } from './api-client.js';

const config = (overrides: Partial<Config>): Config => ({
  nodeEnv: 'test',
  port: 0,
  host: '127.0.0.1',
  dataDir: '/nonexistent',
  databaseUrl: null,
  redisUrl: null,
  smtpUrl: null,
  mail: { tls: 'required', caFile: null, bounceAddress: null, bounceSecret: null, from: null },
  zalo: null,
  publicUrl: 'http://localhost:3000',
  demonstration: false,
  startingNow: null,
  masterKey: null,
  anchorMail: null,
  s3: null,
  scanner: null,
  metricsPort: null,
  logLevel: 'silent',
  ...overrides,
});

/** The api on a database of its own, its views following the log in this process. */
export interface ApiBed {
  readonly app: NestFastifyApplication;
  readonly clock: FakeClock;
  readonly resources: ApiResources;
  readonly runner: ProjectionRunner;
  /** What the api has logged, as JSON lines. */
  readonly logLines: readonly string[];
  /** A signed-in client; people and accounts are made at the first call. */
  signIn(username: string): Promise<ApiClient>;
  anonymous(): ApiClient;
  close(): Promise<void>;
}

const rolesOf = (username: string): readonly Role[] => {
  if (username === 'admin') return ['administrator'];
  if (username === 'van-phong-ubnd-tinh') return ['office'];
  return username === 'chu-tich-ubnd-tinh' ? ['approver'] : ['member'];
};

const PASSWORD = 'correct horse battery';

const registerAgencies = async ({ store }: ApiResources): Promise<void> => {
  for (const record of langSon2023.agencies) {
    await store.append({
      streamId: `agency-${record.id}`,
      expected: 'no-stream',
      actor: 'system',
      events: [
        { type: 'AgencyRegistered', data: { ...record, from: '2023-01-01', basis: 'Danh mục', effectiveAt: '2023-01-01T00:00:00.000Z' } },
      ],
    });
  }
};

const addPerson = async (context: AppContext, username: string): Promise<void> => {
  const people = new PostgresPeople(context.pool);
  const id = newId() as PersonId;
  await people.savePerson({
    id,
    name: `Người của ${username}`,
    email: `${username}@example.invalid`,
    phone: null,
    zaloId: null,
    zaloConsent: false,
  });
  if (username !== 'admin') {
    await people.saveMembership({
      personId: id,
      agencyId: username as AgencyId,
      unit: null,
      position: 'officer',
      from: plainDate('2023-01-01'),
      to: null,
    });
  }
  await new Accounts(context.pool).create({ username, password: PASSWORD, personId: id, roles: rolesOf(username) });
};

/** `now`: the instant at which the clock stands. */
export const createApiBed = async (now = '2026-11-23T01:00:00.000Z', overrides: Partial<Config> = {}): Promise<ApiBed> => {
  const database = await createTestDatabase({ migrations: allMigrations });
  const clock = new FakeClock(now);
  const logLines: string[] = [];
  const context: AppContext = {
    config: config(overrides),
    pool: database.pool,
    databaseUrl: database.url,
    masterKey: new MasterKey(Buffer.alloc(32, 7).toString('base64')),
    clock,
    logger: pino({ level: 'info' }, { write: (line: string) => logLines.push(line) }),
    metrics: new Registry(),
    onShutdown: () => undefined,
  };
  const resources = await openResources(context);
  const ports = {
    ...{ store: resources.store, clock },
    calendar: new CalendarOfTheLog(resources.store, vietnamWorkingCalendar),
    policies: new PoliciesOfTheLog(resources.store),
  };
  const runner = new ProjectionRunner({
    store: resources.store,
    pool: database.pool,
    projections: [
      ...allViews,
      new PlanEntryProcess(ports).projection,
      new PlanAmendmentProcess(ports).process,
      new ReorganisationProcess(ports).process,
      new NameMemoryProcess(ports).process,
      new CalendarDatesProcess(ports).process,
    ],
  });
  await runner.prepare();
  await runner.start();
  await registerAgencies(resources);
  await runner.catchUp();
  const app = await createApp(resources, null);
  const known = new Set<string>();
  return {
    app,
    clock,
    resources,
    runner,
    logLines,
    anonymous: () => new ApiClient(app),
    signIn: async (username) => {
      if (!known.has(username)) await addPerson(context, username);
      known.add(username);
      await runner.catchUp();
      const client = new ApiClient(app);
      await client.signIn(username, PASSWORD);
      return client;
    },
    close: async () => {
      await app.close();
      await runner.stop();
      await resources.close();
      await database.drop();
    },
  };
};

export { PASSWORD };
