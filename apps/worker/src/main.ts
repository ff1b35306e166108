import { runApp } from '#platform';
import { allMigrations } from '#schema';
import { startWorkerApart } from './start-worker-apart.js';

runApp({ name: 'worker', migrations: allMigrations, start: startWorkerApart });
