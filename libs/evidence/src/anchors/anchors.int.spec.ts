import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MasterKey } from '#platform';
import { masterKey, recompute, type RecordedLog, recordedLog, tamper } from '../testing/recorded-log.js';
import { verifyLog } from '../verify/verify-log.js';
import { fingerprintOf, isGenuine, parseAnchor } from './anchor.js';
import { makeAnchor } from './make-anchor.js';

describe('an anchor', () => {
  let log: RecordedLog;
  beforeAll(async () => {
    log = await recordedLog(300);
  });
  afterAll(() => log.drop());
  const make = (key = masterKey) => makeAnchor({ pool: log.pool, masterKey: key });

  test('signs the log as it stands; once, until something is recorded', async () => {
    const all = await Promise.all([make(), make(), make()]);
    expect(all.filter((made) => made!.isNew)).toHaveLength(1);
    expect(new Set(all.map((made) => JSON.stringify(made!.signed))).size).toBe(1);
    const { signed } = all[0]!;
    const report = await verifyLog({ pool: log.pool });
    expect(signed.anchor).toMatchObject({ position: 300, chainHash: report.chainHash, treeRoot: report.treeRoot });
    expect(isGenuine(signed)).toBe(true);
    expect(fingerprintOf(signed.publicKey)).toMatch(/^[0-9a-f]{4}(?:-[0-9a-f]{4}){3}$/u);
  });

  test('goes on from the one before, under the same key, and comes to the root of the whole', async () => {
    const before = await make();
    await log.record(211);
    const after = await make();
    expect(after!.signed.publicKey).toBe(before!.signed.publicKey);
    expect(after!.signed.anchor.treeRoot).toBe((await verifyLog({ pool: log.pool })).treeRoot);
  });

  test('with any character of it changed is none', async () => {
    const text = JSON.stringify((await make())!.signed);
    for (let at = 0; at < text.length; at += 1) {
      const changed = text.slice(0, at) + (text[at] === '1' ? '2' : '1') + text.slice(at + 1);
      const parsed = parseAnchor(changed);
      expect(parsed === null || !isGenuine(parsed)).toBe(true);
    }
  });

  test('is never changed', async () => {
    for (const change of ['update es.anchors set shard = 1', 'delete from es.anchors', 'truncate es.anchors'])
      await expect(log.pool.query(change)).rejects.toThrow('append-only');
  });

  test('cannot be signed under another master key', async () => {
    await log.record(1);
    await expect(make(new MasterKey(Buffer.alloc(32, 8).toString('base64')))).rejects.toThrow('Không mở được khóa ký');
  });

  test('is not made of a log that is not what it was', async () => {
    await make();
    await log.record(50);
    await tamper(log, `update es.events set actor = 'minh' where position = 530`);
    await expect(make()).rejects.toMatchObject({ name: 'LogNotSound', fault: { kind: 'altered', position: 530 } });
    await tamper(log, `update es.events set actor = 'minh' where position = 10`, recompute);
    await expect(make()).rejects.toMatchObject({ fault: { kind: 'rewritten-before-anchor' } });
    await tamper(log, 'delete from es.events where position > 400', recompute);
    await expect(make()).rejects.toThrow('phần cuối nhật ký đã bị cắt');
  });

  test('that somebody changed in the database is found by verify', async () => {
    const other = await recordedLog(50);
    await makeAnchor({ pool: other.pool, masterKey });
    await tamper(other, `update es.anchors set tree_root = sha256('x')`);
    expect((await verifyLog({ pool: other.pool })).fault).toEqual({ kind: 'anchor-forged', position: 50 });
    await other.drop();
  });
});
