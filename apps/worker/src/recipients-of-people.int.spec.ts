import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CaughtMailStore } from '#channels';
import { dateInVietnam, knownEventTypes, plainDate, type AgencyId, type Instant, type PersonId, type PlanId, type TaskId } from '#domain';
import { openEventStorePool, PostgresEventStore } from '#event-store';
import { PostgresPeople, StandIns } from '#identity';
import { createContext, createLogger, newId, type RunningApp } from '#platform';
import { planTablesOf, ReminderLedger } from '#reminders';
import { allMigrations, reminderPlan } from '#schema';
import { createTestDatabase, type TestDatabase } from '#testing';
import { startWorker } from './start-worker.js';
import { workerConfig } from './testing/worker-config.js';

/** Through the log, the plan, the sweep, the queue and real SMTP into the catcher. */
describe('who gets what is assigned', () => {
  let database: TestDatabase;
  let people: PostgresPeople;
  let standIns: StandIns;
  let worker: RunningApp;
  const today = dateInVietnam(new Date().toISOString() as Instant);

  beforeAll(async () => {
    database = await createTestDatabase({ migrations: allMigrations });
    people = new PostgresPeople(database.pool);
    standIns = new StandIns(database.pool);
    const context = await createContext({
      config: workerConfig(null, database.url),
      databaseUrl: database.url,
      logger: createLogger({ level: 'silent' }),
    });
    const running = await startWorker(context);
    worker = { close: () => running.close().then(() => context.close()) };
  });
  afterAll(async () => {
    await worker.close();
    await database.drop();
  });

  const person = async (agency: string, name: string, email: string | null): Promise<PersonId> => {
    const id = newId() as PersonId;
    await people.savePerson({ id, name, email, phone: null, zaloId: null, zaloConsent: false });
    const from = plainDate('2023-01-01');
    await people.saveMembership({ personId: id, agencyId: agency as AgencyId, unit: null, position: 'officer', from, to: null });
    return id;
  };
  const mailbox = (agency: string): Promise<void> => people.saveMailbox(agency as AgencyId, `van-thu@${agency}.invalid`);
  const standIn = async (agency: string, absentId: PersonId, receiverId: PersonId, getsCopy = false): Promise<string> => {
    const days = { from: today, to: today };
    const wanted = { agencyId: agency as AgencyId, absentId, receiverId, ...days, reason: 'Nghỉ phép', getsCopy, namedBy: absentId };
    const named = await standIns.name(wanted, today);
    if (typeof named === 'string') throw new Error(named);
    return named.id;
  };

  const assign = async (lead: string, coordinators: readonly string[] = []): Promise<string> => {
    const pool = openEventStorePool({ connectionString: database.url, max: 1 });
    const store = new PostgresEventStore({ pool, known: knownEventTypes });
    const [planId, taskId] = [newId() as PlanId, newId() as TaskId];
    const row = {
      ...{ taskId, row: 0, ordinal: '1', group: null, groupTitle: null, title: 'Xây dựng đề án', funding: null, output: null },
      deadline: { text: 'năm 2031', kind: 'year', start: null, due: null, recurrence: null },
      leads: [{ agencyId: lead, approver: null, approverProposed: false }],
      ...{ coordinators, printed: { leads: '', coordinators: '', approvers: '' }, source: null, findings: [] },
    };
    const data = {
      ...{ planId, document: { number: '617/KH-UBND', issuedOn: null, issuer: null, title: 'Kế hoạch' }, assigningAuthority: 'ubnd-tinh' },
      ...{ effectiveOn: '2023-05-31', late: false, groups: [], tasks: [row], indicators: [], file: null, enteredBy: null },
      effectiveAt: '2023-05-31T00:00:00.000Z',
    };
    await store.append({ streamId: `plan-${planId}`, expected: 'any', actor: 'system', events: [{ type: 'PlanEntered', data }] });
    await store.close();
    await pool.end();
    return taskId;
  };

  /** Outcomes by agency, once every line of the task is settled. */
  const outcomes = async (task: string): Promise<readonly string[]> => {
    const ledger = new ReminderLedger(database.pool, planTablesOf(reminderPlan));
    for (let tries = 0; tries < 400; tries += 1) {
      const lines = (await ledger.remindersOfTask(task)).filter(({ rule }) => rule === 'assigned' || rule === 'coordination');
      if (lines.length > 0 && lines.every(({ outcome }) => outcome !== 'planned' && outcome !== 'retry'))
        return lines.map(({ agency, outcome, reason, standIn: naming }) =>
          [agency, outcome, reason, naming === null ? null : 'nhận thay'].filter(Boolean).join(' '),
        );
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('The notices of the task were not settled');
  };
  const mailsTo = async (address: string): Promise<readonly { readonly subject: string; readonly text: string }[]> => {
    const store = new CaughtMailStore(database.pool);
    const mine = (await store.list({ limit: 500 })).filter(({ to }) => to.join().includes(address));
    return Promise.all(mine.map(async ({ id, subject }) => ({ subject, text: (await store.get(id))?.text ?? '' })));
  };

  test('an agency without any person is written to at its mailbox', async () => {
    await mailbox('so-khong-nguoi');
    expect(await outcomes(await assign('so-khong-nguoi'))).toEqual(['so-khong-nguoi sent']);
    const [mail] = await mailsTo('van-thu@so-khong-nguoi.invalid');
    expect(mail?.text).toContain('đây là hộp thư công vụ của');
  });

  test('an agency without person and mailbox gets nothing, and the ledger says so for the Office', async () => {
    const task = await assign('so-khong-gi');
    expect(await outcomes(task)).toEqual(['so-khong-gi refused no-recipient']);
    const refused = await new ReminderLedger(database.pool, planTablesOf(reminderPlan)).refusedForLackOfRecipient();
    expect(refused).toContainEqual(expect.objectContaining({ taskId: task, agency: 'so-khong-gi' }));
  });

  test('for a person without any channel the agency’s mailbox is written to', async () => {
    await person('so-khong-kenh', 'Lan', null);
    await mailbox('so-khong-kenh');
    expect(await outcomes(await assign('so-khong-kenh'))).toEqual(['so-khong-kenh sent']);
    expect(await mailsTo('van-thu@so-khong-kenh.invalid')).toHaveLength(1);
  });

  test('a coordinating agency is asked to coordinate in words of its own', async () => {
    await person('so-chu-tri', 'Bê', 'be@so-chu-tri.invalid');
    await person('so-phoi-hop', 'Sơn', 'son@so-phoi-hop.invalid');
    const sent = await outcomes(await assign('so-chu-tri', ['so-phoi-hop']));
    expect(sent.toSorted()).toEqual(['so-chu-tri sent', 'so-phoi-hop sent']);
    expect((await mailsTo('be@so-chu-tri.invalid')).map(({ subject }) => subject)).toEqual([
      expect.stringContaining('01 nhiệm vụ mới giao'),
    ]);
    const [mail] = await mailsTo('son@so-phoi-hop.invalid');
    expect(mail?.subject).toContain('01 nhiệm vụ đề nghị phối hợp');
  });

  test('a stand-in receives for the absent one, is told so, and no more once that has ended', async () => {
    const lan = await person('so-vang', 'Nông Thị Lan', 'lan@so-vang.invalid');
    const hai = newId() as PersonId;
    await people.savePerson({ id: hai, name: 'Hải', email: 'hai@so-vang.invalid', phone: null, zaloId: null, zaloConsent: false });
    const from = plainDate('2023-01-01');
    await people.saveMembership({ personId: hai, agencyId: 'so-vang' as AgencyId, unit: null, position: 'deputy', from, to: null });
    const id = await standIn('so-vang', lan, hai);
    expect(await outcomes(await assign('so-vang'))).toEqual(['so-vang sent nhận thay']);
    expect(await mailsTo('lan@so-vang.invalid')).toEqual([]);
    expect((await mailsTo('hai@so-vang.invalid'))[0]?.text).toContain('nhận thay cho Nông Thị Lan');
    await standIns.end(id, lan);
    expect(await outcomes(await assign('so-vang'))).toEqual(['so-vang sent']);
    expect(await mailsTo('lan@so-vang.invalid')).toHaveLength(1);
    await standIn('so-vang', lan, hai, true);
    expect((await outcomes(await assign('so-vang'))).toSorted()).toEqual(['so-vang sent', 'so-vang sent nhận thay']);
  });

  test('R12: a stand-in who has left the agency gets nothing of its tasks: the mailbox does', async () => {
    const lan = await person('so-roi', 'Lan', 'lan@so-roi.invalid');
    const hai = newId() as PersonId;
    await people.savePerson({ id: hai, name: 'Hải', email: 'hai@so-roi.invalid', phone: null, zaloId: null, zaloConsent: false });
    await mailbox('so-roi');
    await standIn('so-roi', lan, hai);
    expect(await outcomes(await assign('so-roi'))).toEqual(['so-roi sent']);
    expect([(await mailsTo('hai@so-roi.invalid')).length, (await mailsTo('van-thu@so-roi.invalid')).length]).toEqual([0, 1]);
  });

  test('a chain is not followed: whom the receiver named for themselves gets what is the receiver’s own, no more', async () => {
    const lan = await person('so-chuoi', 'Lan', 'lan@so-chuoi.invalid');
    const hai = await person('so-chuoi', 'Hải', 'hai@so-chuoi.invalid');
    const be = await person('so-chuoi', 'Bê', 'be@so-chuoi.invalid');
    await standIn('so-chuoi', lan, hai);
    await standIn('so-chuoi', hai, be);
    await outcomes(await assign('so-chuoi'));
    const counts = await Promise.all(['lan', 'hai', 'be'].map(async (name) => (await mailsTo(`${name}@so-chuoi.invalid`)).length));
    expect(counts).toEqual([0, 1, 1]);
  });
});
