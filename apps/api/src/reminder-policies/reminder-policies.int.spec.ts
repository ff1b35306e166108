import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { CalendarOfTheLog, PoliciesOfTheLog } from '#application';
import { PolicyEffectsView, PolicyHistoryView, ReminderPolicyView, TaskDetail } from '#contracts';
import { newId } from '#platform';
import { vietnamWorkingCalendar } from '#reference-data';
import { planTablesOf, Replan } from '#reminders';
import { reminderPlan } from '#schema';
import { createApiBed, type ApiBed } from '../testing/api-bed.js';
import type { ApiClient } from '../testing/api-client.js';
import { enterTask } from '../testing/enter-task.js';

const basis = 'Công văn 12/UBND-TH';
const planId = '0190a000-0000-7000-8000-00000000000a';
const plan = {
  ...{ planId, assigningAuthority: 'ubnd-tinh', effectiveOn: '2026-11-01', late: false, groups: [], tasks: [], indicators: [] },
  document: { number: '9/KH-UBND', issuedOn: '2026-11-01', issuer: 'UBND tỉnh', title: 'Kế hoạch' },
  ...{ file: null, enteredBy: null, effectiveAt: '2026-11-01T00:00:00.000Z' },
};

describe('reminder policies', () => {
  let bed: ApiBed;
  let office: ApiClient;
  beforeAll(async () => {
    bed = await createApiBed();
    office = await bed.signIn('van-phong-ubnd-tinh');
    await enterTask(bed, { title: 'Nộp đề án', leads: ['so-noi-vu', 'so-xay-dung'], due: '2026-12-11', kind: 'date' });
    await bed.runner.catchUp();
  });
  afterAll(() => bed.close());

  const general = async (): Promise<ReminderPolicyView> => {
    const [first] = await office.get('/reminder-policies', z.array(ReminderPolicyView));
    if (first === undefined) throw new Error('There is no general policy');
    return first;
  };
  const rules = async (): Promise<readonly string[]> => {
    const { rows } = await bed.resources.context.pool.query<{ rule: string }>(
      `select distinct rule from ${planTablesOf(reminderPlan).rows} where rule like 'due-in-%' order by rule`,
    );
    return rows.map(({ rule }) => rule);
  };
  const replan = (): Replan =>
    new Replan(
      bed.resources.context.pool,
      planTablesOf(reminderPlan),
      new PoliciesOfTheLog(bed.resources.store),
      new CalendarOfTheLog(bed.resources.store, vietnamWorkingCalendar),
    );

  test('stand with the Office alone', async () => {
    const member = await bed.signIn('so-noi-vu');
    const { settings } = await general();
    expect((await member.request('GET', '/reminder-policies')).status).toBe(403);
    expect((await member.request('GET', '/reminder-policies/history')).status).toBe(403);
    expect((await bed.anonymous().request('GET', '/reminder-policies/history')).status).toBe(401);
    expect((await member.request('POST', '/reminder-policies/preview', { settings })).status).toBe(403);
    expect((await member.request('POST', '/reminder-policies', { settings, basis })).status).toBe(403);
  });

  test('name agencies that are there', async () => {
    const { settings, version } = await general();
    for (const wrong of [{ followedBy: 'cung-khong' }, { leaders: ['khong-co'] }]) {
      const reply = await office.request('POST', '/reminder-policies', { settings: { ...settings, ...wrong }, basis });
      expect(reply).toMatchObject({ status: 422, body: { code: 'POLICY.UNKNOWN_AGENCY' } });
      const shown = await office.request('POST', '/reminder-policies/preview', { settings: { ...settings, ...wrong } });
      expect(shown).toMatchObject({ status: 422, body: { code: 'POLICY.UNKNOWN_AGENCY' } });
    }
    expect(await general()).toMatchObject({ version });
  });

  test('before one is confirmed, what it changes in the coming 30 days is counted and listed, and nothing is changed', async () => {
    const { settings, version } = await general();
    const wanted = { ...settings, beforeDue: [7, 5, 1], dailyAt: 8 * 60 };
    const reply = await office.request('POST', '/reminder-policies/preview', { settings: wanted });
    const effects = PolicyEffectsView.parse(reply.body);
    // Two lead parts: 5 comes, 3 and 0 go, 7, 1 and the rest move by half an hour.
    expect(effects).toMatchObject({ version, days: 30, added: 2, removed: 4 });
    expect(effects.moved).toBeGreaterThan(4);
    expect(effects.byRule).toContainEqual({ rule: 'Trước hạn 05 ngày làm việc', added: 2, removed: 0, moved: 0, unchanged: 0 });
    expect(effects.byRule).toContainEqual({ rule: 'Trước hạn 03 ngày làm việc', added: 0, removed: 2, moved: 0, unchanged: 0 });
    const total = (kind: 'added' | 'removed' | 'moved' | 'unchanged'): number => effects.byRule.reduce((sum, rule) => sum + rule[kind], 0);
    expect([total('added'), total('removed'), total('moved'), total('unchanged')]).toEqual([2, 4, effects.moved, effects.unchanged]);
    const fifth = effects.first.filter(({ rule }) => rule === 'Trước hạn 05 ngày làm việc');
    expect(fifth).toMatchObject([
      { kind: 'task', title: 'Nộp đề án', from: null, to: '2026-12-04T01:00:00.000Z' },
      { from: null, to: '2026-12-04T01:00:00.000Z' },
    ]);
    expect(await general()).toMatchObject({ version });
  });

  test('adopted it rules every row within one round, and the next round has nothing to do', async () => {
    const { settings, version } = await general();
    const body = { settings: { ...settings, beforeDue: [7, 5, 1] }, basis, seenVersion: version };
    const reply = await office.request('POST', '/reminder-policies', body);
    expect(reply.status).toBe(200);
    expect(await rules()).toContain('due-in-3');
    expect(await replan().run()).toBe(1);
    expect(await rules()).toEqual(['due-in-1', 'due-in-5', 'due-in-7']);
    expect(await replan().run()).toBe(0);
    expect(await general()).toMatchObject({ version: 1, basis, isOwn: true });
    expect((await office.request('POST', '/reminder-policies', body)).status).toBe(412);
  });

  test('a policy without a basis, or that mutes the deadline, is refused in a sentence', async () => {
    const { settings } = await general();
    expect((await office.request('POST', '/reminder-policies', { settings, basis: ' ' })).status).toBe(422);
    const muted = await office.request('POST', '/reminder-policies', { settings: { ...settings, beforeDue: [] }, basis });
    expect(muted).toMatchObject({ status: 409, body: { code: 'POLICY.MUTED' } });
  });

  test('its effects are shown under the conditions under which it is adopted', async () => {
    const { settings } = await general();
    for (const [wrong, code] of [
      [{ beforeDue: [] }, 'POLICY.MUTED'],
      [{ beforeDue: [7, 7] }, 'POLICY.OFFSETS'],
      [{ officeHours: { from: 900, to: 900 } }, 'POLICY.HOURS'],
      [{ overdue: { first: 0, everyDays: 7 } }, 'POLICY.COUNTS'],
    ] as const) {
      const shown = await office.request('POST', '/reminder-policies/preview', { settings: { ...settings, ...wrong } });
      const adopted = await office.request('POST', '/reminder-policies', { settings: { ...settings, ...wrong }, basis });
      expect([shown.status, (shown.body as { code: string }).code]).toEqual([409, code]);
      expect([adopted.status, (adopted.body as { code: string }).code]).toEqual([409, code]);
    }
  });

  test('a plan that is not followed has none of its own', async () => {
    const { settings } = await general();
    const unknown = { planId, settings, basis };
    const refused = { status: 422, body: { code: 'POLICY.UNKNOWN_PLAN', title: expect.stringContaining('Không có kế hoạch này') } };
    expect(await office.request('POST', '/reminder-policies', unknown)).toMatchObject(refused);
    expect(await office.request('POST', '/reminder-policies/preview', { planId, settings })).toMatchObject(refused);
    expect((await office.get('/reminder-policies', z.array(ReminderPolicyView))).map((one) => one.planId)).toEqual([null]);
  });

  test('a plan has one of its own until it is withdrawn; its mails leave at the general hour all the same', async () => {
    const { settings } = await general();
    await bed.resources.store.append({
      streamId: `plan-${planId}`,
      expected: 'no-stream',
      actor: 'system',
      events: [{ type: 'PlanEntered', data: plan }],
    });
    await bed.runner.catchUp();
    const own = { planId, settings: { ...settings, beforeDue: [9], dailyAt: 495 }, basis };
    expect((await office.request('POST', '/reminder-policies', own)).status).toBe(200);
    const listed = async (): Promise<readonly ReminderPolicyView[]> => office.get('/reminder-policies', z.array(ReminderPolicyView));
    expect((await listed())[1]).toMatchObject({ planId, isOwn: true, settings: { beforeDue: [9], dailyAt: 450 } });
    expect((await office.request('POST', '/reminder-policies/withdraw', { planId, basis })).status).toBe(200);
    expect((await listed())[1]).toMatchObject({ planId, isOwn: false, settings: { beforeDue: [7, 5, 1], dailyAt: 450 } });
    expect((await office.request('POST', '/reminder-policies/withdraw', { planId, basis })).status).toBe(409);
  });

  test('keeps who changed it, when and by what, and an earlier version is adopted again', async () => {
    const history = (): Promise<PolicyHistoryView> => office.get('/reminder-policies/history', PolicyHistoryView);
    const { shipped, versions } = await history();
    expect(versions).toMatchObject([
      { version: 1, kind: 'adopted', basis, by: 'Người của van-phong-ubnd-tinh', before: shipped, after: { beforeDue: [7, 5, 1] } },
    ]);
    const back = { settings: shipped, basis: 'Công văn 13/UBND-TH', seenVersion: 1 };
    expect((await office.request('POST', '/reminder-policies', back)).status).toBe(200);
    expect((await history()).versions[0]).toMatchObject({ version: 2, before: { beforeDue: [7, 5, 1] }, after: shipped });
    const own = await office.get(`/reminder-policies/history?plan=${planId}`, PolicyHistoryView);
    expect(own.versions.map(({ version, kind }) => [version, kind])).toEqual([
      [2, 'withdrawn'],
      [1, 'adopted'],
    ]);
    expect((await office.request('GET', '/reminder-policies/history?plan=khong')).status).toBe(422);
  });

  test('what a page offers, and how it explains a date, is by the policy that rules, as the command decides', async () => {
    const id = await enterTask(bed, { title: 'Tổ chức hội nghị', leads: ['so-noi-vu'], due: '2026-12-12', kind: 'date' });
    const finance = await bed.signIn('so-tai-chinh');
    const lead = await bed.signIn('so-noi-vu');
    await bed.runner.catchUp();
    await lead.must(id, 'ask-coordination', { agencies: ['so-tai-chinh'], text: 'Đề nghị cho ý kiến', replyBy: '2026-12-01' });
    const asked = (await lead.get(`/tasks/${id}`, TaskDetail)).parts[0]!.asks[0]!;
    await finance.must(id, 'acknowledge-ask', { part: asked.part, ask: asked.number });
    bed.clock.set('2026-12-03T01:00:00.000Z');
    const acts = async (): Promise<readonly string[]> => (await lead.get(`/tasks/${id}`, TaskDetail)).parts[0]!.acts;
    expect(await acts()).not.toContain('accept-silence');
    const { settings } = await general();
    const consenting = { ...settings, silenceIsConsent: true, dayOffRule: 'previous' };
    expect((await office.request('POST', '/reminder-policies', { settings: consenting, basis })).status).toBe(200);
    expect(await acts()).toContain('accept-silence');
    await lead.must(id, 'accept-silence', { part: asked.part, ask: asked.number, agencyId: 'so-tai-chinh' });
    const later = await enterTask(bed, { title: 'Tổng kết hội nghị', row: 1, leads: ['so-noi-vu'], due: '2026-12-12', kind: 'date' });
    await bed.runner.catchUp();
    const sentences = async (task: string): Promise<string> => (await lead.get(`/tasks/${task}`, TaskDetail)).parts[0]!.deadlineSentence;
    expect(await sentences(later)).toContain('chuyển về ngày làm việc liền trước');
    expect(await sentences(id)).toContain('chuyển sang ngày làm việc kế tiếp');
    bed.clock.set('2026-11-23T01:00:00.000Z');
  });

  test('figures that indicators owe are counted among what a change moves', async () => {
    const id = newId();
    const row = { row: 1, ordinal: '1', name: 'Tỷ lệ đô thị hóa', unit: '%', source: null, findings: [] };
    const leads = { leads: ['so-xay-dung'], printedLeads: 'Sở Xây dựng', targets: [{ period: '2027', text: '≥35' }] };
    const data = { indicatorId: id, planId: null, ...row, ...leads, effectiveAt: bed.clock.now() };
    await bed.resources.store.append({
      streamId: `indicator-${id}`,
      expected: 'no-stream',
      actor: 'system',
      events: [{ type: 'IndicatorEntered', data }],
    });
    await bed.runner.catchUp();
    const { settings } = await general();
    const reply = await office.request('POST', '/reminder-policies/preview', { settings: { ...settings, dailyAt: 8 * 60 } });
    const effects = PolicyEffectsView.parse(reply.body);
    expect(effects.first.filter(({ kind }) => kind === 'indicator')).toContainEqual(
      expect.objectContaining({ id, title: 'Tỷ lệ đô thị hóa' }),
    );
  });
});
