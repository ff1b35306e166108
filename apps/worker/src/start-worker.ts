import { hostname } from 'node:os';
import {
  CalendarDatesProcess,
  CalendarOfTheLog,
  CycleClock,
  NameMemoryProcess,
  PlanAmendmentProcess,
  PlanEntryProcess,
  PoliciesOfTheLog,
  ReorganisationProcess,
} from '#application';
import { knownEventTypes } from '#domain';
import { DailyAnchors } from '#evidence';
import {
  measureProgress,
  measureRunner,
  openEventStorePool,
  PostgresSnapshots,
  PostgresEventStore,
  ProjectionProgress,
  ProjectionRunner,
  type ProjectionProblem,
} from '#event-store';
import { PostgresPeople, RefusedAddresses, StandIns, WishesRegister, ZaloLinks } from '#identity';
import type { AppContext, RunningApp } from '#platform';
import { AgencyQueries, readDatabase, RecurringTasks } from '#read-models';
import { letterheads, recipientsOf } from '#recipients';
import { langSon2023, vietnamWorkingCalendar } from '#reference-data';
import { beat, createReminders, MuteLinks, planTablesOf, Replan, type RoundName } from '#reminders';
import { everyProjection, foldFingerprint, refuseUnreadableEvents, reminderPlan, viewsBy } from '#schema';
import { anchorPost } from './anchor-post.js';
import { markViews } from './mark-views.js';
import { measureChannels } from './measure-channels.js';
import { measuredChannel } from './measured-channel.js';
import { openMail } from './open-mail.js';
import { openQueues } from './open-queue.js';
import { openZalo } from './open-zalo.js';
import { rounds } from './rounds.js';
import { scanFiles } from './scan-files.js';

/** Time for the other rows of one entry to stand before the sweep looks. */
const SETTLE_MS = 300;

/** A period begins, or is missed, at midnight: nobody waits for it to the second. */
const CYCLE_ROUND = { firstMs: 2_000, everyMs: 60_000 };

/** How soon reminders follow a changed day or policy. */
const REPLAN_ROUND = { firstMs: 3_000, everyMs: 3_000 };

/**
 * Runs what follows the log: read models, plan entry, the reminder plan; and what comes of it: the sweep and the sending of mail.
 * As many workers as wished may run side by side.
 */
