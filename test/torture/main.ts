/** The long form: prints its table and, where nothing was set otherwise, writes `bench/results/torture.md`. Usage: npm run test:torture */
import { writeFileSync } from 'node:fs';
import { cpus, platform, release, totalmem } from 'node:os';
import { runTorture } from './run/run-torture.js';
import { isSound, reportLines } from './run/report.js';
import { isAsUsual, tortureOptions } from './torture-options.js';

const machine = (): string =>
  `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${platform()} ${release()}, Node ${process.version}; the product's own PostgreSQL with its own settings (every commit waits for the disk), on the same processors`;

const options = tortureOptions('long');
const report = await runTorture(options, (line) => process.stderr.write(`${line}\n`));
const table = reportLines(report).join('\n');
process.stdout.write(`${table}\n`);
if (isAsUsual('long', options))
  writeFileSync(
    'bench/results/torture.md',
    `# The log under eight processes and kill -9\n\n\`npm run test:torture\` on ${machine()}.\n\n\`\`\`\n${table}\n\`\`\`\n`,
  );
if (!isSound(report)) process.exitCode = 1;
