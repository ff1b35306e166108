/** Turns the periods of recurring work until nothing is left, and says each append on standard output. DATABASE_URL and NOW in the environment. */
import { writeSync } from 'node:fs';
import { CycleClock } from '#application';
import { knownEventTypes } from '#domain';
import { openEventStorePool, PostgresEventStore } from '#event-store';
import { readDatabase, RecurringTasks } from '#read-models';
import { vietnamWorkingCalendar } from '#reference-data';

const { DATABASE_URL: databaseUrl, NOW: now } = process.env;
const pool = openEventStorePool({ connectionString: databaseUrl, max: 1 });
const log = new PostgresEventStore({ pool, known: knownEventTypes });
const store = {
  readStream: (streamId) => log.readStream(streamId),
  append: async (request) => {
    const appended = await log.append(request);
    writeSync(1, `${request.events[0].type}\n`);
    return appended;
  },
};
const database = await readDatabase(databaseUrl).initialize();
const clock = new CycleClock({
  store,
  clock: { now: () => now },
  calendar: { calendar: () => Promise.resolve(vietnamWorkingCalendar) },
  tasks: new RecurringTasks(database),
  onError: (error) => {
    throw error;
  },
});
while ((await clock.run()) > 0);
await database.destroy();
await log.close();
await pool.end();
