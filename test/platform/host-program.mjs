/** Runs the embedded database until it is killed; the parent of the tests' killings. Usage: host-program.mjs DATA_DIR guard|no-guard */
import { sentenceOf, startEmbeddedDatabase, untilStopped, createLogger } from '#platform';

const [dataDir = '', guard] = process.argv.slice(2);
try {
  const database = await startEmbeddedDatabase({ dataDir, endsWithParent: guard === 'guard' });
  process.stdout.write(`${JSON.stringify({ url: database.url, endedLeftover: database.endedLeftover })}\n`);
  await untilStopped(() => database.close(), { logger: createLogger({ level: 'silent' }) });
  process.exit(0);
} catch (error) {
  process.stdout.write(`${JSON.stringify({ refused: sentenceOf(error) })}\n`);
  process.exit(1);
}
