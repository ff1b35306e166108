import { describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { plainDate, type AgencyId, type PlanId } from '#domain';
import { giveBack, L01, submit } from './testing/acts.js';
import { backends } from './testing/queue-backend.js';
import type { ReminderWorld } from './testing/reminder-world.js';
import { worldForEachTest } from './testing/world-for-each-test.js';

const bare = '[UBND tỉnh Lạng Sơn]';

describe.each(backends)('reminders with the queue on %s', (backend) => {
  let world: ReminderWorld;
  worldForEachTest(backend, (fresh) => {
    world = fresh;
  });

  describe('at once', () => {
    test('a new assignment goes to the lead agency and to the coordinating agency, each in words of its own', async () => {
      world.member('so-noi-vu');
      world.member('so-tai-chinh');
      await world.enter({ leads: ['so-noi-vu'], coordinators: ['so-tai-chinh'], due: '2026-12-31' });
      await world.round(await world.worker());
      expect(world.channel.letters.toSorted()).toEqual([
        `so-noi-vu-1@tinh.invalid: ${bare} 01 nhiệm vụ mới giao`,
        `so-tai-chinh-1@tinh.invalid: ${bare} 01 nhiệm vụ đề nghị phối hợp`,
      ]);
    });

    test('a plan that is being entered makes one mail for each recipient, once all its rows stand', async () => {
      world.member('so-noi-vu');
      const planId = randomUUID() as PlanId;
      const worker = await world.worker();
      await world.append(`plan-${planId}`, [{ type: 'PlanEntered', data: { planId, document: { number: null, title: 'Kế hoạch' } } }]);
      await world.enter({ leads: ['so-noi-vu'], due: '2026-12-31', planId });
      await world.round(worker);
      expect(world.channel.sent).toHaveLength(0);
      await world.enter({ leads: ['so-noi-vu'], due: '2027-12-31', planId });
      await world.append(`plan-${planId}`, [{ type: 'PlanEntryCompleted', data: { tasks: 2, indicators: 0 } }]);
      await world.round(worker);
      expect(world.channel.letters).toEqual([`so-noi-vu-1@tinh.invalid: ${bare} 02 nhiệm vụ mới giao`]);
    });

    test('a submission goes to the approver, its return to the lead and to the coordinator, and each of two submissions is told', async () => {
      for (const agency of ['so-noi-vu', 'so-tai-chinh', 'chu-tich']) world.member(agency);
      const task = await world.enter({ leads: ['so-noi-vu'], coordinators: ['so-tai-chinh'], approver: 'chu-tich', due: '2026-12-31' });
      const worker = await world.worker();
      await world.round(worker);
      world.channel.sent.length = 0;
      const told: (readonly string[])[] = [];
      for (const act of [() => submit(world, task), () => giveBack(world, task), () => submit(world, task)]) {
        await act();
        await world.round(worker);
        told.push(world.channel.letters.toSorted());
        world.channel.sent.length = 0;
      }
      const toApprove = `chu-tich-1@tinh.invalid: ${bare} 01 kết quả chờ phê duyệt`;
      expect(told).toEqual([
        [toApprove],
        [
          `so-noi-vu-1@tinh.invalid: ${bare} 01 kết quả cần bổ sung, hoàn thiện`,
          `so-tai-chinh-1@tinh.invalid: ${bare} 01 nhiệm vụ đang phối hợp cần hoàn thiện kết quả`,
        ],
        [toApprove],
      ]);
    });

    test('an ask for coordination goes to the asked agency, with what is asked and by when', async () => {
      world.member('so-tai-chinh');
      const task = await world.enter({ leads: ['so-noi-vu'], due: null });
      const data = { part: L01, agencies: ['so-tai-chinh' as AgencyId], text: 'Cho ý kiến về kinh phí', replyBy: plainDate('2026-11-10') };
      await world.order(task, { type: 'AskCoordination', data }, 'so-noi-vu');
      await world.round(await world.worker());
      const mail = world.channel.sent.find(({ to }) => to.address.startsWith('so-tai-chinh') && to.address !== '');
      expect(mail?.text).toContain('so-noi-vu đề nghị: Cho ý kiến về kinh phí');
      expect(mail?.text).toContain('ngày 10 tháng 11 năm 2026 (10/11/2026)');
      expect(mail?.text).toContain(`http://localhost:3000/nhiem-vu/${task}`);
      expect(mail?.text).toContain('Lý do gửi thông báo');
      expect(mail?.html).toContain('Cho ý kiến về kinh phí');
    });
  });

  test('R12: a digest holds no task but those that concern its reader’s agency', async () => {
    const agencies = ['so-noi-vu', 'so-tai-chinh', 'so-y-te'];
    for (const agency of agencies) world.member(agency);
    const concerned = new Map<string, readonly string[]>();
    for (const [lead, coordinator] of [agencies.slice(0, 2), agencies.slice(1), [agencies[2], agencies[0]]] as [string, string][]) {
      concerned.set(await world.enter({ leads: [lead], coordinators: [coordinator], due: '2026-11-27' }), [lead, coordinator]);
    }
    const worker = await world.worker();
    await world.round(worker);
    await world.at('2026-11-18T07:31:00+07:00');
    await world.round(worker);
    const foreign = world.channel.sent.flatMap(({ to, text, html }) =>
      [...concerned].filter(([task, theirs]) => !theirs.some((one) => to.address.startsWith(one)) && `${text}${html}`.includes(task)),
    );
    expect(foreign).toEqual([]);
    expect(world.channel.sent.length).toBeGreaterThan(6);
  });

  test('an agency without any person is refused for lack of a recipient, where the Office can see it', async () => {
    const task = await world.enter({ leads: ['so-khong-nguoi'], due: null });
    await world.round(await world.worker());
    expect(await world.ledger.refusedForLackOfRecipient()).toEqual([
      expect.objectContaining({ taskId: task, agency: 'so-khong-nguoi', rule: 'assigned' }),
    ]);
  });

  test('a person without any channel when the mail would leave is refused for lack of a recipient, and the agency’s mailbox is written to', async () => {
    world.member('so-noi-vu');
    world.besides.push({ key: 'mailbox:so-noi-vu', channel: 'email', name: 'Sở Nội vụ', address: 'van-thu@so-noi-vu.test' });
    const task = await world.enter({ leads: ['so-noi-vu'], due: null });
    const sender = await world.sender();
    await world.follow();
    await sender.sweep.run();
    world.people.set('so-noi-vu', []);
    const worker = await world.worker();
    await world.round(worker);
    await world.round(worker);
    expect(world.channel.sent.map(({ to }) => to.address)).toEqual(['van-thu@so-noi-vu.test']);
    expect((await world.ledger.remindersOfTask(task)).map(({ outcome, reason }) => [outcome, reason]).toSorted()).toEqual([
      ['refused', 'no-recipient'],
      ['sent', null],
    ]);
  });

  test('every plan, ledger and view table of the plan may be dropped: the plan comes back as it was, and nothing is sent twice', async () => {
    for (const agency of ['so-noi-vu', 'so-tai-chinh', 'chu-tich']) world.member(agency);
    const worker = await world.worker();
    const task = await world.enter({ leads: ['so-noi-vu'], coordinators: ['so-tai-chinh'], approver: 'chu-tich', due: '2026-11-12' });
    await world.round(worker);
    await world.at('2026-11-16T07:31:00+07:00');
    await world.round(worker);
    await submit(world, task);
    await giveBack(world, task);
    await world.round(worker);
    const before = { sent: world.channel.sent.length, lines: await world.ledger.remindersOfTask(task) };
    await world.rebuildPlan();
    await world.round(await world.worker());
    expect({ sent: world.channel.sent.length, lines: await world.ledger.remindersOfTask(task) }).toEqual(before);
    expect(before.sent).toBeGreaterThan(5);
  });

  test('R10: the heartbeat tells when the sweep stands still', async () => {
    expect(await world.ledger.sweepStatus()).toEqual({ state: 'never' });
    await world.round(await world.worker());
    expect(await world.ledger.sweepStatus()).toMatchObject({ state: 'running', backlog: 0, problem: null });
    await world.at('2026-11-02T08:06:00+07:00');
    expect(await world.ledger.sweepStatus()).toMatchObject({ state: 'standing-still' });
  });
});
