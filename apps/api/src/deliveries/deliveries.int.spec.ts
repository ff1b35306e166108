import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MailStatusBoard } from '#channels';
import { DeliveryDetailView, DeliveryPage, SendingHealthView } from '#contracts';
import type { PersonId } from '#domain';
import { PostgresPeople } from '#identity';
import { newId } from '#platform';
import { createApiBed, type ApiBed } from '../testing/api-bed.js';
import type { ApiClient } from '../testing/api-client.js';
import { enterTask } from '../testing/enter-task.js';
import { reasonWords } from './delivery-words.js';

const DAY = 'from=2026-11-23&to=2026-11-23';

describe('what was sent, and how sending stands', () => {
  let bed: ApiBed;
  let office: ApiClient;
  let task: string;
  const person = newId() as PersonId;
  beforeAll(async () => {
    bed = await createApiBed();
    office = await bed.signIn('van-phong-ubnd-tinh');
    task = await enterTask(bed, { title: 'Nộp đề án', leads: ['so-noi-vu'], due: '2026-12-11', kind: 'date' });
    await bed.runner.catchUp();
    const about = { email: 'ly.be@sonv.example', phone: null, zaloId: null, zaloConsent: false };
    await new PostgresPeople(bed.resources.context.pool).savePerson({ id: person, name: 'Lý Thị Bê', ...about });
    // One a minute from 00:00 in Vietnam on, so that every page is in order; and one of the day before.
    for (const [nth, status] of ['sent', 'sent', 'retry', 'refused', 'uncertain', 'void', 'sent'].entries()) {
      const at = new Date(Date.parse('2026-11-22T17:00:00.123Z') + nth * 60_000 - (nth === 6 ? 600_000 : 0)).toISOString();
      const id = await delivery({
        status,
        at,
        reason: status === 'retry' ? '421 too busy' : status === 'uncertain' ? 'lapsed while handing over' : null,
      });
      await line({ key: `${task}|L01|1|due-in-7|${String(nth)}|officer@so-noi-vu`, recipient: `person:${person}`, delivery: id, at });
    }
    await line({
      key: `${task}|L01|1|due-in-30|0|officer@so-noi-vu`,
      recipient: 'none',
      outcome: 'suppressed',
      reason: 'entered-late',
      at: '2026-11-22T18:00:00Z',
    });
    await line({
      key: `${task}|L01|1|assigned|0|officer@so-noi-vu`,
      recipient: 'none',
      outcome: 'refused',
      reason: 'no-recipient',
      at: '2026-11-22T18:00:00Z',
    });
  });
  afterAll(() => bed.close());

  const delivery = async (made: { status: string; at: string; reason: string | null }): Promise<string> => {
    const id = newId();
    const tries =
      made.status === 'retry'
        ? [
            { at: made.at, reason: 'lapsed while claimed' },
            { at: made.at, reason: '421 too busy' },
          ]
        : [];
    await bed.resources.context.pool.query(
      `insert into rem.deliveries (id, recipient_key, channel, kind, status, reason, created_at, settled_at, attempts, tries)
       values ($1, $2, 'email', 'at-once', $3, $4, $5, case when $3 <> 'retry' then $5::timestamptz end, 1, $6)`,
      [id, `person:${person}`, made.status, made.reason, made.at, JSON.stringify(tries)],
    );
    return id;
  };
  const line = async (made: {
    key: string;
    recipient: string;
    delivery?: string;
    outcome?: string;
    reason?: string;
    at: string;
  }): Promise<void> => {
    await bed.resources.context.pool.query(
      `insert into rem.ledger (row_key, recipient_key, plan_key, task_id, subject, subject_version, rule, occurrence, agency, seat, due_at,
                               policy_version, delivery_id, outcome, reason, recorded_at)
       values ($1, $2, $1, $3, 'L01', '1', split_part($1, '|', 4), '0', 'so-noi-vu', 'officer', $4, 0, $5, $6, $7, $4)`,
      [made.key, made.recipient, task, made.at, made.delivery ?? null, made.outcome ?? null, made.reason ?? null],
    );
  };
  const list = (query = DAY): Promise<DeliveryPage> => office.get(`/deliveries?${query}`, DeliveryPage);

  test('are for the Office and administrators alone', async () => {
    const member = await bed.signIn('so-noi-vu');
    for (const url of ['/sending', `/deliveries?${DAY}`, `/deliveries/document?${DAY}`, `/deliveries/${newId()}`]) {
      expect((await member.request('GET', url)).status).toBe(403);
      expect((await bed.anonymous().request('GET', url)).status).toBe(401);
      expect((await (await bed.signIn('admin')).request('GET', url)).status).toBe(url.endsWith(DAY) || url === '/sending' ? 200 : 404);
    }
  });

  test('are listed by day with what became of each, why, and what it was about, the newest first', async () => {
    const { items, nextCursor } = await list();
    expect(nextCursor).toBeNull();
    expect(items.map(({ outcome }) => outcome)).toEqual(['silent', 'nobody', 'void', 'uncertain', 'refused', 'waiting', 'sent', 'sent']);
    expect(items[0]).toMatchObject({ deliveryId: null, recipient: null, channel: null, reason: 'Đưa vào theo dõi sau thời điểm nhắc' });
    expect(items[1]).toMatchObject({
      reason: expect.stringContaining('Chưa có người nhận'),
      first: { about: { kind: 'task', id: task, title: 'Nộp đề án' } },
    });
    expect(items[3]).toMatchObject({ reason: expect.stringContaining('không rõ thư đã đến') });
    expect(items[7]).toMatchObject({
      channel: 'email',
      recipient: { kind: 'person', name: 'Lý Thị Bê', address: 'l***@sonv.example' },
      lines: 1,
      first: { rule: 'Trước hạn 07 ngày làm việc', agency: { id: 'so-noi-vu', name: 'Sở Nội vụ' }, silence: null },
    });
  });

  test('are filtered by outcome, agency, person, channel and plan', async () => {
    const outcomes = async (filter: string): Promise<readonly string[]> =>
      (await list(`${DAY}&${filter}`)).items.map(({ outcome }) => outcome);
    expect(await outcomes('outcome=waiting')).toEqual(['waiting']);
    expect(await outcomes('outcome=nobody')).toEqual(['nobody']);
    expect(await outcomes('agency=so-y-te')).toEqual([]);
    expect(await outcomes('agency=so-noi-vu')).toHaveLength(8);
    expect(await outcomes(`person=${person}`)).toHaveLength(6);
    expect(await outcomes(`person=${newId()}`)).toEqual([]);
    expect(await outcomes('channel=zalo')).toEqual([]);
    expect(await outcomes(`plan=${newId()}`)).toEqual([]);
    expect((await list('from=2026-11-22&to=2026-11-23')).items).toHaveLength(9);
  });

  test('come page by page, none twice and none left out, also where two have one time', async () => {
    const whole = (await list()).items.map(({ key }) => key);
    const found: string[] = [];
    for (let cursor = ''; ;) {
      const page = await list(`${DAY}&limit=1${cursor}`);
      found.push(...page.items.map(({ key }) => key));
      if (page.nextCursor === null) break;
      cursor = `&cursor=${page.nextCursor}`;
    }
    expect(found).toEqual(whole);
  });

  test('refuse a strange cursor, days that run backwards and a span too long', async () => {
    for (const query of [
      `${DAY}&cursor=abc`,
      'from=2026-11-23&to=2026-11-22',
      'from=2025-11-01&to=2026-11-22',
      'from=2026-11-31&to=2026-11-31',
      '',
    ]) {
      expect((await office.request('GET', `/deliveries?${query}`)).status).toBe(422);
    }
  });

  test('each tells what it carried and every attempt', async () => {
    const [waiting] = (await list(`${DAY}&outcome=waiting`)).items;
    const detail = await office.get(`/deliveries/${waiting?.deliveryId ?? ''}`, DeliveryDetailView);
    expect(detail.tries.map(({ reason }) => reason)).toEqual([
      'Tiến trình gửi dừng giữa chừng trước khi chuyển thư đi',
      'Trả lời của nơi nhận: 421 too busy',
    ]);
    expect(detail.carried).toMatchObject([{ about: { id: task }, rule: 'Trước hạn 07 ngày làm việc' }]);
    expect((await office.request('GET', `/deliveries/${newId()}`)).status).toBe(404);
  });

  test('are downloaded as a workbook', async () => {
    const answer = await office.request('GET', `/deliveries/document?${DAY}`);
    expect(answer.status).toBe(200);
    expect(answer.bytes.subarray(0, 2).toString()).toBe('PK');
    expect(answer.bytes.toString('utf8')).toContain('Lý Thị Bê');
  });

  test('the day is counted as the list has it, and what has to be mended is said with its remedy', async () => {
    const health = await office.get('/sending', SendingHealthView);
    expect(health.today).toBe('2026-11-23');
    expect(Object.fromEntries(health.day.map(({ outcome, count }) => [outcome, count]))).toEqual({
      nobody: 1,
      refused: 1,
      sent: 2,
      silent: 1,
      uncertain: 1,
      void: 1,
      waiting: 1,
    });
    expect(health.day.find(({ outcome }) => outcome === 'silent')?.reasons).toEqual([
      { reason: 'Đưa vào theo dõi sau thời điểm nhắc', count: 1 },
    ]);
    expect(health).toMatchObject({ planLag: 0, rounds: [], queue: null });
    expect(health.alarms[0]).toMatchObject({ what: 'Chưa có vòng quét nhắc việc nào', remedy: expect.stringContaining('worker') });
    expect(health.channels.map(({ channel, server }) => [channel, server])).toEqual([
      ['email', 'stand-in'],
      ['zalo', null],
    ]);
  });

  test('a mail that came back is told as such with its cause, and apart from what was sent', async () => {
    const sql = bed.resources.context.pool;
    const [sent] = (await list(`${DAY}&outcome=sent`)).items;
    const id = sent?.deliveryId ?? '';
    await sql.query(
      "update rem.deliveries set returned_at = app_now(), return_reason = '5.1.1: 550 <ly.be@sonv.example> no such user' where id = $1",
      [id],
    );
    const told = {
      outcome: 'returned',
      outcomeLabel: 'Bị trả lại',
      reason: 'Đã gửi nhưng bị trả lại: địa chỉ thư của người nhận không có hoặc không còn dùng (mã 5.1.1)',
      returnedAt: expect.any(String),
    };
    expect((await list(`${DAY}&outcome=returned`)).items).toEqual([expect.objectContaining({ deliveryId: id, ...told })]);
    expect((await list(`${DAY}&outcome=sent`)).items.map(({ outcome, reason }) => [outcome, reason])).toEqual([['sent', null]]);
    expect(await office.get(`/deliveries/${id}`, DeliveryDetailView)).toMatchObject(told);
    const { bytes } = await office.request('GET', `/deliveries/document?${DAY}&outcome=returned`);
    expect(bytes.toString('utf8')).toContain(told.outcomeLabel);
    expect(bytes.toString('utf8')).toContain(told.reason);
    const health = await office.get('/sending', SendingHealthView);
    expect(
      health.day
        .filter(({ outcome }) => outcome === 'sent' || outcome === 'returned')
        .map(({ outcomeLabel, count }) => [outcomeLabel, count]),
    ).toEqual([
      ['Bị trả lại', 1],
      ['Đã gửi', 1],
    ]);
    expect(health.channels[0]?.lastWeek).toMatchObject({ sent: 2, returned: 1 });
    const { rows } = await sql.query('select status from rem.deliveries where id = $1', [id]);
    expect(rows).toEqual([{ status: 'sent' }]);
  });

  test('R10: a sweep that stands still is an alarm; each process is told of by itself', async () => {
    const sql = bed.resources.context.pool;
    await sql.query(
      `insert into rem.heartbeat (name, swept_at, owner, next_at, problem)
       values ('sweep', app_now() - interval '6 minutes', 'may-1:7', app_now(), null), ('sweep', app_now(), 'may-2:7', app_now(), null)`,
    );
    const running = await office.get('/sending', SendingHealthView);
    expect(running.rounds.map(({ owner, isStill }) => [owner, isStill])).toEqual([
      ['may-2:7', false],
      ['may-1:7', true],
    ]);
    expect(running.alarms.filter(({ what }) => what.includes('đứng yên'))).toEqual([]);
    await sql.query("delete from rem.heartbeat where owner = 'may-2:7'");
    const still = await office.get('/sending', SendingHealthView);
    expect(still.alarms[0]?.what).toContain('đứng yên quá 05 phút');
    await sql.query("insert into rem.paused_channels (name, reason) values ('zalo', 'hết tiền')");
    expect((await office.get('/sending', SendingHealthView)).alarms.map(({ what }) => what)).toContain('Kênh Zalo đang tạm dừng: hết tiền');
  });

  test('what keeps all mail back is said with its remedy, and which domains put mail off, until when', async () => {
    const sql = bed.resources.context.pool;
    await new MailStatusBoard(sql).trouble('login', '535 5.7.8 authentication failed');
    await sql.query(
      `insert into rem.holds values ('email', 'cham.example', 4, app_now(), app_now() + interval '1 minute', '451 later', null),
                                    ('email', '*', 1, app_now(), app_now() + interval '1 minute', '535', null)`,
    );
    const health = await office.get('/sending', SendingHealthView);
    expect(health.alarms).toContainEqual({
      what: expect.stringContaining('Máy chủ thư không chấp nhận tài khoản hoặc mật khẩu'),
      remedy: expect.stringContaining('SMTP_URL'),
    });
    expect(health.channels[0]?.holds.map(({ destination, reason }) => [destination, reason])).toEqual([
      [null, '535'],
      ['cham.example', '451 later'],
    ]);
    expect(reasonWords('held cham.example: 451 later')).toContain('Nơi nhận cham.example tạm chưa nhận thư');
  });
});
