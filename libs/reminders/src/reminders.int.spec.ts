import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { plainDate, type AgencyId, type LeadPartId, type PlanId, type TaskId } from '#domain';
import { ReminderWorld } from './testing/reminder-world.js';

const L01 = 'L01' as LeadPartId;
const bare = '[UBND tỉnh Lạng Sơn]';

describe('reminders', () => {
  let world: ReminderWorld;
  beforeEach(async () => {
    world = await ReminderWorld.open();
    await world.at('2026-11-02T08:00:00+07:00');
  });
  afterEach(() => world.close());

  const submit = async (task: TaskId): Promise<void> => {
    await world.order(task, { type: 'AcknowledgeAssignment', data: { part: L01, assignTo: null } }, 'so-noi-vu');
    const data = { part: L01, text: 'Đã xong', document: null, sentOn: null, files: [], despiteOpenAsks: 'Không cần thêm' };
    await world.order(task, { type: 'SubmitCompletion', data }, 'so-noi-vu');
  };
  const giveBack = (task: TaskId, submission: number): Promise<void> =>
    world.order(
      task,
      { type: 'ReturnCompletion', data: { part: L01, submission, kind: 'incomplete', reason: 'Thiếu phụ lục', resubmitBy: null } },
      'chu-tich',
    );

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
      for (const act of [() => submit(task), () => giveBack(task, 1), () => submit(task)]) {
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

  describe('scheduled', () => {
    test('R3, R6: 7 and 1 working days before due, then weekly: at 07:30, one mail a day, and nothing in between', async () => {
      world.member('so-noi-vu');
      const worker = await world.worker();
      await world.enter({ leads: ['so-noi-vu'], due: '2026-11-27' });
      await world.round(worker);
      world.channel.sent.length = 0;
      const told: string[] = [];
      for (let hour = 0; hour < 24 * 40; hour += 6) {
        // From 00:45 on the 18th, every six hours: 00:45, 06:45, 12:45, 18:45.
        const now = new Date(Date.parse('2026-11-18T00:45:00+07:00') + hour * 3_600_000).toISOString();
        await world.at(now);
        await world.round(worker);
        told.push(...world.channel.sent.splice(0).map(({ subject }) => `${now.slice(0, 13)} ${subject.slice(bare.length + 1)}`));
      }
      expect(told).toEqual([
        '2026-11-18T05 01 nhiệm vụ đến hạn đến 27/11/2026',
        '2026-11-26T05 01 nhiệm vụ đến hạn đến 27/11/2026',
        '2026-11-30T05 01 nhiệm vụ quá hạn',
        '2026-12-07T05 01 nhiệm vụ quá hạn',
        '2026-12-14T05 01 nhiệm vụ quá hạn',
        '2026-12-21T05 01 nhiệm vụ quá hạn',
      ]);
    });

    test('the coordinating agency is reminded of the due date as well', async () => {
      world.member('so-tai-chinh');
      await world.enter({ leads: ['huyen-a', 'huyen-b'], coordinators: ['so-tai-chinh'], due: '2026-11-27' });
      await world.at('2026-11-18T07:31:00+07:00');
      await world.round(await world.worker());
      expect(world.channel.letters).toContain(`so-tai-chinh-1@tinh.invalid: ${bare} 01 nhiệm vụ đang phối hợp đến hạn đến 27/11/2026`);
    });

    test('R1: after three days without a worker over four due points there is one catch-up digest, marked as delayed', async () => {
      world.member('so-noi-vu');
      const worker = await world.worker();
      for (const due of ['2026-11-17', '2026-11-18', '2026-11-19', '2026-11-27']) await world.enter({ leads: ['so-noi-vu'], due });
      await world.round(worker);
      world.channel.sent.length = 0;
      await world.at('2026-11-19T09:00:00+07:00');
      await world.round(worker);
      await world.round(worker);
      expect(world.channel.letters).toEqual([`so-noi-vu-1@tinh.invalid: ${bare} 02 nhiệm vụ quá hạn, 02 nhiệm vụ đến hạn đến 27/11/2026`]);
      expect(world.channel.sent[0]?.text).toContain('gửi chậm do hệ thống gián đoạn');
    });

    test('R8: a re-dated part is reminded of its new date, and of the old one no more', async () => {
      world.member('so-noi-vu');
      const worker = await world.worker();
      const task = await world.enter({ leads: ['so-noi-vu'], due: '2026-11-27' });
      await world.round(worker);
      const data = { part: L01, due: plainDate('2026-12-11'), basis: 'Công văn 12', document: null };
      await world.order(task, { type: 'ChangeDeadline', data }, 'van-phong');
      world.channel.sent.length = 0;
      for (const day of ['2026-11-18', '2026-11-26', '2026-12-02', '2026-12-10']) {
        await world.at(`${day}T07:31:00+07:00`);
        await world.round(worker);
      }
      expect(world.channel.letters).toEqual([
        `so-noi-vu-1@tinh.invalid: ${bare} 01 nhiệm vụ đến hạn đến 11/12/2026`,
        `so-noi-vu-1@tinh.invalid: ${bare} 01 nhiệm vụ đến hạn đến 11/12/2026`,
      ]);
    });

    test('R8: a coordinating agency that is named later is reminded too', async () => {
      world.member('so-y-te');
      const worker = await world.worker();
      const task = await world.enter({ leads: ['so-noi-vu'], due: '2026-11-27' });
      await world.order(task, { type: 'NameCoordinator', data: { agencyId: 'so-y-te' as AgencyId } }, 'van-phong');
      await world.at('2026-11-18T07:31:00+07:00');
      await world.round(worker);
      expect(world.channel.letters).toContain(`so-y-te-1@tinh.invalid: ${bare} 01 nhiệm vụ đang phối hợp đến hạn đến 27/11/2026`);
    });
  });

  describe('entered late', () => {
    test('an unreviewed part sends no due or overdue notice; after its review only what falls then', async () => {
      world.member('so-noi-vu');
      const worker = await world.worker();
      const task = await world.enter({ leads: ['so-noi-vu'], due: '2026-11-10', late: true });
      await world.round(worker);
      await world.at('2026-11-17T09:00:00+07:00');
      await world.round(worker);
      expect(world.channel.letters).toEqual([`so-noi-vu-1@tinh.invalid: ${bare} 01 nhiệm vụ mới giao`]);
      const data = { part: L01, outcome: { kind: 'in-progress' as const }, note: null };
      await world.order(task, { type: 'RecordBaseline', data }, 'van-phong');
      await world.round(worker);
      await world.at('2026-11-18T07:31:00+07:00');
      await world.round(worker);
      expect(world.channel.sent).toHaveLength(2);
      const lines = await world.ledger.remindersOfTask(task);
      expect(lines.filter(({ outcome }) => outcome === 'suppressed').map(({ rule, reason }) => `${rule} ${reason ?? ''}`)).toEqual([
        'due-in-7 unreviewed',
        'due-in-1 unreviewed',
        'overdue unreviewed',
      ]);
    });
  });

  test('R5: what is finished between planning and sending is never begun', async () => {
    world.member('so-noi-vu');
    const worker = await world.worker();
    const task = await world.enter({ leads: ['so-noi-vu'], due: '2026-11-27' });
    await world.round(worker);
    world.channel.sent.length = 0;
    await world.at('2026-11-18T07:31:00+07:00');
    // The plan is up to date and the delivery is made; the work ends before the mail is handed over.
    world.channel.behave = () => ({ outcome: 'retry', reason: 'busy' });
    await world.round(worker);
    await world.order(task, { type: 'Cancel', data: { part: L01, basis: 'Công văn 5', document: null } }, 'van-phong');
    world.channel.behave = () => 'send';
    await world.at('2026-11-18T07:40:00+07:00');
    await world.round(worker);
    expect(world.channel.sent).toHaveLength(0);
    expect((await world.ledger.remindersOfTask(task)).map(({ rule, outcome }) => `${rule} ${outcome}`)).toContain('due-in-7 cancelled');
  });

  test('R5: what is finished at the very moment of handing over is withdrawn', async () => {
    world.member('so-noi-vu');
    const worker = await world.worker();
    const task = await world.enter({ leads: ['so-noi-vu'], due: null });
    const acknowledge = world.order.bind(
      world,
      task,
      { type: 'Cancel', data: { part: L01, basis: 'Công văn 5', document: null } },
      'van-phong',
    );
    const original = world.channel.send.bind(world.channel);
    world.channel.send = async (message, handOver) => {
      await acknowledge();
      world.channel.send = original;
      return original(message, handOver);
    };
    await world.round(worker);
    await world.round(worker);
    expect(world.channel.sent).toHaveLength(0);
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

  test('R13: however many lines fall due through a day, one scheduled mail leaves for each person', async () => {
    world.member('so-noi-vu');
    const worker = await world.worker();
    for (const due of ['2026-11-17', '2026-11-18', '2026-11-27'])
      await world.enter({ leads: ['so-noi-vu'], coordinators: ['so-noi-vu'], due });
    await world.round(worker);
    world.channel.sent.length = 0;
    for (const hour of ['07:31', '09:00', '12:00', '16:00', '23:00']) {
      await world.at(`2026-11-18T${hour}:00+07:00`);
      await world.round(worker);
    }
    expect(world.channel.sent).toHaveLength(1);
  });

  test('an agency without any person is refused for lack of a recipient, where the Office can see it', async () => {
    const task = await world.enter({ leads: ['so-khong-nguoi'], due: null });
    await world.round(await world.worker());
    expect(await world.ledger.refusedForLackOfRecipient()).toEqual([
      expect.objectContaining({ taskId: task, agency: 'so-khong-nguoi', rule: 'assigned' }),
    ]);
  });

  test('every plan, ledger and view table of the plan may be dropped: the plan comes back as it was, and nothing is sent twice', async () => {
    for (const agency of ['so-noi-vu', 'so-tai-chinh', 'chu-tich']) world.member(agency);
    const worker = await world.worker();
    const task = await world.enter({ leads: ['so-noi-vu'], coordinators: ['so-tai-chinh'], approver: 'chu-tich', due: '2026-11-12' });
    await world.round(worker);
    await world.at('2026-11-16T07:31:00+07:00');
    await world.round(worker);
    await submit(task);
    await giveBack(task, 1);
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
