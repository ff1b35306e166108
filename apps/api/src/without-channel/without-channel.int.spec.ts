import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Problem, WithoutChannelView } from '#contracts';
import { plainDate, type AgencyId, type PersonId } from '#domain';
import { PostgresPeople, RefusedAddresses, type Position } from '#identity';
import { newId, setClockOffset } from '#platform';
import { createApiBed, type ApiBed } from '../testing/api-bed.js';
import type { ApiClient } from '../testing/api-client.js';
import { enterTask } from '../testing/enter-task.js';

const MORNING = '2026-11-23T08:00:00+07:00';

describe('people and agencies without a channel', () => {
  let bed: ApiBed;
  let office: ApiClient;
  let admin: ApiClient;
  let silent: PersonId;
  let head: PersonId;

  const pool = () => bed.resources.context.pool;
  const member = async (agency: string, name: string, position: Position): Promise<PersonId> => {
    const people = new PostgresPeople(pool());
    const id = newId() as PersonId;
    await people.savePerson({ id, name, email: null, phone: null, zaloId: null, zaloConsent: false });
    const from = plainDate('2023-01-01');
    await people.saveMembership({ personId: id, agencyId: agency as AgencyId, unit: null, position, from, to: null });
    return id;
  };
  const list = (client = office): Promise<WithoutChannelView> => client.get('/without-channel', WithoutChannelView);

  beforeAll(async () => {
    bed = await createApiBed(new Date(MORNING).toISOString());
    await setClockOffset(pool(), MORNING, { again: true });
    [office, admin] = [await bed.signIn('van-phong-ubnd-tinh'), await bed.signIn('admin')];
    await bed.signIn('so-noi-vu');
    silent = await member('so-noi-vu', 'Lý Văn Hải', 'officer');
    head = await member('so-y-te', 'Hoàng Thị Bê', 'head');
    const people = new PostgresPeople(pool());
    await people.saveMailbox('so-noi-vu' as AgencyId, 'van-thu@so-noi-vu.invalid');
    await people.saveMailbox('so-y-te' as AgencyId, 'Van-Thu@so-y-te.invalid');
    await new RefusedAddresses(pool()).mark('van-thu@so-y-te.invalid', '5.1.1 no such user');
    const due = { due: '2026-12-11', kind: 'date' } as const;
    for (const [row, lead] of ['so-xay-dung', 'so-noi-vu', 'so-y-te'].entries())
      await enterTask(bed, { row, title: `Nộp đề án ${lead}`, leads: [lead], ...due });
    await bed.runner.catchUp();
  });
  afterAll(() => bed.close());

  /** Until 23/12: assigned, not acknowledged, 7, 3 and 1 days before, the day itself, overdue twice, four overviews; the head once. */
  const REMINDERS = 13;

  test('are listed with what they miss and how many reminders of the coming days would reach nobody, the gravest first', async () => {
    const { agencies, people, days, mayEnterPeople } = await list();
    expect({ days, mayEnterPeople }).toEqual({ days: 30, mayEnterPeople: false });
    expect(agencies.filter(({ reminders }) => reminders > 0)).toEqual([
      {
        agency: { id: 'so-xay-dung', name: 'Sở Xây dựng' },
        ...{ members: 0, mailbox: 'none', reminders: REMINDERS, missed: 0 },
        seats: ['người đứng đầu cơ quan', 'đầu mối thực hiện của cơ quan chủ trì'],
      },
      expect.objectContaining({ agency: { id: 'so-y-te', name: 'Sở Y tế' }, members: 1, mailbox: 'refused', reminders: REMINDERS }),
    ]);
    expect(people).toMatchObject([
      { name: 'Hoàng Thị Bê', email: 'none', zalo: null, posts: [{ position: 'head' }], reminders: REMINDERS, elsewhere: 0 },
      { name: 'Lý Văn Hải', posts: [{ agency: { name: 'Sở Nội vụ' } }], seats: [expect.any(String)], reminders: 0 },
    ]);
    expect(people[1]?.elsewhere).toBe(REMINDERS - 1);
  });

  test('an agency without anybody and without reminders is told too, after the others; one that is reached is not', async () => {
    const { agencies } = await list();
    expect(agencies.find(({ agency }) => agency.id === 'so-tai-chinh')).toMatchObject({ members: 0, seats: [], reminders: 0 });
    expect(agencies.some(({ agency }) => agency.id === 'so-noi-vu')).toBe(false);
    expect(agencies.map(({ reminders }) => reminders > 0).lastIndexOf(true)).toBe(1);
  });

  test('the Office enters mailboxes, the administrator people’s addresses too; an address that is entered again works again', async () => {
    const put = (client: ApiClient, path: string, email: string) => client.request('PUT', `/without-channel/${path}`, { email });
    const after = WithoutChannelView.parse((await put(office, 'agencies/so-xay-dung/mailbox', 'van-thu@so-xay-dung.invalid')).body);
    expect(after.agencies.some(({ agency }) => agency.id === 'so-xay-dung')).toBe(false);
    expect((await put(office, `people/${silent}/email`, 'hai@so-noi-vu.invalid')).status).toBe(403);
    expect((await put(admin, `people/${silent}/email`, 'hai@so-noi-vu.invalid')).status).toBe(200);
    await put(office, 'agencies/so-y-te/mailbox', 'van-thu@so-y-te.invalid');
    const { agencies, people, mayEnterPeople } = await list(admin);
    expect(mayEnterPeople).toBe(true);
    expect(agencies.filter(({ reminders }) => reminders > 0)).toEqual([]);
    // Her reminders go to the mailbox now.
    expect(people).toMatchObject([{ id: head, reminders: 0, elsewhere: REMINDERS }]);
    expect(bed.logLines.join('')).not.toContain('hai@so-noi-vu');
  });

  test('nobody else reads or enters; what is no address, no agency or nobody is refused by name', async () => {
    const lead = await bed.signIn('so-noi-vu');
    const asked = [
      ['GET', '/without-channel', undefined],
      ['PUT', '/without-channel/agencies/so-noi-vu/mailbox', { email: 'a@b.vn' }],
      ['PUT', `/without-channel/people/${head}/email`, { email: 'a@b.vn' }],
    ] as const;
    for (const [method, path, body] of asked) {
      expect((await lead.request(method, path, body)).status).toBe(403);
      expect((await bed.anonymous().request(method, path, body)).status).toBe(401);
    }
    const refused = async (path: string, email: string) => {
      return Problem.parse((await admin.request('PUT', `/without-channel/${path}`, { email })).body);
    };
    expect(await refused('agencies/so-y-te/mailbox', 'khong phai')).toMatchObject({
      status: 422,
      errors: [{ pointer: '/email', message: expect.stringContaining('không đúng dạng') }],
    });
    expect(await refused('agencies/so-khong-co/mailbox', 'a@b.vn')).toMatchObject({
      status: 404,
      detail: expect.stringContaining('cơ quan'),
    });
    expect(await refused(`people/${newId()}/email`, 'a@b.vn')).toMatchObject({ status: 404, detail: expect.stringContaining('danh bạ') });
  });
});
