import { beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { defaultWishes, plainDate, type Instant, type LeadPartId, type ReminderWishes } from '#domain';
import type { Recipient } from '../recipients/recipients.port.js';
import { backends } from '../testing/queue-backend.js';
import type { ReminderWorld, Sender } from '../testing/reminder-world.js';
import { worldForEachTest } from '../testing/world-for-each-test.js';

describe.each(backends)('what persons wish of their reminders, with the queue on %s', (backend) => {
  let world: ReminderWorld;
  let worker: Sender;
  worldForEachTest(backend, (fresh) => {
    world = fresh;
  });
  beforeEach(async () => {
    worker = await world.worker();
  });

  const member = (agency: string, name: string, some: Partial<ReminderWishes>): Recipient => {
    const known = world.member(agency, name);
    const wishing = { ...known, wishes: { ...defaultWishes, ...some } };
    world.people.set(
      agency,
      world.membersOf(agency).map((one) => (one === known ? wishing : one)),
    );
    return wishing;
  };
  const at = async (instant: string): Promise<readonly string[]> => {
    world.channel.sent.length = 0;
    await world.at(instant);
    await world.round(worker);
    return world.channel.sent.map(({ to, subject }) => `${to.name}: ${subject.replace(/^\[[^\]]+\] /u, '')}`);
  };

  test('each gets the one mail of the day at their own hour', async () => {
    member('so-noi-vu', 'Lan', {});
    member('so-noi-vu', 'Hải', { dailyAt: 9 * 60 });
    await world.enter({ leads: ['so-noi-vu'], due: '2026-11-27' });
    await world.round(worker);
    expect(await at('2026-11-18T07:31:00+07:00')).toEqual(['Lan: 01 nhiệm vụ đến hạn đến 27/11/2026']);
    expect(await at('2026-11-18T08:59:00+07:00')).toEqual([]);
    expect(await at('2026-11-18T09:00:01+07:00')).toEqual(['Hải: 01 nhiệm vụ đến hạn đến 27/11/2026']);
    expect(await at('2026-11-18T16:00:00+07:00')).toEqual([]);
  });

  test('what is finished before the person’s hour is not told to them any more', async () => {
    member('so-noi-vu', 'Hải', { dailyAt: 9 * 60 });
    const task = await world.enter({ leads: ['so-noi-vu'], due: '2026-11-27' });
    await world.round(worker);
    await at('2026-11-18T07:31:00+07:00');
    await world.order(task, { type: 'Cancel', data: { part: 'L01' as LeadPartId, basis: 'CV 1', document: null } }, 'van-phong');
    expect(await at('2026-11-18T09:01:00+07:00')).toEqual([]);
  });

  test('an early reminder that a person muted is in the ledger as such; the others get it, and the due date’s own are never muted', async () => {
    member('so-noi-vu', 'Lan', { mutedDays: [7, 1], mutedCoordination: true });
    member('so-noi-vu', 'Hải', {});
    const task = await world.enter({ leads: ['so-noi-vu'], due: '2026-11-27' });
    await world.round(worker);
    expect(await at('2026-11-18T07:31:00+07:00')).toEqual(['Hải: 01 nhiệm vụ đến hạn đến 27/11/2026']);
    expect((await at('2026-11-30T07:31:00+07:00')).toSorted()).toEqual(['Hải: 01 nhiệm vụ quá hạn', 'Lan: 01 nhiệm vụ quá hạn']);
    const lines = await world.ledger.remindersOfTask(task);
    const [lan] = world.membersOf('so-noi-vu');
    expect(
      lines.filter(({ recipientKey }) => recipientKey === lan?.key).map(({ rule, outcome, reason }) => [rule, outcome, reason]),
    ).toEqual([
      ['assigned', 'sent', null],
      ['due-in-7', 'suppressed', 'muted'],
      ['overdue', 'sent', null],
    ]);
  });

  test('muted by everybody it is not said to have nobody, and is not told again', async () => {
    member('so-tai-chinh', 'Lan', { mutedCoordination: true });
    await world.enter({ leads: ['so-noi-vu'], coordinators: ['so-tai-chinh'], due: '2026-11-27' });
    await world.round(worker);
    expect(await at('2026-11-18T07:31:00+07:00')).toEqual([]);
    expect(await at('2026-11-30T07:31:00+07:00')).toEqual([]);
    const refused = await world.ledger.refusedForLackOfRecipient();
    expect(refused.filter(({ agency }) => agency === 'so-tai-chinh')).toEqual([]);
  });

  test('what is foretold is what leaves, byte for byte, at each reader’s hour, without what they muted', async () => {
    member('so-noi-vu', 'Lan', { dailyAt: 10 * 60 });
    member('so-noi-vu', 'Hải', { mutedDays: [7] });
    member('so-noi-vu', 'Bê', {});
    for (const due of ['2026-11-27', '2026-11-19']) await world.enter({ leads: ['so-noi-vu'], due });
    await world.round(worker);
    const foretell = async (now: string) => {
      await world.at(now);
      const mails = await worker.preview.coming(new Date(now).toISOString() as Instant, 1);
      return mails
        .filter(({ day }) => day === '2026-11-18')
        .map(({ name, at: leaving, subject, html, text }) => ({ name, leaving, subject, html: bare(html), text: bare(text) }));
    };
    const foretold = await foretell('2026-11-17T18:00:00+07:00');
    expect(foretold.map(({ name, leaving }) => `${name} ${leaving}`).toSorted()).toEqual([
      'Bê 2026-11-18T00:30:00.000Z',
      'Hải 2026-11-18T00:30:00.000Z',
      'Lan 2026-11-18T03:00:00.000Z',
    ]);
    const sent: unknown[] = [];
    for (const now of ['2026-11-18T07:30:05+07:00', '2026-11-18T10:00:05+07:00']) {
      await at(now);
      sent.push(
        ...world.channel.sent.map(({ to, subject, html, text }) => ({ name: to.name, subject, html: bare(html), text: bare(text) })),
      );
      // What waits for its reader's hour is still foretold, in the same words.
      if (now.includes('07:30')) expect(await foretell('2026-11-18T08:00:00+07:00')).toEqual(foretold.filter(({ name }) => name === 'Lan'));
    }
    const inOrder = (mails: readonly unknown[]): readonly string[] => mails.map((mail) => JSON.stringify(mail)).toSorted();
    expect(inOrder(sent)).toEqual(inOrder(foretold.map(({ leaving: _, ...mail }) => mail)));
  });

  test('who receives for an absent colleague is told for whom, until when and why, in the foretold letter and in the sent one', async () => {
    const standIn = randomUUID();
    const absent = { absent: 'Nông Thị Lan', from: plainDate('2026-11-16'), to: plainDate('2026-11-20'), reason: 'Nghỉ phép' };
    world.standIns.set(standIn, absent);
    const receiver = { ...world.member('so-noi-vu', 'Hải'), standIn };
    world.people.set('so-noi-vu', [receiver]);
    const task = await world.enter({ leads: ['so-noi-vu'], due: '2026-11-27' });
    await world.round(worker);
    await world.at('2026-11-17T18:00:00+07:00');
    const foretold = await worker.preview.coming('2026-11-17T11:00:00.000Z' as Instant, 1);
    await at('2026-11-18T07:30:05+07:00');
    const asRead = (letters: readonly { readonly subject: string; readonly text: string; readonly html: string }[]) =>
      letters.map(({ subject, text, html }) => ({ subject, text: bare(text), html: bare(html) }));
    const sent = asRead(world.channel.sent);
    expect(asRead(foretold)).toEqual(sent);
    const words = 'Thư này gửi đồng chí nhận thay cho Nông Thị Lan từ ngày 16/11/2026 đến hết ngày 20/11/2026 (Nghỉ phép).';
    expect(sent).toEqual([expect.objectContaining({ text: expect.stringContaining(words), html: expect.stringContaining(words) })]);
    const lines = await world.ledger.remindersOfTask(task);
    expect(lines.filter(({ outcome }) => outcome === 'sent').map(({ standIn: naming }) => naming)).toEqual([standIn, standIn]);
  });

  test('each letter leads to the page where its timing is changed', async () => {
    member('so-noi-vu', 'Lan', {});
    await world.enter({ leads: ['so-noi-vu'], due: null });
    await world.round(worker);
    expect(world.channel.sent[0]?.text).toContain('Thay đổi thời gian nhận thư nhắc: http://localhost:3000/thoi-gian-nhan-thu');
    expect(world.channel.sent[0]?.html).toContain('href="http://localhost:3000/thoi-gian-nhan-thu"');
  });
});

/** Links to act have tokens of their own in what is sent, and their places in what is foretold. */
const bare = (text: string): string => text.replace(/\/lien-ket\/(?:[\w-]{32}|\[\[[^\]]+\]\])/gu, '/lien-ket/…');
