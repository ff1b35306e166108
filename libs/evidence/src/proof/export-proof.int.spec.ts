import { spawnSync } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { taskEventTypes } from '#domain';
import { masterKey, recompute, type RecordedLog, recordedLog, tamper } from '../testing/recorded-log.js';
import { exportProof, proofText } from './export-proof.js';

const script = path.resolve(import.meta.dirname, '../../../../docs/verify/verify-proof.mjs');

describe('an exported proof', () => {
  let log: RecordedLog;
  let folder: string;
  let alone: string;
  let text: string;
  beforeAll(async () => {
    log = await recordedLog(230);
    // Away from the repository: neither its packages nor its settings are at hand.
    folder = await mkdtemp(path.join(tmpdir(), 'dondoc-proof-'));
    alone = path.join(folder, 'verify-proof.mjs');
    await copyFile(script, alone);
    text = proofText((await exportProof({ pool: log.pool, masterKey }, 'case-3'))!);
  });
  afterAll(async () => {
    await log.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const check = async (proof: string, ...args: string[]) => {
    const file = path.join(folder, 'proof.json');
    await writeFile(file, proof);
    return spawnSync(process.execPath, [alone, file, ...args], { env: {}, encoding: 'utf8' });
  };

  test('verifies offline and tells the history', async () => {
    const { status, stdout, stderr } = await check(text);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const { rows } = await log.pool.query<{ events: string }>(`select count(*) as events from es.events where stream_id = 'case-3'`);
    expect(stdout).toContain(
      `ĐÚNG: ${rows[0]!.events} sự kiện đầu tiên của case-3 có trong nhật ký, nguyên vẹn, theo mốc đối chiếu số 230`,
    );
    expect(stdout).toMatch(/\n {2}1\. .*nội dung: Báo cáo "\d+" của Sở Nội vụ; người lan; số \d+\./u);
  });

  test('fails after one changed character, wherever it is', async () => {
    const places = Array.from({ length: 60 }, (_, nth) => Math.floor((nth * (text.length - 1)) / 59));
    for (const place of places) {
      const other = text[place] === '1' ? '2' : '1';
      const { status } = await check(text.slice(0, place) + other + text.slice(place + 1));
      expect({ place, status }).toEqual({ place, status: 1 });
    }
  });

  test('is checked against the key that was published', async () => {
    const { publicKey } = JSON.parse(text) as { publicKey: string };
    expect((await check(text, publicKey)).stdout).toContain('Khóa này đúng là khóa đã cho');
    expect(
      await check(
        text,
        publicKey.replace(/^./u, (first) => (first === '0' ? '1' : '0')),
      ),
    ).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('khóa khác'),
    });
  });

  test('of events after the last anchor has a new one made', async () => {
    await log.record(77);
    const proof = await exportProof({ pool: log.pool, masterKey }, 'case-0');
    expect(proof!.anchor.position).toBe(307);
    expect((await check(proofText(proof!))).status).toBe(0);
  });

  test('of no stream is none; of an altered log none is made', async () => {
    expect(await exportProof({ pool: log.pool, masterKey }, 'case-none')).toBeNull();
    await tamper(log, `update es.events set actor = 'minh' where position = 100`, recompute);
    await expect(exportProof({ pool: log.pool, masterKey }, 'case-3')).rejects.toMatchObject({ name: 'LogNotSound' });
  });

  test('has words for every event of a task', async () => {
    const source = await readFile(script, 'utf8');
    expect(Object.keys(taskEventTypes).filter((type) => !new RegExp(`\\b${type} [a-zđ]`, 'u').test(source))).toEqual([]);
  });
});
