import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CommandReply, ReportLineView, ReportSummary, ReportView } from '#contracts';
import { setClockOffset } from '#platform';
import { createApiBed, type ApiBed } from '../testing/api-bed.js';
import type { Answer, ApiClient } from '../testing/api-client.js';
import { enterTask } from '../testing/enter-task.js';

/** Later than any clock that the test's server may have: its times never go back. */
const quarter = { from: '2101-07-01', to: '2101-09-30' };

describe('closing a period over HTTP', () => {
  let bed: ApiBed;
  let late: string;
  let report: string;
  /** As it was made when it was locked. */
  let locked: readonly Buffer[];

  const goTo = async (instant: string): Promise<void> => {
    await setClockOffset(bed.resources.context.pool, instant, { again: true });
    bed.clock.set(instant);
  };
  const as = (username: string): Promise<ApiClient> => bed.signIn(username);
  const post = async (client: ApiClient, path: string, body: object, key?: string): Promise<Answer> => {
    const answer = await client.request('POST', `/reports${path}`, body, key === undefined ? {} : { 'idempotency-key': key });
    await bed.runner.catchUp();
    return answer;
  };
  const code = ({ status, body }: Answer): unknown => [status, (body as { code?: string }).code ?? (body as { events: string[] }).events];
  const page = (client: ApiClient, id = report): Promise<ReportView> => client.get(`/reports/${id}`, ReportView);
  const files = async (client: ApiClient): Promise<readonly Buffer[]> => {
    const made = await Promise.all(['docx', 'xlsx'].map((format) => client.request('GET', `/reports/${report}/document?format=${format}`)));
    expect(made.map(({ status }) => status)).toEqual([200, 200]);
    return made.map(({ bytes }) => bytes);
  };
  const lines = (client: ApiClient): Promise<ReportLineView[]> => client.get(`/reports/${report}/lines`, ReportLineView.array());
  const patiently = async (client: ApiClient, body: object, key?: string): Promise<Answer> => {
    for (;;) {
      const answer = await post(client, '', body, key);
      if (answer.status !== 503) return answer;
    }
  };

  beforeAll(async () => {
    bed = await createApiBed('2101-07-05T02:00:00.000Z');
    await goTo('2101-07-05T02:00:00.000Z');
    const titled = (title: string, lead: string, due: string) => enterTask(bed, { title, leads: [lead], due, kind: 'date' });
    late = await titled('Nhiệm vụ gửi trước, nhập sau', 'so-noi-vu', '2101-09-15');
    await titled('Nhiệm vụ quá hạn', 'so-tai-chinh', '2101-09-20');
    await titled('Nhiệm vụ trong hạn', 'so-xay-dung', '2101-12-20');
    await bed.runner.catchUp();
    await goTo('2101-09-17T02:00:00.000Z');
    await (await as('so-noi-vu')).must(late, 'acknowledge');
    const document = { number: '15/BC-SNV', date: '2101-09-14' };
    await (await as('so-noi-vu')).must(late, 'submit-completion', { text: 'Đã hoàn thành', document, sentOn: '2101-09-14' });
    await goTo('2101-10-03T02:00:00.000Z');
  });
  afterAll(() => bed.close());

  test('the Office takes the cut-off of a period that is over; two who open the same one meet', async () => {
    const office = await as('van-phong-ubnd-tinh');
    expect(code(await post(office, '', { from: '2101-10-01', to: '2101-12-31' }))).toEqual([422, 'REPORT.NOT_YET']);
    expect((await post(office, '', { from: quarter.to, to: quarter.from })).status).toBe(422);
    expect((await post(await as('so-noi-vu'), '', quarter)).status).toBe(403);
    const taken = await patiently(office, quarter, 'cut-off-key');
    report = CommandReply.parse(taken.body).id;
    expect(code(taken)).toEqual([200, ['CutOffTaken']]);
    expect((await patiently(office, quarter, 'cut-off-key')).body).toEqual(taken.body);
    expect(code(await patiently(await as('admin'), quarter))).toEqual([200, []]);
    const view = await page(office);
    expect(view).toMatchObject({ title: 'Quý III/2101', status: 'reconciling', reconcileBy: '2101-10-05', total: 3, agencies: 3 });
    expect(view.figures.total.cells).toMatchObject({ doneOnTime: 0, openOverdue: 1, openInTime: 2 });
    expect(view.reconciliations.map(({ answer }) => answer)).toEqual(['silent', 'silent', 'silent']);
    expect(await lines(office)).toHaveLength(3);
  });

  test('an agency sees its own part and answers for nobody else', async () => {
    const home = await as('so-noi-vu');
    const [own] = await lines(home);
    expect(await lines(home)).toHaveLength(1);
    expect(own).toMatchObject({
      cell: 'openInTime',
      submitted: true,
      result: { number: '15/BC-SNV', on: '2101-09-14' },
      agency: { name: 'Sở Nội vụ' },
    });
    const view = await page(home);
    expect(view).toMatchObject({
      total: 1,
      agencies: 1,
      reconciliations: [{ agency: { id: 'so-noi-vu' } }],
      figures: { total: { total: 1 } },
    });
    const foreign = (await lines(await as('van-phong-ubnd-tinh'))).find(({ agency }) => agency.id === 'so-tai-chinh');
    expect(code(await post(home, `/${report}/confirm-lines`, { cutOff: 1, onBehalfOf: 'so-tai-chinh' }))).toEqual([
      403,
      'ACTOR.NOT_YOUR_AGENCY',
    ]);
    const objections = [{ line: foreign?.key, reason: 'Không phải việc của Sở' }];
    expect(code(await post(home, `/${report}/object-to-lines`, { cutOff: 1, objections }))).toEqual([409, 'REPORT.NOT_YOUR_LINE']);
    expect(code(await post(home, `/${report}/lock`, { cutOff: 1 }))).toEqual([403, 'REPORT.OFFICE_ONLY']);
    const stranger = await as('so-giao-thong-van-tai');
    expect((await stranger.request('GET', `/reports/${report}`)).status).toBe(404);
    expect(await stranger.get('/reports', ReportSummary.array())).toEqual([]);
    expect(code(await post(stranger, `/${report}/confirm-lines`, { cutOff: 1 }))).toEqual([409, 'REPORT.NO_LINES']);
  });

  test('agencies are told, until they have answered', async () => {
    const told = async (username: string) =>
      ((await (await as(username)).request('GET', '/me/inbox')).body as { reports: unknown }).reports;
    expect(await told('so-noi-vu')).toMatchObject([{ report, next: 'reconcile', due: '2101-10-05', workingDaysLeft: 2 }]);
    expect(code(await post(await as('so-noi-vu'), `/${report}/confirm-lines`, { cutOff: 1 }))).toEqual([200, ['LinesConfirmed']]);
    expect(code(await post(await as('so-noi-vu'), `/${report}/confirm-lines`, { cutOff: 1 }))).toEqual([200, []]);
    expect(await told('so-noi-vu')).toEqual([]);
  });

  test('an objection is answered before the figures are locked; silence is waited for, then shown', async () => {
    const finance = await as('so-tai-chinh');
    const office = await as('van-phong-ubnd-tinh');
    const [line] = await lines(finance);
    const objections = [{ line: line?.key, reason: 'Đã gửi văn bản ngày 19/9' }];
    expect(code(await post(finance, `/${report}/object-to-lines`, { cutOff: 1, objections }))).toEqual([200, ['LinesObjected']]);
    expect((await office.request('GET', '/me/inbox')).body).toMatchObject({ reports: [{ report, next: 'answer' }] });
    const draft = await office.request('GET', `/reports/${report}/document`);
    expect(decodeURIComponent(String(draft.headers['content-disposition']))).toContain('CHƯA CHỐT');
    expect(draft.text).toContain('SỐ LIỆU CHƯA CHỐT');
    const document = { number: '120/VP-TH', date: '2101-10-06' };
    expect(code(await post(office, `/${report}/confirm`, { cutOff: 1, document }))).toEqual([409, 'REPORT.OBJECTIONS_OPEN']);
    const answer = { cutOff: 1, objection: 1, outcome: 'kept', answer: 'Văn bản đến ngày 22/9' };
    expect(code(await post(office, `/${report}/answer-objection`, answer))).toEqual([200, ['ObjectionAnswered']]);
    expect(code(await post(office, `/${report}/confirm`, { cutOff: 1, document }))).toEqual([409, 'REPORT.RECONCILIATION_RUNS']);
    await goTo('2101-10-06T02:00:00.000Z');
    const again = await as('van-phong-ubnd-tinh');
    expect(code(await post(again, `/${report}/confirm`, { cutOff: 1 }))).toEqual([409, 'REPORT.HEAD_OR_DOCUMENT']);
    expect(code(await post(again, `/${report}/lock`, { cutOff: 1 }))).toEqual([409, 'REPORT.NOT_CONFIRMED']);
    expect(code(await post(again, `/${report}/confirm`, { cutOff: 1, document }))).toEqual([200, ['ReportConfirmed']]);
  });

  test('two lock at once: one event, nobody sees an error; after it nothing changes', async () => {
    const [one, other] = [await as('van-phong-ubnd-tinh'), await as('admin')];
    const locks = await Promise.all([one, other].map((client) => post(client, `/${report}/lock`, { cutOff: 1 })));
    expect(locks.map(({ status }) => status)).toEqual([200, 200]);
    expect(locks.flatMap(({ body }) => (body as CommandReply).events)).toEqual(['ReportLocked']);
    locked = await files(one);
    expect((await (await as('so-noi-vu')).request('GET', `/reports/${report}/document`)).status).toBe(403);
    const [line] = await lines(await as('so-tai-chinh'));
    const late = { cutOff: 1, objections: [{ line: line?.key, reason: 'Muộn' }] };
    expect(code(await post(await as('so-tai-chinh'), `/${report}/object-to-lines`, late))).toEqual([409, 'REPORT.LOCKED']);
    expect(await page(one)).toMatchObject({
      status: 'locked',
      locked: { silent: [{ id: 'so-xay-dung' }] },
      confirmed: { document: { number: '120/VP-TH' } },
      objections: [{ reason: 'Đã gửi văn bản ngày 19/9', answer: { outcome: 'kept' } }],
    });
  });

  test('a sent date that is put right later is an adjustment of the next period, and the locked one stays', async () => {
    const before = await (await as('van-phong-ubnd-tinh')).request('GET', `/reports/${report}`);
    await goTo('2101-10-20T02:00:00.000Z');
    await (await as('van-phong-ubnd-tinh')).must(late, 'correct-sent-date', { sentOn: '2101-09-16', reason: 'Theo dấu bưu điện' });
    await bed.runner.catchUp();
    await goTo('2102-01-04T02:00:00.000Z');
    const office = await as('van-phong-ubnd-tinh');
    const taken = await patiently(office, { from: '2101-10-01', to: '2101-12-31' });
    const next = await page(office, CommandReply.parse(taken.body).id);
    expect(next.adjustments).toEqual([
      {
        report,
        title: 'Quý III/2101',
        task: { id: late, title: 'Nhiệm vụ gửi trước, nhập sau', ordinal: '1' },
        part: 'L01',
        cycle: null,
        before: { agency: { id: 'so-noi-vu', name: 'Sở Nội vụ' }, cell: 'openInTime', daysLate: 0 },
        after: { agency: { id: 'so-noi-vu', name: 'Sở Nội vụ' }, cell: 'openOverdue', daysLate: 15 },
        movedBy: [{ text: 'đính chính ngày gửi', recordedAt: expect.any(String) }],
      },
    ]);
    expect((await office.request('GET', `/reports/${report}`)).text).toBe(before.text);
  });

  test('a wrong cut-off is withdrawn with its reason and taken again', async () => {
    const office = await as('van-phong-ubnd-tinh');
    const [open] = await office.get('/reports', ReportSummary.array());
    const id = open?.id ?? '';
    expect(code(await post(office, `/${id}/withdraw-cut-off`, { cutOff: 1, reason: 'Chưa nhập hết kết quả' }))).toEqual([
      200,
      ['CutOffWithdrawn'],
    ]);
    expect(await page(office, id)).toMatchObject({ status: 'withdrawn', withdrawn: [{ reason: 'Chưa nhập hết kết quả' }] });
    expect(code(await patiently(office, { from: '2101-10-01', to: '2101-12-31' }))).toEqual([200, ['CutOffTaken']]);
    expect(code(await post(await as('so-xay-dung'), `/${id}/confirm-lines`, { cutOff: 1 }))).toEqual([409, 'REPORT.CUT_OFF_CHANGED']);
    expect(await page(office, id)).toMatchObject({ status: 'reconciling', cutOff: 2 });
  });

  test('made again a year later, after more work and other names, a locked report has the same bytes', async () => {
    await goTo('2102-11-04T02:00:00.000Z');
    const office = await as('van-phong-ubnd-tinh');
    const rename = { name: 'Sở Nội vụ và Lao động', from: '2102-03-01', basis: 'Nghị quyết 01' };
    expect((await office.request('POST', '/agencies/so-noi-vu/rename', rename)).status).toBe(200);
    const succeeded = { on: '2102-03-01', successors: ['so-xay-dung'], shape: 'merged', basis: 'Nghị quyết 02' };
    expect((await office.request('POST', '/agencies/so-tai-chinh/succeed', succeeded)).status).toBe(200);
    await (await as('chu-tich-ubnd-tinh')).must(late, 'approve-completion');
    await bed.runner.catchUp();
    const again = await as('van-phong-ubnd-tinh');
    expect(await files(again)).toEqual(locked);
    expect(String(locked[0])).toContain('Sở Nội vụ');
    expect(String(locked[0])).not.toContain('Lao động');
  });
});