export const startWorker = async (context: AppContext): Promise<RunningApp> => {
  const { pool, databaseUrl, config, clock, logger, metrics } = context;
  const close: (() => Promise<void> | void)[] = [];
  const closeAll = async (): Promise<void> => {
    for (const step of close.splice(0).reverse()) {
      await Promise.resolve(step()).catch((error: unknown) => {
        logger.error({ err: error }, 'could not close a part of the worker');
      });
    }
  };
  await refuseUnreadableEvents(knownEventTypes);
  try {
    const storePool = openEventStorePool({ connectionString: databaseUrl, max: 4 });
    const store = new PostgresEventStore({ pool: storePool, known: knownEventTypes });
    close.push(async () => {
      await store.close();
      await storePool.end();
    });
    const database = await readDatabase(databaseUrl).initialize();
    close.push(() => database.destroy());
    const mail = await openMail(context);
    close.push(() => mail.close());
    const queues = await openQueues(context);
    close.push(() => queues.close());

    const calendar = new CalendarOfTheLog(store, vietnamWorkingCalendar);
    await calendar.calendar();
    const policies = new PoliciesOfTheLog(store);
    await policies.book();
    const agencyNames = new AgencyQueries(database, langSon2023.groups);
    const progress = new ProjectionProgress(pool, everyProjection);
    const owner = `${hostname()}:${String(process.pid)}`;
    const beatOf =
      (name: RoundName, { everyMs }: { readonly everyMs: number }) =>
      (problem: string | null) =>
        beat(pool, { name, owner, seconds: everyMs / 1000, problem });
    const zalo = openZalo(context, policies, calendar);
    const reminders = createReminders({
      database: pool,
      plan: { tables: planTablesOf(reminderPlan), isLive: () => progress.isLive(reminderPlan.name) },
      store,
      recipients: recipientsOf({
        people: new PostgresPeople(pool),
        agencies: agencyNames,
        refused: new RefusedAddresses(pool),
        wishes: new WishesRegister(pool),
        standIns: new StandIns(pool),
        hasZalo: zalo.length > 0,
      }),
      agencyNames,
      channels: [mail.channel, ...zalo].map((channel) => measuredChannel(channel, metrics)),
      ...(zalo.length === 0 ? {} : { subscribers: new ZaloLinks(pool) }),
      jobs: queues.jobs,
      calendar,
      policies,
      publicUrl: config.publicUrl,
      muteLinks: new MuteLinks(context.masterKey),
      letterheads,
      owner,
      onError: (error) => {
        logger.error({ err: error }, 'the reminder sweep failed');
      },
    });
    const processes = [
      new PlanEntryProcess({ store, clock, calendar, policies }).projection,
      new PlanAmendmentProcess({ store, clock, calendar, policies }).process,
      new ReorganisationProcess({ store, clock, calendar }).process,
      new NameMemoryProcess({ store, clock }).process,
      new CalendarDatesProcess({ store, clock, calendar }).process,
    ];
    const runner = new ProjectionRunner({
      store,
      pool,
      projections: [...viewsBy(policies, calendar), ...processes],
      onMoved: (projection) => {
        if (projection !== reminderPlan.name) return;
        // Notices leave at once and not at the next sweep.
        setTimeout(() => {
          reminders.worker.sweepSoon();
        }, SETTLE_MS).unref();
      },
      listenTo: databaseUrl,
      alone: config.databaseUrl === null,
      onProblem: ({ error, ...problem }: ProjectionProblem) => {
        logger.error({ err: error, ...problem }, 'a projection is in trouble');
      },
    });
    measureChannels(metrics, pool);
    measureProgress(metrics, progress);
    measureRunner(metrics, runner);
    await new PostgresSnapshots(pool).forgetOtherThan([await foldFingerprint()]);
    await runner.prepare();
    await runner.start();
    close.push(() => runner.stop());
    close.push(markViews(context));
    await reminders.worker.start();
    close.push(() => reminders.worker.stop());
    const cycles = new CycleClock({
      store,
      clock,
      calendar,
      tasks: new RecurringTasks(database),
      onError: (error, taskId) => {
        logger.error({ err: error, taskId }, 'the periods of a task could not be turned');
      },
    });
    const cycleRounds = rounds(() => cycles.run(), {
      ...CYCLE_ROUND,
      onRound: beatOf('cycles', CYCLE_ROUND),
      onError: (error) => {
        logger.error({ err: error }, 'the round over recurring tasks failed');
      },
    });
    close.push(() => cycleRounds.stop());
    const replan = new Replan(pool, planTablesOf(reminderPlan), policies, calendar);
    const replanning = rounds(() => replan.run(), {
      ...REPLAN_ROUND,
      onRound: beatOf('replan', REPLAN_ROUND),
      onError: (error) => {
        logger.error({ err: error }, 'reminders could not be planned anew for policy or calendar');
      },
    });
    close.push(() => replanning.stop());
    const anchors = new DailyAnchors({
      pool,
      masterKey: context.masterKey,
      clock,
      post: config.anchorMail === null ? null : anchorPost(config.anchorMail, mail.channel),
      onError: (error) => {
        logger.error({ err: error }, 'the daily anchor of the log could not be made');
      },
    });
    anchors.start();
    close.push(() => anchors.stop());
    close.push(await scanFiles(context));
    logger.info({ queue: config.redisUrl === null ? 'postgres' : 'redis', projections: everyProjection.length }, 'worker started');
    return { close: closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
};
