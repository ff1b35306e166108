import { beforeEach, describe, expect, test } from '@jest/globals';
import { defaultWishes, type Instant, type PolicySettings, type TaskId } from '#domain';
import { acknowledge, cancel, giveBack, submit, suspend } from './testing/acts.js';
import { fewRules } from './testing/few-rules.js';
import { foretoldIn } from './testing/letters-in.js';
import { backends } from './testing/queue-backend.js';
import type { ReminderWorld, Sender } from './testing/reminder-world.js';
import { worldForEachTest } from './testing/world-for-each-test.js';

const START = '2026-11-02T08:00:00+07:00';
const instant = (text: string): Instant => new Date(text).toISOString() as Instant;
const withoutTokens = (text: string): string => text.replace(/\/lien-ket\/(?:[\w-]{32}|\[\[[^\]]+\]\])/gu, '/lien-ket/…');

/** Its weeks: the 2nd, 9th, 16th, 23rd and 30th of November 2026 are Mondays. */
describe.each(backends)('the overview at the beginning of a week, with the queue on %s', (backend) => {
  let world: ReminderWorld;
  let worker: Sender;
  worldForEachTest(backend, (fresh) => {
    world = fresh;
  });
  beforeEach(async () => {
    adopt({ weeklyOverview: 30 });
    worker = await world.worker();
  });

  const adopt = (some: Partial<PolicySettings>, at = START): void => {
    world.rules.adopt({ ...fewRules, ...some }, instant(at));
  };
  const letters = async (): Promise<readonly string[]> => {
    await world.round(worker);
    return world.channel.sent.splice(0).map(({ to, subject }) => `${to.name}: ${subject.replace(/^\[[^\]]+\] /u, '')}`);
  };
  const at = async (text: string): Promise<readonly string[]> => {
    await world.at(text);
    return letters();
  };
  const morning = (day: string): Promise<readonly string[]> => at(`${day}T07:31:00+07:00`);
  const linesOf = async (task: TaskId): Promise<readonly string[]> =>
    (await world.ledger.remindersOfTask(task))
      .filter(({ rule, outcome }) => rule === 'overview' && outcome !== 'planned')
      .map(({ dueAt, outcome, reason }) => `${dueAt.slice(0, 10)} ${outcome}${reason === null ? '' : ` ${reason}`}`);

  test('tells again what is still open though nothing is new, once on the first working day, and nothing to who has nothing open', async () => {
    world.member('so-noi-vu', 'Lan');
    world.member('so-y-te', 'Bê');
    const dated = await world.enter({ leads: ['so-noi-vu'], due: '2026-11-27', title: 'Nộp đề án' });
    const idle = await world.enter({ leads: ['so-y-te'], due: null });
    await letters();
    await acknowledge(world, idle);
    expect(await morning('2026-11-09')).toEqual(['Lan: 01 nhiệm vụ mới giao']);
    await acknowledge(world, dated);
    // Nothing is near yet.
    expect(await morning('2026-11-16')).toEqual([]);
    expect(await morning('2026-11-18')).toEqual(['Lan: 01 nhiệm vụ đến hạn đến 27/11/2026']);
    expect(await morning('2026-11-19')).toEqual([]);
    expect(await morning('2026-11-23')).toEqual(['Lan: 01 nhiệm vụ đến hạn đến 27/11/2026']);
    expect(await morning('2026-11-23')).toEqual([]);
    expect(await morning('2026-11-24')).toEqual([]);
    expect(await linesOf(dated)).toEqual(['2026-11-09 sent', '2026-11-23 sent']);
    expect(await linesOf(idle)).toEqual([]);
  });

  test('a holiday on Monday moves it to the next working day, and only there', async () => {
    world.rules.declare('2026-11-09', true);
    world.member('so-noi-vu', 'Lan');
    await world.enter({ leads: ['so-noi-vu'], due: null });
    await letters();
    expect(await morning('2026-11-09')).toEqual([]);
    expect(await morning('2026-11-10')).toEqual(['Lan: 01 nhiệm vụ mới giao']);
    expect(await morning('2026-11-16')).toEqual(['Lan: 01 nhiệm vụ mới giao']);
  });

  test('one subject is one line: with all that is still true of it, under the gravest heading, and how its date stands that day', async () => {
    world.member('so-noi-vu', 'Lan');
    adopt({ weeklyOverview: 30, overdue: { first: 9, everyDays: 60 }, notAcknowledged: { agency: 2, office: null } });
    await world.enter({ leads: ['so-noi-vu'], due: '2026-11-12', title: 'Nộp đề án' });
    await letters();
    await morning('2026-11-05');
    await morning('2026-11-11');
    await world.at('2026-11-16T07:31:00+07:00');
    await world.round(worker);
    const [mail] = world.channel.sent;
    expect(mail?.subject).toContain('01 nhiệm vụ quá hạn');
    expect(mail?.text.match(/^- .*$/gmu)).toEqual(['- Nộp đề án']);
    expect(mail?.text).toContain('quá hạn 02 ngày làm việc');
    expect(mail?.text).toContain('Chưa ghi nhận việc tiếp nhận');
    expect(mail?.text).toContain('Đầu tuần, thư này nhắc lại cả những việc đã thông báo trước đây mà còn mở.');
    expect(mail?.text).toMatch(/Tiếp nhận nhiệm vụ: \S+\/lien-ket\/[\w-]{32}/u);
  });

  test('R13: a line that comes that day anyhow stands in its place, in the one mail of the day', async () => {
    world.member('so-noi-vu', 'Lan');
    // Overdue from the 16th on, each Monday.
    const overdue = await world.enter({ leads: ['so-noi-vu'], due: '2026-11-13', title: 'Nộp đề án' });
    await world.enter({ leads: ['so-noi-vu'], due: null, title: 'Rà soát thủ tục' });
    await letters();
    await morning('2026-11-04');
    await morning('2026-11-09');
    expect(await morning('2026-11-16')).toEqual(['Lan: 01 nhiệm vụ quá hạn, 01 nhiệm vụ mới giao']);
    expect(await morning('2026-11-23')).toEqual(['Lan: 01 nhiệm vụ quá hạn, 01 nhiệm vụ mới giao']);
    expect(await linesOf(overdue)).toEqual(['2026-11-09 sent', '2026-11-16 suppressed superseded', '2026-11-23 suppressed superseded']);
    const { rows } = await world.database.pool.query(
      "select recipient_key, slot from rem.deliveries where kind = 'scheduled' group by 1, 2 having count(*) > 1",
    );
    expect(rows).toEqual([]);
  });

  test('R5: nothing is told again of work that has ended, also where it ends between the making of the mail and its leaving', async () => {
    const late = { ...world.member('so-noi-vu', 'Lan'), wishes: { ...defaultWishes, dailyAt: 10 * 60 } };
    world.people.set('so-noi-vu', [late]);
    const ended = await world.enter({ leads: ['so-noi-vu'], due: '2026-12-31' });
    const paused = await world.enter({ leads: ['so-noi-vu'], due: '2026-12-31' });
    const open = await world.enter({ leads: ['so-noi-vu'], due: '2026-12-31' });
    await letters();
    await suspend(world, paused);
    expect(await morning('2026-11-09')).toEqual([]);
    await cancel(world, ended);
    expect(await at('2026-11-09T10:00:01+07:00')).toEqual(['Lan: 01 nhiệm vụ mới giao']);
    await cancel(world, open);
    expect(await at('2026-11-16T10:00:01+07:00')).toEqual([]);
    expect(await linesOf(ended)).toEqual(['2026-11-09 cancelled moved-on']);
    expect(await linesOf(paused)).toEqual([]);
  });

  test('what waits for an approver and what was given back are told again to who has it in hands', async () => {
    world.member('so-noi-vu', 'Lan');
    world.member('chu-tich', 'Hải');
    const task = await world.enter({ leads: ['so-noi-vu'], approver: 'chu-tich', due: '2027-03-31' });
    await letters();
    await submit(world, task);
    await letters();
    expect(await morning('2026-11-09')).toEqual(['Hải: 01 kết quả chờ phê duyệt']);
    await world.at('2026-11-11T09:00:00+07:00');
    await giveBack(world, task);
    await letters();
    expect(await morning('2026-11-16')).toEqual(['Lan: 01 kết quả cần bổ sung, hoàn thiện']);
  });

  test('a person who does without the early reminders does without their overview; the ledger says so', async () => {
    const lan = { ...world.member('so-noi-vu', 'Lan'), wishes: { ...defaultWishes, mutedDays: [7] } };
    const hai = world.member('so-noi-vu', 'Hải');
    world.people.set('so-noi-vu', [lan, hai]);
    const task = await world.enter({ leads: ['so-noi-vu'], due: '2026-11-27' });
    await letters();
    await acknowledge(world, task);
    await morning('2026-11-18');
    expect(
      (await foretoldIn(world, '2026-11-20T18:00:00+07:00')).filter(({ day }) => day === '2026-11-23').map(({ name }) => name),
    ).toEqual(['Hải']);
    expect(await morning('2026-11-23')).toEqual(['Hải: 01 nhiệm vụ đến hạn đến 27/11/2026']);
    expect(await linesOf(task)).toEqual(expect.arrayContaining(['2026-11-23 sent', '2026-11-23 suppressed muted']));
  });

  test('after an outage over two Mondays it is told once, as late, and every line is accounted for', async () => {
    world.member('so-noi-vu', 'Lan');
    const task = await world.enter({ leads: ['so-noi-vu'], due: null });
    await letters();
    await world.at('2026-11-18T09:00:00+07:00');
    await world.round(worker);
    expect(world.channel.sent.map(({ text }) => text.includes('gửi chậm do hệ thống gián đoạn'))).toEqual([true]);
    expect(await linesOf(task)).toEqual(['2026-11-09 suppressed superseded', '2026-11-16 sent']);
    // Run again, and with the plan made anew: nothing more.
    world.channel.sent.length = 0;
    await world.rebuildPlan();
    expect(await letters()).toEqual([]);
  });

  test('what is foretold on Friday evening is what leaves on Monday: people, order, subject, HTML and text byte for byte', async () => {
    for (const agency of ['so-noi-vu', 'so-tai-chinh', 'so-y-te']) world.member(agency);
    world.member('so-noi-vu', 'Lý Thị Bê');
    for (const due of ['2026-11-27', '2026-11-18', '2026-11-12', null]) {
      await world.enter({ leads: ['so-noi-vu', 'so-y-te'], coordinators: ['so-tai-chinh'], due, title: `Nộp đề án ${due ?? ''}` });
    }
    await letters();
    for (const day of ['2026-11-05', '2026-11-09', '2026-11-11', '2026-11-13']) await morning(day);
    await world.at('2026-11-13T18:00:00+07:00');
    const foretold = (await foretoldIn(world, '2026-11-13T18:00:00+07:00')).filter(({ day }) => day === '2026-11-16');
    await world.at('2026-11-16T07:30:05+07:00');
    await world.round(worker);
    const { rows } = await world.database.pool.query<{ id: string; recipient_key: string }>(
      "select id, recipient_key from rem.deliveries where slot = '2026-11-16' order by created_at, id",
    );
    const sent = rows.map(({ id, recipient_key: to }) => {
      const mail = world.channel.sent.find((one) => one.id === id);
      return { to, subject: mail?.subject, html: withoutTokens(mail?.html ?? ''), text: withoutTokens(mail?.text ?? '') };
    });
    expect(
      foretold.map(({ recipientKey: to, subject, html, text }) => ({ to, subject, html: withoutTokens(html), text: withoutTokens(text) })),
    ).toEqual(sent);
    expect(sent).toHaveLength(4);
    expect(sent.every(({ text }) => text.includes('Đầu tuần, thư này nhắc lại'))).toBe(true);
  });
});
