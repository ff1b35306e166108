import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { knownEventTypes } from '#domain';
import { openEventStorePool, PostgresEventStore } from '#event-store';
import { langSon2023 } from '#reference-data';
import { allMigrations } from '#schema';
import { createTestDatabase, SyntheticLog, type TestDatabase } from '#testing';
import { json, pointAt, run } from '../testing/verbs.js';

const shipped = path.resolve(import.meta.dirname, '../../../../samples/lang-son-2025-sap-xep.json');

describe('dondoc succession', () => {
  let database: TestDatabase;
  let folder: string;
  let putBack: () => void;
  let types: () => Promise<readonly string[]>;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'dondoc-succession-'));
    database = await createTestDatabase({ migrations: allMigrations });
    putBack = pointAt(database.url);
    const pool = openEventStorePool({ connectionString: database.url });
    const store = new PostgresEventStore({ pool, known: knownEventTypes });
    for (const record of langSon2023.agencies) {
      const data = { ...record, from: '2023-01-01', basis: 'Danh mục', effectiveAt: '2023-01-01T00:00:00.000Z' };
      await store.append({
        streamId: `agency-${record.id}`,
        expected: 'no-stream',
        actor: 'system',
        events: [{ type: 'AgencyRegistered', data }],
      });
    }
    for (const { streamId, type, data, actor, meta, occurredAt } of new SyntheticLog({ seed: 5, tasksInPlan: [4, 7] }).events(400)) {
      if (streamId.startsWith('agency-')) continue;
      await store.append({ streamId, expected: 'any', actor, meta, occurredAt, events: [{ type, data }] });
    }
    await store.close();
    await pool.end();
    types = async () =>
      (await database.pool.query<{ type: string }>('select type from es.events order by position')).rows.map(({ type }) => type);
  }, 60_000);
  afterAll(async () => {
    putBack();
    await database.drop();
    await rm(folder, { recursive: true });
  });

  test('plans without writing, applies what has one successor, and applied again moves nothing', async () => {
    const before = await types();
    const { lines } = await json('succession', 'plan', shipped);
    expect(lines.length).toBeGreaterThan(3);
    const shown = await run('succession', 'plan', shipped);
    expect(shown.out).toContain('Cơ quan đã kết thúc');
    expect((await run('succession', 'apply', shipped)).out).toContain('Chưa ghi gì');
    expect(await types()).toEqual(before);

    const clear = lines.filter(({ to }: { to: unknown }) => to !== null).length;
    const applied = await json('succession', 'apply', shipped, '--yes');
    expect(applied.confirmations).toEqual([{ number: 1, lines: clear, moved: clear, unmoved: [] }]);
    expect(applied.lines.every(({ to }: { to: unknown }) => to === null)).toBe(true);
    const after = await types();
    expect(after.filter((type) => /^(?:Part|Coordinator|Approver|Indicator)Succeeded$/u.test(type))).toHaveLength(clear);
    const again = await run('succession', 'apply', shipped, '--yes');
    expect(again.code).toBe(0);
    expect(await types()).toEqual(after);
  }, 60_000);

  test('takes a proposal that a person has filled in, or a choice for one agency', async () => {
    const file = path.join(folder, 'phuong-an.json');
    await run('succession', 'plan', shipped, '--out', file);
    const proposal = JSON.parse(await readFile(file, 'utf8')) as { lines: { from: string; to: string | null; among: string[] }[] };
    const open = proposal.lines.filter(({ to }) => to === null);
    if (open.length > 0) {
      const [one] = open;
      const filled = { ...proposal, lines: proposal.lines.map((line) => (line === one ? { ...line, to: line.among[0] } : line)) };
      await writeFile(file, JSON.stringify(filled));
      expect(await run('succession', 'apply', shipped, '--lines', file, '--yes')).toMatchObject({
        code: 0,
        out: expect.stringContaining('1/1'),
      });
    }
    expect((await run('succession', 'apply', shipped, '--choose', 'sai')).code).toBe(2);
  }, 60_000);

  test.each([
    ['không-có.json', null, /không tồn tại/u],
    ['hong.json', '{', /không phải tệp JSON/u],
    ['thieu.json', '{"id":"x","title":"X","ended":[{"agencyId":"So"}]}', /\/ended\/0\/agencyId: Mã cơ quan/u],
  ])('%s is refused in a sentence', async (name, text, sentence) => {
    const file = path.join(folder, name);
    if (text !== null) await writeFile(file, text);
    expect(await run('succession', 'plan', file)).toMatchObject({ code: 1, err: expect.stringMatching(sentence) });
  });
});
