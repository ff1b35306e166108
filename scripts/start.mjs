/** Builds what has changed, then becomes the named app. Usage: node scripts/start.mjs standalone|api|worker */
import './build.mjs';
const app = process.argv[2] ?? 'standalone';
await import(new URL(`../dist/apps/${app}/src/main.js`, import.meta.url));
