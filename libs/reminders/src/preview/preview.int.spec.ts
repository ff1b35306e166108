import { describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Instant, LeadPartId, PlanId } from '#domain';
import { policyEffects } from '../plan/policy-effects.js';
import { Replan } from '../plan/replan.js';
import { fewRules } from '../testing/few-rules.js';
import { backends } from '../testing/queue-backend.js';
import { planTables, type ReminderWorld } from '../testing/reminder-world.js';
import { worldForEachTest } from '../testing/world-for-each-test.js';

/** Links to act have tokens of their own in what is sent, and their places in what is foretold. */
const withoutTokens = (text: string | undefined): string | undefined =>
  text?.replace(/\/lien-ket\/(?:[\w-]{32}|\[\[[^\]]+\]\])/gu, '/lien-ket/…');

describe.each(backends)('what is foretold, with the queue on %s', (backend) => {
  let world: ReminderWorld;
  worldForEachTest(backend, (fresh) => {
    world = fresh;
  });

  test('what is foretold at 18:00 is what leaves at 07:30: people, order, subject, HTML and text byte for byte', async () => {
    for (const agency of ['so-noi-vu', 'so-tai-chinh', 'so-y-te']) world.member(agency);
    world.member('so-noi-vu', 'Lý Thị Bê');
    const worker = await world.worker();
    for (const [title, due] of [
      ['Xây dựng đề án', '2026-11-26'],
      ['Báo cáo tổng kết & <đánh giá>', '2026-11-18'],
      ['Rà soát thủ tục', '2026-11-16'],
    ] as const) {
      await world.enter({ leads: ['so-noi-vu', 'so-y-te'], coordinators: ['so-tai-chinh'], due, title });
    }
    const finished = await world.enter({ leads: ['so-noi-vu'], due: '2026-11-18' });
    await world.round(worker);
    await world.order(finished, { type: 'Cancel', data: { part: 'L01' as LeadPartId, basis: 'CV 1', document: null } }, 'van-phong');
    await world.at('2026-11-16T09:00:00+07:00');
    await world.round(worker);
    world.channel.sent.length = 0;

    const evening = '2026-11-16T18:00:00+07:00';
    await world.at(evening);
    const foretold = (await worker.preview.coming(new Date(evening).toISOString() as Instant, 7)).filter(({ day }) => day === '2026-11-17');
    await world.at('2026-11-17T07:30:05+07:00');
    await world.round(worker);

    const { rows } = await world.database.pool.query<{ id: string; recipient_key: string }>(
      "select id, recipient_key from rem.deliveries where slot = '2026-11-17' order by created_at, id",
    );
    const sent = rows.map(({ id, recipient_key }) => {
      const mail = world.channel.sent.find((one) => one.id === id);
      return { to: recipient_key, subject: mail?.subject, html: withoutTokens(mail?.html), text: withoutTokens(mail?.text) };
    });
    expect(
      foretold.map(({ recipientKey: to, subject, html, text }) => ({ to, subject, html: withoutTokens(html), text: withoutTokens(text) })),
    ).toEqual(sent);
    expect(foretold.map(({ text }) => text).join()).toContain('/lien-ket/[[tiep-nhan ');
    expect(sent).toHaveLength(4);
    expect(world.channel.sent).toHaveLength(4);
  });

  test('R13: of plans whose policies name other hours one mail of the day leaves for a person, at the general hour, as it was foretold', async () => {
    const moment = (text: string): Instant => new Date(text).toISOString() as Instant;
    const planId = randomUUID() as PlanId;
    const own = { ...fewRules, beforeDue: [6, 1], dailyAt: 8 * 60 + 15 };
    world.rules.adopt(own, moment('2026-11-01T08:00:00+07:00'), planId);
    world.member('so-noi-vu');
    const worker = await world.worker();
    // The 18th: seven working days before the one, six before the other. The 25th and 26th: a day before.
    await world.enter({ leads: ['so-noi-vu'], due: '2026-11-27', title: 'Theo chính sách chung' });
    await world.enter({ leads: ['so-noi-vu'], due: '2026-11-26', title: 'Theo chính sách riêng', planId });
    await world.round(worker);
    const leaving = async (day: string, hours: readonly string[]): Promise<readonly string[]> => {
      const found: string[] = [];
      for (const hour of hours) {
        world.channel.sent.length = 0;
        await world.at(`${day}T${hour}+07:00`);
        await world.round(worker);
        found.push(...world.channel.sent.map(({ text }) => `${hour} ${withoutTokens(text) ?? ''}`));
      }
      return found;
    };
    const foretold = async (now: string, day: string): Promise<readonly string[]> =>
      (await worker.preview.coming(moment(now), 7))
        .filter((mail) => mail.day === day)
        .map(
          ({ at, text }) => `${new Date(Date.parse(at) + 7 * 3_600_000 + 1_000).toISOString().slice(11, 19)} ${withoutTokens(text) ?? ''}`,
        );

    await world.at('2026-11-17T18:00:00+07:00');
    const coming = await foretold('2026-11-17T18:00:00+07:00', '2026-11-18');
    expect(coming).toEqual([expect.stringMatching(/^07:30:01 [^]*Theo chính sách/u)]);
    expect(coming[0]).toContain('Theo chính sách chung');
    expect(coming[0]).toContain('Theo chính sách riêng');
    expect(await leaving('2026-11-18', ['07:30:01', '08:15:01', '09:30:00', '16:00:00'])).toEqual(coming);

    // Another general hour moves them both.
    const change = { now: moment('2026-11-18T18:00:00+07:00'), until: moment('2026-11-26T18:00:00+07:00'), planId: null, shown: 9 };
    const before = world.rules.policies.latest;
    world.rules.adopt({ ...fewRules, dailyAt: 9 * 60 }, change.now);
    const rules = { before, after: world.rules.policies.latest, calendar: world.rules.calendar.latest };
    expect(await policyEffects(world.database.pool, planTables, { ...change, ...rules })).toMatchObject({ moved: 2, unchanged: 0 });
    const replan = new Replan(world.database.pool, planTables, world.rules.policies, world.rules.calendar);
    expect([await replan.run(), await replan.run()]).toEqual([2, 0]);
    expect(await leaving('2026-11-25', ['07:30:01', '08:20:00'])).toEqual([]);
    const later = await foretold('2026-11-25T08:20:00+07:00', '2026-11-25');
    expect(later).toEqual([expect.stringMatching(/^09:00:01 [^]*Theo chính sách riêng/u)]);
    expect(await leaving('2026-11-25', ['08:30:00', '09:00:01', '10:15:00', '16:00:00'])).toEqual(later);
  });

  test('a reminder is foretold once, for the morning on which it leaves, and nothing is written', async () => {
    world.member('so-noi-vu');
    await world.enter({ leads: ['so-noi-vu'], due: '2026-11-11' });
    const worker = await world.worker();
    await world.round(worker);
    const ledger = async (): Promise<unknown> => (await world.database.pool.query('select count(*) from rem.ledger')).rows;
    const before = await ledger();
    const now = new Date('2026-11-02T18:00:00+07:00').toISOString() as Instant;
    const told = await worker.preview.coming(now, 20);
    expect(told.map(({ day, subject }) => `${day} ${subject}`)).toEqual([
      '2026-11-10 [UBND tỉnh Lạng Sơn] 01 nhiệm vụ đến hạn đến 11/11/2026',
      '2026-11-12 [UBND tỉnh Lạng Sơn] 01 nhiệm vụ quá hạn',
      '2026-11-19 [UBND tỉnh Lạng Sơn] 01 nhiệm vụ quá hạn',
    ]);
    expect(await ledger()).toEqual(before);
  });
});
