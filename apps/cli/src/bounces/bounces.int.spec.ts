import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { RefusedAddresses } from '#identity';
import { allMigrations } from '#schema';
import { createTestDatabase, type TestDatabase } from '#testing';
import { json, pointAt, run } from '../testing/verbs.js';

const PERSON = '0190a000-0000-4000-8000-000000000001';

const report = (delivery: string, address: string, status: string): string =>
  [
    'From: MAILER-DAEMON@mail.so.example',
    `To: tra-lai+${delivery}@tinh.example`,
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mail.so.example',
    '',
    `Final-Recipient: rfc822; ${address}`,
    'Action: failed',
    `Status: ${status}`,
    'Diagnostic-Code: smtp; 550 no such user',
    '',
    '--b--',
    '',
  ].join('\r\n');

describe('dondoc bounces read', () => {
  let database: TestDatabase;
  let folder: string;
  let putBack: () => void;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'dondoc-bounces-'));
    database = await createTestDatabase({ migrations: allMigrations });
    putBack = pointAt(database.url);
    await database.pool.query("insert into id.people (person_id, name, email) values ($1, 'Nông Thị Lan', 'Lan@so.example')", [PERSON]);
  });
  afterAll(async () => {
    putBack();
    await database.drop();
    await rm(folder, { recursive: true });
  });

  const sent = async (key = `person:${PERSON}`): Promise<string> => {
    const { rows } = await database.pool.query<{ id: string }>(
      "insert into rem.deliveries (recipient_key, channel, kind, status) values ($1, 'email', 'at-once', 'sent') returning id",
      [key],
    );
    return rows[0]!.id;
  };
  const file = async (content: string): Promise<string> => {
    const name = path.join(folder, `${String(Math.random()).slice(2)}.eml`);
    await writeFile(name, content);
    return name;
  };
  const marked = async (): Promise<readonly string[]> => (await new RefusedAddresses(database.pool).list()).map(({ address }) => address);

  test('records what came back, marks the address, and the same report twice is one', async () => {
    const delivery = await sent();
    const mail = await file(report(delivery, 'lan@so.example', '5.1.1'));
    expect(await json('bounces', 'read', mail)).toEqual([
      { outcome: 'recorded', delivery, reason: '5.1.1: 550 no such user', marked: true },
    ]);
    expect(await marked()).toEqual(['lan@so.example']);
    const again = await run('bounces', 'read', mail);
    expect(again).toMatchObject({ code: 0, out: expect.stringContaining('đã ghi là bị trả lại từ trước') });
    await new RefusedAddresses(database.pool).clear('lan@so.example');
  });

  test.each([
    ['a full mailbox is no wrong address', 'lan@so.example', '5.2.2'],
    ['an address that was put right since is not marked for what became of the old one', 'cu@so.example', '5.1.1'],
  ])('%s', async (_, address, status) => {
    const [taken] = await json('bounces', 'read', await file(report(await sent(), address, status)));
    expect(taken).toMatchObject({ outcome: 'recorded', marked: false });
    expect(await marked()).toEqual([]);
  });

  test('ignores, with a sentence and without failing, what is none of its business', async () => {
    const strange = await file(report('01900000-0000-7000-8000-000000000001', 'a@b.example', '5.1.1'));
    const holiday = await file('From: a@b.example\r\nAuto-Submitted: auto-replied\r\n\r\nNghỉ phép\r\n');
    const { code, out } = await run('bounces', 'read', strange, holiday);
    expect({ code, lines: out.trim().split('\n') }).toEqual({
      code: 0,
      lines: ['Bỏ qua: không phải thư do hệ thống này gửi.', 'Bỏ qua: thư trả lời tự động.'],
    });
  });

  test('with the database away the mail server is told to keep the report and come again', async () => {
    const mail = await file(report(await sent(), 'lan@so.example', '5.1.1'));
    const back = pointAt('postgres://nobody@127.0.0.1:1/none');
    expect((await run('bounces', 'read', mail).finally(back)).code).toBe(75);
  });
});
