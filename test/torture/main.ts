/** The long form. Usage: npm run test:torture */
import { runTorture } from './run/run-torture.js';
import { isSound, reportLines } from './run/report.js';
import { tortureOptions } from './torture-options.js';

const report = await runTorture(tortureOptions('long'), (line) => process.stderr.write(`${line}\n`));
process.stdout.write(`${reportLines(report).join('\n')}\n`);
if (!isSound(report)) process.exitCode = 1;
