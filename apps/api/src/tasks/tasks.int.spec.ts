import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pageOf, PartListItem, Problem, TaskDetail, TaskListItem } from '#contracts';
import { createApiBed, type ApiBed } from '../testing/api-bed.js';
import { enterTask } from '../testing/enter-task.js';

const Tasks = pageOf(TaskListItem);
const Parts = pageOf(PartListItem);
const DISTRICTS = ['ubnd-huyen-cao-loc', 'ubnd-huyen-loc-binh', 'ubnd-thanh-pho-lang-son'];

describe('the list of tasks', () => {
  let bed: ApiBed;
  let merit = '';
  let roads = '';
  let districts = '';
  let nobody = '';
  beforeAll(async () => {
    bed = await createApiBed();
    merit = await enterTask(bed, {
      row: 1,
      title: 'Rà soát, sắp xếp đội ngũ cán bộ đô thị',
      leads: ['so-noi-vu'],
      coordinators: ['so-tai-chinh'],
      due: '2026-12-31',
    });
    roads = await enterTask(bed, {
      row: 2,
      title: 'Phát triển giao thông',
      leads: ['so-giao-thong-van-tai'],
      due: '2026-11-20',
      assignedOn: '2026-01-05T02:00:00.000Z',
    });
    districts = await enterTask(bed, {
      row: 3,
      title: 'Lập chương trình phát triển đô thị',
      leads: DISTRICTS,
      approver: 'ubnd-tinh',
      due: '2026-12-04',
    });
    nobody = await enterTask(bed, { row: 4, title: 'Nâng cấp hạ tầng', leads: [], due: null });
  });
  afterAll(() => bed.close());

  const ids = async (username: string, query: string): Promise<readonly string[]> =>
    (await (await bed.signIn(username)).get(`/tasks${query}`, Tasks)).items.map((item) => item.id);

  test('shows everything to the Office, in the order of the plan', async () => {
    expect(await ids('van-phong-ubnd-tinh', '')).toEqual([merit, roads, districts, nobody]);
  });

  test('shows an agency what concerns it: as lead, coordinator or approver', async () => {
    expect(await ids('so-noi-vu', '')).toEqual([merit]);
    expect(await ids('so-tai-chinh', '')).toEqual([merit]);
    expect(await ids('so-tai-chinh', '?role=lead')).toEqual([]);
    expect(await ids('so-tai-chinh', '?role=coordinator')).toEqual([merit]);
    expect(await ids('chu-tich-ubnd-tinh', '?role=approver')).toEqual([merit, roads]);
    expect(await ids('so-y-te', '')).toEqual([]);
  });

  test('shows a district the other parts of its task, to read', async () => {
    const client = await bed.signIn('ubnd-huyen-cao-loc');
    const { parts } = await client.get(`/tasks/${districts}`, TaskDetail);
    expect(parts.map((part) => part.agency.id)).toEqual(DISTRICTS);
    expect(parts.map((part) => part.acts.includes('acknowledge'))).toEqual([true, false, false]);
  });

  test('hides a task that does not concern the reader as if it were not there', async () => {
    const client = await bed.signIn('so-y-te');
    for (const path of ['', '/history', '/reminders']) {
      const answer = await client.request('GET', `/tasks/${merit}${path}`);
      expect([answer.status, Problem.parse(answer.body).code]).toEqual([404, 'REQUEST.NOT_FOUND']);
    }
  });

  test('filters by situation, deadline, dates, group and words with or without diacritics', async () => {
    const office = 'van-phong-ubnd-tinh';
    expect(await ids(office, '?work=unassigned')).toEqual([nobody]);
    expect(await ids(office, '?deadline=overdue')).toEqual([roads]);
    expect(await ids(office, '?deadline=due-soon')).toEqual([districts]);
    expect(await ids(office, '?deadline=in-time')).toEqual([merit]);
    expect(await ids(office, '?deadline=no-deadline')).toEqual([nobody]);
    expect(await ids(office, '?dueBefore=2026-12-04')).toEqual([roads]);
    expect(await ids(office, '?dueAfter=2026-12-04')).toEqual([merit]);
    expect(await ids(office, '?agency=so-noi-vu')).toEqual([merit]);
    expect(await ids(office, '?group=II')).toEqual([]);
    expect(await ids(office, '?plan=none')).toEqual([]);
    expect(await ids(office, `?q=${encodeURIComponent('do thi')}`)).toEqual([merit, districts]);
    expect(await ids(office, `?q=${encodeURIComponent('ĐÔ THỊ')}`)).toEqual([merit, districts]);
    expect(await ids(office, `?q=${encodeURIComponent('lộc bình')}`)).toEqual([districts]);
    expect(await ids(office, '?q=100%25_')).toEqual([]);
  });

  test('sorts, and goes on from page to page without skipping or repeating', async () => {
    const client = await bed.signIn('van-phong-ubnd-tinh');
    for (const [sort, expected] of [
      ['due', [roads, districts, merit, nobody]],
      ['-due', [merit, districts, roads, nobody]],
      ['title', [districts, nobody, roads, merit]],
    ] as const) {
      const seen: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const page: { items: { id: string }[]; nextCursor: string | null; total: number } = await client.get(
          `/tasks?limit=1&sort=${sort}${cursor === '' ? '' : `&cursor=${cursor}`}`,
          Tasks,
        );
        expect(page.total).toBe(4);
        seen.push(...page.items.map((item) => item.id));
        cursor = page.nextCursor;
      }
      expect(seen).toEqual(expected);
    }
  });

  test('lists lead parts', async () => {
    const client = await bed.signIn('van-phong-ubnd-tinh');
    const parts = await client.get('/tasks?by=part&sort=due', Parts);
    expect(parts.items.map((item) => [item.agency.id, item.deadline.status])).toEqual([
      ['so-giao-thong-van-tai', 'overdue'],
      ...DISTRICTS.map((id) => [id, 'due-soon']),
      ['so-noi-vu', 'in-time'],
    ]);
    expect(parts.total).toBe(5);
    const own = await client.get('/tasks?by=part&role=lead&agency=ubnd-huyen-loc-binh', Parts);
    expect(own.items.map((item) => item.part)).toEqual(['L02']);
  });

  test('refuses unknown parameters, wrong values and foreign cursors', async () => {
    const client = await bed.signIn('van-phong-ubnd-tinh');
    const pointerOf = async (query: string): Promise<unknown> => {
      const answer = await client.request('GET', `/tasks?${query}`);
      expect(answer.status).toBe(422);
      return Problem.parse(answer.body).errors?.map((error) => error.pointer);
    };
    expect(await pointerOf('colour=red')).toEqual(['/colour']);
    expect(await pointerOf('limit=0')).toEqual(['/limit']);
    expect(await pointerOf('work=sleeping')).toEqual(['/work']);
    expect(await pointerOf('dueBefore=2026-02-30')).toEqual(['/dueBefore']);
    expect(await pointerOf('cursor=abc')).toEqual(['/cursor']);
  });
});
