import { parseEnvironment } from './parse-environment.js';
import type { Config } from './config.js';

/** The only place that reads `process.env`. @throws StartupError */
export const readConfig = (): Config => parseEnvironment(process.env);

/** Where programs of the operating system are looked for. */
export const programPath = (): string => process.env['PATH'] ?? '/usr/bin:/bin:/usr/sbin:/sbin';
