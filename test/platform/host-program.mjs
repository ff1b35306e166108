/** Runs the embedded database until it is killed; the parent of the tests' killings. Usage: host-program.mjs DATA_DIR guard|no-guard */
import { createLogger, runUntilStopped, sentenceOf, startEmbeddedDatabase } from '#platform';

const [dataDir = '', guard] = process.argv.slice(2);
const tell = (answer) => process.stdout.write(`${JSON.stringify(answer)}\n`);
let database;
try {
  await runUntilStopped(
    async () => {
      database = await startEmbeddedDatabase({ dataDir, endsWithParent: guard === 'guard' });
      tell({ url: database.url, endedLeftover: database.endedLeftover });
    },
    async () => database?.close(),
    { logger: createLogger({ level: 'silent' }) },
  );
} catch (error) {
  tell({ refused: sentenceOf(error) });
  process.exit(1);
}
