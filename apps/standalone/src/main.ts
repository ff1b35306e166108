import { runMain } from '#platform';
import { runStandalone } from './run-standalone.js';

runMain(runStandalone);
