import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { plainDate, type AgencyId } from '#domain';
import { InMemoryJobQueue } from '#queue';
import { giveBack, L01, submit } from '../../libs/reminders/src/testing/acts.js';
import type { QueueBackend } from '../../libs/reminders/src/testing/queue-backend.js';
import { ReminderWorld } from '../../libs/reminders/src/testing/reminder-world.js';

/** `npm run build` has made it. */
const program = path.resolve('dist/test/processes/child/plan-in-zone.js');
/** The mornings around dates of the history, and minutes at which it is another day elsewhere. */
const MOMENTS = [
  '2026-11-03T00:30:00+07:00',
  '2026-11-03T07:31:00+07:00',
  '2026-11-10T07:31:00+07:00',
  '2026-11-11T23:50:00+07:00',
  '2026-11-12T07:31:00+07:00',
  '2026-11-13T07:31:00+07:00',
  '2027-01-01T00:10:00+07:00',
  '2027-01-04T07:31:00+07:00',
];
const ZONES = ['UTC', 'Pacific/Kiritimati', 'Etc/GMT+12', 'America/New_York'] as const;

const noQueue: QueueBackend = {
  url: '',
  open: () => Promise.resolve(new InMemoryJobQueue()),
  busy: () => Promise.resolve(0),
  lose: () => Promise.resolve(),
  close: () => Promise.resolve(),
};

interface Told {
  readonly minutesWestOfGreenwich: number;
  readonly found: string;
}
interface Found {
  readonly planned: readonly { readonly row: { readonly rule: string } }[];
  readonly letters: readonly { readonly subject: string; readonly text: string; readonly html: string }[];
  readonly foretold: readonly (readonly object[])[];
}

describe('R7: a server in another time zone', () => {
  let world: ReminderWorld;
  beforeAll(async () => {
    world = await ReminderWorld.open(noQueue);
    const given = { leads: ['so-noi-vu'], coordinators: ['so-y-te'], approver: 'chu-tich' };
    const task = await world.enter({ ...given, due: '2026-11-12', title: 'Xây dựng đề án' });
    const data = { part: L01, agencies: ['so-tai-chinh' as AgencyId], text: 'Cho ý kiến', replyBy: plainDate('2026-11-10') };
    await world.order(task, { type: 'AskCoordination', data }, 'so-noi-vu');
    const basis = { part: L01, basis: 'Công văn 5', document: null };
    await world.order(task, { type: 'AddMilestone', data: { ...basis, text: 'Trình dự thảo', due: plainDate('2026-11-11') } }, 'van-phong');
    // In UTC and to the west of it the day before; at fourteen hours the day after.
    await world.at('2026-11-02T23:40:00+07:00');
    await world.enter({ ...given, due: '2027-01-04', title: 'Báo cáo cuối năm' });
    await world.at('2026-11-03T00:20:00+07:00');
    const returned = await world.enter({ ...given, due: '2026-12-31', title: 'Rà soát' });
    await submit(world, returned);
    await giveBack(world, returned);
  });
  afterAll(() => world.close());

  const inZone = async (zone: string): Promise<Told> => {
    const env = { PATH: process.env['PATH'] ?? '', TZ: zone, DATABASE_URL: world.database.url, MOMENTS: MOMENTS.join(' ') };
    const { stdout } = await promisify(execFile)(process.execPath, [program], { env, maxBuffer: 64 * 1024 * 1024 });
    return JSON.parse(stdout) as Told;
  };

  test('at UTC, +14, −12 and where clocks change: the same rows are planned, the same letters foretold and sent, byte for byte', async () => {
    const told: Told[] = [];
    // One after another: each plans the one log anew.
    for (const zone of ZONES) told.push(await inZone(zone));
    expect(told.map(({ minutesWestOfGreenwich }) => minutesWestOfGreenwich)).toEqual([0, -14 * 60, 12 * 60, 5 * 60]);
    const [first, ...others] = told.map(({ found }) => found);
    for (const other of others) expect(other).toBe(first);
    const { planned, letters, foretold } = JSON.parse(first ?? '') as Found;
    expect(planned.length).toBeGreaterThan(20);
    expect(letters.length).toBeGreaterThan(10);
    expect(letters.map(({ text }) => text).join('\n')).toContain('ngày 12 tháng 11 năm 2026');
    expect(foretold.flat().length).toBeGreaterThan(10);
  }, 120_000);
});
