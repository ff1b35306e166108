import { runApp } from '#platform';
import { allMigrations } from '#schema';
import { startApi } from './start-api.js';

runApp({ name: 'api', migrations: allMigrations, start: startApi });
