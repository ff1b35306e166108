import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CaughtMailStore, type CaughtMail } from '#channels';
import { z } from 'zod';
import { ComingDays, ComingLetter, Problem, ReminderView } from '#contracts';
import { plainDate, type AgencyId, type PersonId } from '#domain';
import { PostgresPeople } from '#identity';
import { createLogger, setClockOffset, type RunningApp } from '#platform';
import { createApiBed, type ApiBed } from '../../apps/api/src/testing/api-bed.js';
import type { ApiClient } from '../../apps/api/src/testing/api-client.js';
import { enterTask } from '../../apps/api/src/testing/enter-task.js';
import { startWorker } from '../../apps/worker/src/start-worker.js';

const EVENING = '2031-10-13T18:00:00+07:00';
const MORNING = '2031-10-14T07:30:05+07:00';

describe('letters of the coming seven days', () => {
  let bed: ApiBed;
  let worker: RunningApp | null = null;
  let office: ApiClient;
  let roads = '';

  beforeAll(async () => {
    bed = await createApiBed(new Date(EVENING).toISOString());
    await setClockOffset(pool(), EVENING, { again: true });
    office = await bed.signIn('van-phong-ubnd-tinh');
    for (const agency of ['so-noi-vu', 'so-xay-dung', 'so-y-te']) await bed.signIn(agency);
    // On the 14th of October three working days are left.
    await enterTask(bed, { title: 'Nộp đề án sắp xếp', leads: ['so-noi-vu'], coordinators: ['so-y-te'], due: '2031-10-17', kind: 'date' });
    roads = await enterTask(bed, { row: 2, title: 'Lập quy hoạch đường', leads: ['so-xay-dung'], due: '2031-10-17', kind: 'date' });
    await bed.runner.catchUp();
    const people = new PostgresPeople(pool());
    const builder = await personOf('so-xay-dung');
    // Of two agencies: the one letter tells of both.
    await people.saveMembership({ ...membership, personId: builder, agencyId: 'so-noi-vu' as AgencyId, position: 'officer' });
    await people.saveMembership({
      ...membership,
      personId: await personOf('so-y-te'),
      agencyId: 'so-noi-vu' as AgencyId,
      position: 'clerk',
    });
  });
  afterAll(async () => {
    await worker?.close();
    await bed.close();
  });

  const membership = { unit: null, from: plainDate('2023-01-01'), to: null };
  const pool = () => bed.resources.context.pool;
  const personOf = async (username: string): Promise<PersonId> => {
    const { rows } = await pool().query<{ person_id: PersonId }>('select person_id from id.people where email = $1', [
      `${username}@example.invalid`,
    ]);
    return rows[0]!.person_id;
  };
  const coming = (client: ApiClient, query = ''): Promise<ComingDays> => client.get(`/reminders/coming?day=2031-10-14${query}`, ComingDays);
  const names = async (client: ApiClient, query = ''): Promise<readonly string[]> =>
    (await coming(client, query)).letters.map(({ recipient }) => recipient.name).toSorted();
  const open = (client: ApiClient, recipient: string) =>
    client.request('GET', `/reminders/coming/letter?day=2031-10-14&recipient=${encodeURIComponent(recipient)}`);
  const ledger = async (): Promise<unknown> =>
    (
      await pool().query(
        'select (select count(*) from rem.ledger), (select count(*) from rem.deliveries), (select count(*) from rem.act_links)',
      )
    ).rows;

  test('everybody reads their own, the Office everybody’s, by agency, name and plan; days without mail are none', async () => {
    const before = await ledger();
    expect(await names(await bed.signIn('so-noi-vu'))).toEqual(['Người của so-noi-vu']);
    expect((await coming(office, '&scope=all')).days).toEqual(['2031-10-14', '2031-10-15', '2031-10-16', '2031-10-17', '2031-10-20']);
    const everybody = await names(office, '&scope=all');
    expect(everybody).toEqual(expect.arrayContaining(['Người của so-noi-vu', 'Người của so-xay-dung', 'Người của so-y-te']));
    expect(await names(office, '&scope=all&name=xay-d')).toEqual(['Người của so-xay-dung']);
    expect(await names(office, '&scope=all&agency=so-xay-dung')).toEqual(['Người của so-xay-dung']);
    expect(await names(office, '&scope=all&plan=0190a000-0000-7000-8000-00000000000a')).toEqual([]);
    expect((await office.get('/reminders/coming?scope=all&day=2031-10-18', ComingDays)).letters).toEqual([]);
    expect(await ledger()).toEqual(before);
  });

  test('nobody else looks through an agency’s letters but its head and its clerk', async () => {
    const lead = await bed.signIn('so-noi-vu');
    for (const scope of ['agency', 'all']) {
      const answer = await lead.request('GET', `/reminders/coming?scope=${scope}`);
      expect([answer.status, Problem.parse(answer.body).code]).toEqual([403, 'REQUEST.FORBIDDEN']);
    }
    const clerk = await bed.signIn('so-y-te');
    expect((await coming(clerk)).scopes).toEqual(['mine', 'agency']);
    expect(await names(clerk, '&scope=agency')).toEqual(expect.arrayContaining(['Người của so-noi-vu']));
  });

  test('R12: a letter that also tells of work that the reader may not open stays closed, its subject too; its recipient opens it', async () => {
    const clerk = await bed.signIn('so-y-te');
    const builder = await bed.signIn('so-xay-dung');
    const mixed = (await coming(clerk, '&scope=agency')).letters.find(({ recipient }) => recipient.name === 'Người của so-xay-dung');
    expect(mixed).toMatchObject({ subject: null, agencies: expect.arrayContaining([expect.objectContaining({ id: 'so-xay-dung' })]) });
    const key = mixed!.recipient.key;
    expect((await open(clerk, key)).status).toBe(404);
    expect((await open(await bed.signIn('so-noi-vu'), key)).status).toBe(404);
    const letter = ComingLetter.parse((await open(builder, key)).body);
    expect(letter.html).toContain('Lập quy hoạch đường');
    expect(letter.reasons.map(({ work }) => work.id)).toContain(roads);
    // Whatever a letter tells of, its recipient may open.
    for (const { work } of letter.reasons) expect((await builder.request('GET', `/tasks/${work.id}`)).status).toBe(200);
  });

  test('each line says why it came, in the words of the preview and of the task’s own page', async () => {
    const builder = await bed.signIn('so-xay-dung');
    const [mine] = (await coming(builder)).letters;
    const letter = ComingLetter.parse((await open(builder, mine!.recipient.key)).body);
    const said = letter.reasons.map(({ ruleLabel, seatLabel, policy }) => [ruleLabel, seatLabel, policy.label] as const);
    for (const [rule, seat, policy] of said) expect(letter.text).toContain(`Lý do gửi: ${rule}; vị trí nhận: ${seat}; ${policy}.`);
    expect(said).toContainEqual([
      'Trước hạn 03 ngày làm việc',
      'đầu mối thực hiện của cơ quan chủ trì',
      'Chính sách nhắc việc mặc định của hệ thống',
    ]);
    const page = await builder.get(`/tasks/${roads}/reminders`, z.array(ReminderView));
    const onPage = page.map(({ ruleLabel, seatLabel, policy }) => [ruleLabel, seatLabel, policy.label]);
    for (const { ruleLabel, seatLabel, policy } of letter.reasons.filter(({ work }) => work.id === roads))
      expect(onPage).toContainEqual([ruleLabel, seatLabel, policy.label]);
    expect(letter.isMutable).toBe(true);
  });

  test('every letter opened in the evening is what leaves in the morning, byte for byte, but for the tokens of its links', async () => {
    const told = new Map<string, ComingLetter>();
    for (const username of ['so-noi-vu', 'so-xay-dung', 'so-y-te']) {
      const [mine] = (await coming(await bed.signIn(username))).letters;
      told.set(username, ComingLetter.parse((await open(office, mine!.recipient.key)).body));
    }
    worker = await startWorker({ ...bed.resources.context, logger: createLogger({ level: 'silent' }) });
    await setClockOffset(pool(), MORNING, { again: true });
    const withoutTokens = (text: string | null): string | undefined =>
      text?.replace(/\/lien-ket\/(?:[\w-]{32}|\[\[[^\]]+\]\])/gu, '/lien-ket/…');
    for (const [username, letter] of told) {
      const sent = await mailTo(`${username}@example.invalid`, letter.subject);
      expect(withoutTokens(sent.html)).toBe(withoutTokens(letter.html));
      expect(withoutTokens(sent.text)?.trim()).toBe(withoutTokens(letter.text)?.trim());
    }
  });

  const mailTo = async (to: string, subject: string): Promise<CaughtMail> => {
    const store = new CaughtMailStore(pool());
    for (let tries = 0; tries < 400; tries += 1) {
      for (const { id, subject: found } of await store.list({ to })) {
        const mail = found === subject ? await store.get(id) : null;
        if (mail !== null) return mail;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`No mail to ${to} says ${subject}`);
  };
});
