import { runApp } from '#platform';
import { allMigrations } from '#schema';
import { startWorker } from './start-worker.js';

runApp({ name: 'worker', migrations: allMigrations, start: startWorker });
