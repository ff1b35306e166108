/** Builds what has changed, then becomes the named app. Usage: node scripts/start.mjs standalone|api|worker */
import { existsSync } from 'node:fs';

const refuse = (sentence) => {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
};

const apps = ['standalone', 'api', 'worker'];
const app = process.argv[2] ?? 'standalone';
const [major, minor] = process.versions.node.split('.').map(Number);
if (!apps.includes(app)) refuse(`Không có ứng dụng "${app}"; hãy chọn một trong: ${apps.join(', ')}.`);
if (major < 20 || (major === 20 && minor < 19)) refuse(`Cần Node.js 20.19 trở lên; máy này có ${process.versions.node}.`);
if (!existsSync(new URL('../node_modules/@swc/core/package.json', import.meta.url))) refuse('Chưa cài các gói cần dùng; hãy chạy: npm ci');

await import('./build.mjs');
await import(new URL(`../dist/apps/${app}/src/main.js`, import.meta.url));
