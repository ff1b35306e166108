import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { allMigrations } from '#schema';
import { createTestDatabase, type TestDatabase } from '#testing';
import { json, pointAt, run } from '../testing/verbs.js';

const plan = `# KẾ HOẠCH

| STT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Cán bộ phụ trách |
|---|---|---|---|---|---|
| 1 | Xây dựng đề án phát triển đô thị | Sở Xây dựng | Sở Tài chính | Năm 2026 | Lường Thị Mai |
| 2 | Rà soát quy hoạch | Sở Nội vụ | Sở Tài chính | Quý II/2026 | Nông Văn Bách, ĐT 0912345678 |
`;

let database: TestDatabase;
let folder: string;
let putBack: () => void;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dondoc-erase-'));
  database = await createTestDatabase({ migrations: allMigrations });
  putBack = pointAt(database.url);
});
afterAll(async () => {
  putBack();
  await database.drop();
  await rm(folder, { recursive: true });
});

test('people whom a plan’s column names are sealed in the log, found by any part of the cell, and erased one by one', async () => {
  const file = path.join(folder, 'ke-hoach.md');
  await writeFile(file, plan);
  const { planId } = await json('import', file);
  const shown = async (): Promise<string> => (await run('stream', planId)).out;
  expect(await shown()).toContain('"responsible":"Lường Thị Mai"');
  const { rows } = await database.pool.query<{ log: string }>(`select string_agg(data::text, '') as log from es.events`);
  expect(rows[0]!.log).toContain('sealed:v1:');
  expect(rows[0]!.log).not.toMatch(/Lường Thị Mai|Nông Văn Bách|0912345678/u);

  const found = await json('erase', '--name', 'văn bách');
  expect(found).toEqual({
    people: [],
    names: [{ subject: expect.any(String), name: 'Nông Văn Bách, ĐT 0912345678', scope: `plan-${String(planId)}`, events: 1 }],
  });
  await json('erase', '--name', 'văn bách', '--yes', '--reason', 'Đơn số 3');
  expect(await shown()).toContain('"responsible":"đã xóa theo yêu cầu"');
  expect(await shown()).toContain('"responsible":"Lường Thị Mai"');
  expect((await run('verify')).code).toBe(0);
});
