#!/usr/bin/env node
/** The `dondoc` command: builds what it needs in silence, then runs apps/cli. */
process.argv.push('--server-only', '--quiet');
await import('./build.mjs');
process.argv.splice(-2);
await import(new URL('../dist/apps/cli/src/main.js', import.meta.url));
