import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import {
  AgencyView,
  IndicatorView,
  PlanDraftView,
  ReorganisationView,
  TaskDetail,
  TaskListItem,
  type SuccessionProposalLine,
} from '#contracts';
import type { ApiClient } from '../testing/api-client.js';
import { createApiBed, type ApiBed } from '../testing/api-bed.js';
import { formOf } from '../testing/multipart.js';

const sample = (name: string): Promise<string> => readFile(new URL(`../../../../samples/${name}`, import.meta.url), 'utf8');
const Page = z.object({ items: z.array(TaskListItem) });
const READ = '/reorganisations/lang-son-2025';

describe('the reorganisation of 2025 on the live Lạng Sơn plan', () => {
  let bed: ApiBed;
  let office: ApiClient;
  let department: ApiClient;
  let file: unknown;
  let ids: readonly string[];
  /** What was answered before: of what held on 28/2/2025, and of earlier positions. */
  let before: readonly string[];
  let questions: readonly string[];
  let openBefore: readonly Part[];
  let first: ReorganisationView;

  interface Part {
    readonly task: string;
    readonly part: string;
    readonly holder: string;
  }
  const answer = async (client: ApiClient, url: string): Promise<string> => {
    for (;;) {
      const { status, text } = await client.request('GET', url);
      if (status !== 503) return `${String(status)} ${text}`;
    }
  };
  const ask = (): Promise<readonly string[]> =>
    Promise.all(questions.flatMap((url) => [office, department].map((client) => answer(client, url))));
  const post = async (url: string, body: unknown, client = office): Promise<{ status: number; body: unknown }> => {
    const { status, body: answered } = await client.request('POST', url, body);
    // Once for what was asked, once for what the process has made of it.
    await bed.runner.catchUp();
    await bed.runner.catchUp();
    return { status, body: answered };
  };
  const task = (id: string, moment = ''): Promise<TaskDetail> => office.get(`/tasks/${id}${moment}`, TaskDetail);
  const openParts = async (moment = ''): Promise<readonly Part[]> => {
    const details = await Promise.all(ids.map((id) => task(id, moment)));
    return details.flatMap(({ id, parts }) =>
      parts
        .filter(({ work }) => !['completed', 'withdrawn'].includes(work))
        .map(({ part, agency }) => ({ task: id, part, holder: agency.id })),
    );
  };
  const read = (moment = ''): Promise<ReorganisationView> => office.get(`${READ}${moment}`, ReorganisationView);
  const chosen = ({ kind, subject, part, from, to }: SuccessionProposalLine) => ({
    kind,
    subject,
    part,
    from: from.id,
    to: to?.id ?? null,
  });

  beforeAll(async () => {
    bed = await createApiBed();
    office = await bed.signIn('van-phong-ubnd-tinh');
    department = await bed.signIn('so-tai-chinh');
    file = JSON.parse(await sample('lang-son-2025-sap-xep.json'));
    const form = formOf('lang-son-2023-phu-luc.txt', await sample('lang-son-2023-phu-luc.txt'), 'text/plain');
    const { id } = PlanDraftView.parse((await office.request('POST', '/plan-drafts', form.payload, form.headers)).body);
    expect((await post(`/plan-drafts/${id}/enter`, { effectiveOn: '2023-05-31' })).status).toBe(200);
    ids = (await office.get('/tasks?limit=200', Page)).items.map((item) => item.id);
    expect(ids).toHaveLength(17);
    for (const one of await openParts()) {
      await office.request('POST', `/tasks/${one.task}/record-baseline`, { part: one.part, outcome: { kind: 'in-progress' } });
    }
    await bed.runner.catchUp();
    openBefore = await openParts();
    const head = await bed.resources.store.head();
    const paths = ['/tasks?limit=200', '/tasks?by=part&limit=200', ...ids.map((each) => `/tasks/${each}`)];
    const past = (url: string, moment: string): string => `${url}${url.includes('?') ? '&' : '?'}${moment}`;
    questions = [
      ...paths.map((url) => past(url, 'validAt=2025-02-28')),
      ...[head, head - 60].flatMap((position) =>
        [...paths, '/plans', '/indicators', '/agencies'].map((url) => past(url, `asOf=p${String(position)}`)),
      ),
      ...ids.slice(0, 4).map((each) => `/tasks/${each}/history?asOf=p${String(head)}`),
    ];
    before = await ask();
  }, 120_000);
  afterAll(() => bed.close());

  test('is for the Office; seen before anything is written', async () => {
    expect((await post('/reorganisations', file, department)).status).toBe(403);
    expect((await department.request('GET', READ)).status).toBe(403);
    const { body } = await post('/reorganisations/preview', file);
    const lines = body as SuccessionProposalLine[];
    expect(lines.filter(({ proposal }) => proposal === 'one').length).toBeGreaterThan(20);
    expect((await office.request('GET', READ)).status).toBe(404);
  });

  test('founds and ends agencies, once; proposes one where there is one, and multiplies nothing', async () => {
    expect((await post('/reorganisations', file)).body).toMatchObject({ events: ['ReorganisationRecorded'] });
    expect((await post('/reorganisations', file)).body).toMatchObject({ events: [] });
    const agencies = await office.get('/agencies', z.array(AgencyView));
    const named = (id: string) => agencies.find((agency) => agency.id === id);
    expect(named('so-tai-chinh')).toMatchObject({ active: false, endedOn: '2025-03-01', successors: [{ id: 'so-tai-chinh-2025' }] });
    expect(agencies.filter(({ level, active }) => level === 'commune' && active)).toHaveLength(65);
    first = await read();
    const lead = first.lines.filter(({ kind }) => kind === 'lead');
    expect(lead).toHaveLength(new Set(lead.map(({ subject, part }) => `${subject} ${String(part)}`)).size);
    const ofDistricts = lead.filter(({ from }) => /^ubnd-(?:huyen|thanh-pho)/u.test(from.id));
    // Nine rows of all eleven, and one of the city alone.
    expect(ofDistricts).toHaveLength(9 * 11 + 1);
    expect(ofDistricts.every(({ to, proposal, among }) => to === null && proposal === 'choose' && among.length > 3)).toBe(true);
    expect(lead.filter((line) => !ofDistricts.includes(line)).every(({ proposal, to }) => proposal === 'one' && to !== null)).toBe(true);
  });

  test('moves what is confirmed; every part that was open is open under one holder or listed for a person', async () => {
    const lines = first.lines.filter(({ proposal }) => proposal === 'one').map(chosen);
    expect((await post(`${READ}/confirm-succession`, { lines })).body).toMatchObject({ events: ['SuccessionConfirmed'] });
    const after = await read();
    expect(after.confirmations).toEqual([{ number: 1, lines: lines.length, moved: lines.length, unmoved: [] }]);
    const now = await openParts();
    expect(now.map(({ task: of, part }) => [of, part])).toEqual(openBefore.map(({ task: of, part }) => [of, part]));
    const moved = new Map(lines.filter(({ kind }) => kind === 'lead').map((line) => [`${line.subject} ${String(line.part)}`, line.to]));
    const listed = new Set(after.lines.filter(({ kind }) => kind === 'lead').map(({ subject, part }) => `${subject} ${String(part)}`));
    for (const [index, { task: of, part, holder }] of openBefore.entries()) {
      const key = `${of} ${part}`;
      expect(now[index]?.holder).toBe(moved.get(key) ?? holder);
      if (/^ubnd-(?:huyen|thanh-pho)/u.test(holder)) expect(listed.has(key)).toBe(true);
    }
    expect(after.lines.every(({ proposal }) => proposal === 'choose')).toBe(true);
    const indicators = await office.get('/indicators', z.array(IndicatorView));
    expect(indicators.flatMap(({ leads }) => leads.map(({ id }) => id)).filter((id) => id === 'so-xay-dung')).toEqual([]);
  });

  test('two parts of one task that come to one agency stay two, with a finding', async () => {
    const rows = await Promise.all(ids.map((id) => task(id)));
    const [three, sixteen] = [2, 15].map((row) => rows.find((one) => one.row === row)) as [TaskDetail, TaskDetail];
    expect(sixteen.parts.map(({ agency }) => agency.id)).toEqual(['so-xay-dung-2025']);
    expect(sixteen.coordinatingParts.map(({ agency }) => agency.id)).toContain('so-xay-dung-2025');
    const holders = [...three.parts, ...three.coordinatingParts].map(({ agency }) => agency.id);
    expect(holders.filter((id) => id === 'so-tai-chinh-2025')).toHaveLength(2);
    expect(sixteen.notices.map(({ code }) => code)).toContain('lead-coordinates');
    expect(three.notices.map(({ code }) => code)).toContain('repeated-coordinator');
  });

  test('answers of what held on 28/2/2025, and of earlier positions, are the same byte for byte', async () => {
    expect(await ask()).toEqual(before);
  }, 120_000);

  test('on 30/6/2025 the departments have moved and the districts have not; on 1/7/2025 the districts are listed', async () => {
    const june = await openParts('?validAt=2025-06-30');
    expect(june.filter(({ holder }) => ['so-xay-dung', 'so-tai-chinh', 'so-noi-vu'].includes(holder))).toEqual([]);
    const departments = first.lines.filter(({ kind, proposal }) => kind === 'lead' && proposal === 'one');
    for (const { subject, part, to } of departments) {
      expect(june).toContainEqual({ task: subject, part, holder: to?.id });
    }
    expect(june.filter(({ holder }) => /^ubnd-(?:huyen|thanh-pho)/u.test(holder))).toHaveLength(100);
    expect((await read('?validAt=2025-06-30')).lines).toEqual([]);
    const july = (await read('?validAt=2025-07-01')).lines;
    expect(july.filter(({ kind }) => kind === 'lead')).toHaveLength(100);
    expect(july.every(({ from }) => /^ubnd-(?:huyen|thanh-pho)/u.test(from.id))).toBe(true);
    const march = await openParts('?validAt=2025-02-28');
    expect(march.filter(({ holder }) => holder === 'so-xay-dung-2025')).toEqual([]);
  }, 60_000);

  test('people of the old agency read its past, and may do nothing more', async () => {
    const heir = await bed.signIn('so-tai-chinh-2025');
    const mine = (client: ApiClient) => client.get('/tasks?limit=200', Page);
    const old = (await mine(department)).items;
    expect(old.length).toBeGreaterThan(0);
    for (const { id } of old) {
      const { acts, parts } = await department.get(`/tasks/${id}`, TaskDetail);
      expect([acts, parts.flatMap((part) => part.acts)]).toEqual([[], []]);
    }
    expect((await mine(heir)).items.map(({ id }) => id)).toEqual(expect.arrayContaining(old.map(({ id }) => id)));
  });

  test('a district’s part goes where a person chooses; the same line again, or one that was closed since, harms nothing', async () => {
    const [line, other] = (await read()).lines.filter(({ kind, from }) => kind === 'lead' && from.id === 'ubnd-huyen-bac-son');
    const to = line!.among[0]!.id;
    const lines = [line!, other!].map((one) => ({ ...chosen(one), to }));
    await office.request('POST', `/tasks/${other!.subject}/cancel`, { part: other!.part, basis: 'Nghị quyết 1672' });
    await bed.runner.catchUp();
    await post(`${READ}/confirm-succession`, { lines });
    await post(`${READ}/confirm-succession`, { lines: lines.slice(0, 1) });
    const { confirmations } = await read();
    expect(confirmations.slice(1)).toMatchObject([
      { number: 2, lines: 2, moved: 1, unmoved: [{ subject: other!.subject, code: 'TASK.PART_CLOSED' }] },
      { number: 3, lines: 1, moved: 1, unmoved: [] },
    ]);
    const part = (await task(line!.subject)).parts.find((one) => one.part === line!.part);
    expect(part).toMatchObject({ agency: { id: to }, takeover: { from: { id: 'ubnd-huyen-bac-son' } } });
    const wrong = { ...chosen(line!), to: 'ubnd-huyen-chi-lang' };
    expect(await post(`${READ}/confirm-succession`, { lines: [wrong] })).toMatchObject({
      status: 409,
      body: { code: 'REORGANISATION.SUCCESSOR_ENDED' },
    });
  });

  test('the directory of any day calls agencies as they were called then', async () => {
    expect((await post('/agencies/so-y-te/rename', { name: 'Sở Y tế tỉnh', from: '2026-01-01', basis: 'Quyết định 1' })).status).toBe(200);
    const on = async (query: string, id: string) =>
      (await office.get(`/agencies${query}`, z.array(AgencyView))).find((one) => one.id === id);
    expect(await on('', 'so-y-te')).toMatchObject({ name: 'Sở Y tế tỉnh', formerNames: [{ name: 'Sở Y tế' }] });
    expect(await on('?on=2025-12-31', 'so-y-te')).toMatchObject({ name: 'Sở Y tế', formerNames: [] });
    expect(await on('?on=2025-02-28', 'so-tai-chinh')).toMatchObject({ active: true });
    expect(await on('?on=2025-02-28', 'so-tai-chinh-2025')).toMatchObject({ active: false });
    expect((await post('/agencies/so-y-te/rename', { name: 'Khác', from: '2027-01-01', basis: 'x' })).body).toMatchObject({
      code: 'AGENCY.NOT_YET',
    });
    expect((await post('/agencies/so-tai-chinh/dissolve', { on: '2026-01-01', basis: 'x' })).body).toMatchObject({
      code: 'AGENCY.DISSOLVED',
    });
    expect((await post('/agencies/so-y-te/rename', { name: 'x', from: '2026-01-01', basis: 'x' }, department)).status).toBe(403);
    expect(await ask()).toEqual(before);
  }, 120_000);
});
