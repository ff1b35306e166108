import { expect, test } from '@jest/globals';
import { faultCounts, reportLines } from './run/report.js';
import { runTorture } from './run/run-torture.js';
import { tortureOptions } from './torture-options.js';

const options = tortureOptions('short');

test(`${options.appends} appends of ${options.writers} processes under ${options.kills} kills: nothing lost, doubled, hidden or out of order`, async () => {
  const report = await runTorture(options);
  console.info(reportLines(report).join('\n'));
  expect({ ...faultCounts(report), verify: report.verify, examples: report.verdict.examples }).toEqual({
    missed: 0,
    doubled: 0,
    holes: 0,
    otherFaults: 0,
    verify: null,
    examples: [],
  });
  expect(report.accepted).toBeGreaterThanOrEqual(options.appends);
  expect([...report.kills.values()].reduce((sum, count) => sum + count, 0)).toBe(options.kills);
  // The run has met what it is for.
  expect(Math.min(report.conflicts, report.busy, report.repeated, report.refused, report.keysReused, report.pages)).toBeGreaterThan(0);
}, 600_000);
