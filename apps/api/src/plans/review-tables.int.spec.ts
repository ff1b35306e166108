import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CommandReply, pageOf, PartListItem, Problem, ReviewTableView, TaskDetail, TimelineEntry } from '#contracts';
import { fillInCells } from '#testing';
import { z } from 'zod';
import { createApiBed, type ApiBed } from '../testing/api-bed.js';
import type { ApiClient } from '../testing/api-client.js';
import { formOf } from '../testing/multipart.js';

const Parts = pageOf(PartListItem);
const agency = (id: string) => ({ text: id, kind: 'agency', id });
const task = (title: string, leads: readonly string[]) => ({
  title,
  leads: leads.map(agency),
  approvers: [agency('ubnd-tinh')],
  deadline: { text: 'Năm 2030', kind: 'year', start: null, due: '2030-12-31', recurrence: null },
});

/** Columns of the table: G status, H result, I number, J sent on, K difficulties; rows from 5 on. */
describe('the review table of a plan', () => {
  let bed: ApiBed;
  let office: ApiClient;
  let builders: ApiClient;
  let planId: string;
  beforeAll(async () => {
    bed = await createApiBed();
    office = await bed.signIn('van-phong-ubnd-tinh');
    builders = await bed.signIn('so-xay-dung');
    const entered = await office.request('POST', '/letters', {
      document: { number: '1/TB-UBND', title: 'Thông báo kết luận' },
      tasks: [
        task('Rà soát quy hoạch', ['so-xay-dung', 'so-tai-chinh']),
        task('Lập danh mục dự án', ['so-xay-dung']),
        task('Kiểm tra hồ sơ', ['so-xay-dung']),
      ],
    });
    planId = CommandReply.parse(entered.body).id;
    await bed.runner.catchUp();
    await bed.runner.catchUp();
  });
  afterAll(() => bed.close());

  const download = async (client: ApiClient): Promise<Buffer> => {
    const answer = await client.request('GET', `/plans/${planId}/review-table`);
    expect([answer.status, answer.headers['content-type']]).toEqual([200, expect.stringContaining('spreadsheetml')]);
    return answer.bytes;
  };
  const excel = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  const send = async (client: ApiClient, workbook: Buffer, name = 'bieu.xlsx', mediaType = excel) => {
    const form = formOf(name, workbook, mediaType);
    return client.request('POST', `/plans/${planId}/review-table`, form.payload, form.headers);
  };
  const preview = async (client: ApiClient, workbook: Buffer): Promise<ReviewTableView> =>
    ReviewTableView.parse((await send(client, workbook)).body);
  const record = async (client: ApiClient, { file }: ReviewTableView): Promise<ReviewTableView> => {
    const answer = await client.request('POST', `/plans/${planId}/review-table/record`, { file });
    expect(answer.status).toBe(200);
    await bed.runner.catchUp();
    return ReviewTableView.parse(answer.body);
  };
  const states = ({ rows }: ReviewTableView) => rows.map(({ row, state }) => [row, state]);
  const partsOf = async (client: ApiClient) => (await client.get(`/tasks?by=part&plan=${planId}`, Parts)).items;
  const taskOf = async (title: string): Promise<TaskDetail> => {
    const found = (await partsOf(office)).find((each) => each.task.title === title);
    return office.get(`/tasks/${String(found?.task.id)}`, TaskDetail);
  };

  test('holds the open parts of the reader alone, of all agencies for the Office', async () => {
    expect((await preview(builders, await download(builders))).untouched).toBe(3);
    expect((await preview(office, await download(office))).untouched).toBe(4);
    const stranger = await bed.signIn('so-y-te');
    expect((await preview(stranger, await download(stranger))).untouched).toBe(0);
    expect((await office.request('GET', `/plans/01930000-0000-7000-8000-000000000001/review-table`)).status).toBe(404);
  });

  test('shows what would be recorded, and records it row by row in the name of who sends it, once', async () => {
    const filled = await fillInCells(await download(builders), {
      G5: 'Có vướng mắc',
      H5: 'Đã lập đề cương',
      K5: 'Chưa có vốn',
      G6: 'Đã hoàn thành',
      I6: '15/BC-SXD',
      J6: '23/11/2026',
    });
    const seen = await preview(builders, filled);
    expect(states(seen)).toEqual([
      [5, 'ready'],
      [6, 'ready'],
    ]);
    expect(seen.rows[0]?.messages).toEqual(['Báo cáo tiến độ: “Đã lập đề cương”. Khó khăn, vướng mắc: “Chưa có vốn”.']);
    expect(seen.untouched).toBe(1);
    expect((await partsOf(builders)).every(({ work }) => work === 'awaiting')).toBe(true);

    expect(states(await record(builders, seen))).toEqual([
      [5, 'done'],
      [6, 'done'],
    ]);
    const survey = await taskOf('Rà soát quy hoạch');
    const own = survey.parts.find((part) => part.agency.id === 'so-xay-dung');
    expect(own).toMatchObject({ work: 'in-progress', progress: { text: 'Đã lập đề cương', status: 'stuck', difficulties: 'Chưa có vốn' } });
    expect(survey.parts.find((part) => part.agency.id === 'so-tai-chinh')).toMatchObject({ work: 'awaiting' });
    const list = await taskOf('Lập danh mục dự án');
    expect(list.parts[0]?.submissions).toMatchObject([{ document: { number: '15/BC-SXD' }, outcome: { kind: 'pending' } }]);
    const history = await office.get(`/tasks/${list.id}/history`, z.array(TimelineEntry));
    expect(history.find(({ type }) => type === 'CompletionSubmitted')?.actor.agency).toMatchObject({ id: 'so-xay-dung' });

    const again = await preview(builders, filled);
    expect(states(again)).toEqual([
      [5, 'recorded'],
      [6, 'recorded'],
    ]);
    expect((await record(builders, seen)).position).toBeNull();
    expect(await taskOf('Lập danh mục dự án')).toMatchObject({ version: list.version });
  });

  test('overwrites nothing: what moved on, was closed or filled in wrongly is shown, the rest is recorded', async () => {
    const table = await download(builders);
    const check = await taskOf('Kiểm tra hồ sơ');
    await builders.request('POST', `/tasks/${check.id}/acknowledge`, {});
    await bed.runner.catchUp();
    const filled = await fillInCells(table, { H7: 'Đã kiểm tra 3 hồ sơ', G5: 'Đã hoàn thành', I5: '16/BC-SXD', J5: '31/02/2026' });
    const seen = await preview(builders, filled);
    expect(seen.rows.map(({ state, messages }) => [state, messages[0]])).toEqual([
      ['wrong', expect.stringContaining('Ô J5: "31/02/2026" không phải một ngày')],
      ['conflict', expect.stringContaining('đã có thay đổi từ khi tải biểu')],
    ]);
    expect(states(await record(builders, seen))).toEqual(states(seen));

    const late = await fillInCells(await download(builders), { H7: 'Đã kiểm tra 3 hồ sơ' });
    await office.request('POST', `/tasks/${check.id}/cancel`, { part: 'L01', basis: 'Công văn số 2' });
    await bed.runner.catchUp();
    expect(states(await preview(builders, late))).toEqual([[7, 'conflict']]);
  });

  test('lets nobody act for another agency, and knows no row of another plan', async () => {
    const filled = await fillInCells(await download(office), { H5: 'Báo cáo hộ' });
    expect((await preview(office, filled)).rows).toMatchObject([{ state: 'conflict', messages: [expect.stringContaining('chủ trì')] }]);
    const stranger = await bed.signIn('so-y-te');
    expect((await preview(stranger, filled)).rows).toMatchObject([
      { state: 'conflict', messages: [expect.stringContaining('Không tìm thấy')] },
    ]);
    const damaged = await fillInCells(await download(builders), { A5: 'x', H5: 'Đã làm' });
    expect((await preview(builders, damaged)).rows).toMatchObject([{ state: 'conflict', messages: [expect.stringContaining('mã dòng')] }]);
    const copied = await fillInCells(await download(builders), { A6: await keyOfFirst(), H5: 'Một', H6: 'Hai' });
    expect((await preview(builders, copied)).rows.map(({ state }) => state)).toEqual(['ready', 'conflict']);
  });

  /** The code that stands in A5 of the builders' table. */
  const keyOfFirst = async (): Promise<string> => {
    const { id, version } = await taskOf('Rà soát quy hoạch');
    return `${id} L01 ${String(version)}`;
  };

  test('refuses what is no review table, and a file that one may not see', async () => {
    const other = await send(builders, Buffer.from('Kính gửi'), 'thu.txt', 'text/plain');
    expect([other.status, Problem.parse(other.body).code]).toEqual([422, 'REVIEW_TABLE.UNKNOWN']);
    const damaged = await send(builders, Buffer.from('PK\u0003\u0004 x'), 'bieu.xlsx');
    expect([damaged.status, Problem.parse(damaged.body).errors?.[0]?.pointer]).toEqual([422, '/file']);
    const { file } = await preview(office, await download(office));
    const foreign = await builders.request('POST', `/plans/${planId}/review-table/record`, { file });
    expect([foreign.status, Problem.parse(foreign.body).code]).toEqual([422, 'FILE.UNKNOWN']);
  });
});
