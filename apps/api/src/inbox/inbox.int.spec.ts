import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { InboxView } from '#contracts';
import { createApiBed, type ApiBed } from '../testing/api-bed.js';
import type { ApiClient } from '../testing/api-client.js';
import { enterTask } from '../testing/enter-task.js';

describe('the Office’s pile of work that has nobody to be told', () => {
  let bed: ApiBed;
  let office: ApiClient;
  const indicator = randomUUID();
  let task = '';

  beforeAll(async () => {
    bed = await createApiBed();
    office = await bed.signIn('van-phong-ubnd-tinh');
    task = await enterTask(bed, { title: 'Nộp đề án', leads: ['so-xay-dung'] });
    await tell('IndicatorEntered', {
      ...{ indicatorId: indicator, planId: null, row: 1, ordinal: '1', name: 'Tỷ lệ đô thị hóa', unit: '%', source: null, findings: [] },
      ...{ leads: ['so-xay-dung'], printedLeads: 'Sở Xây dựng', targets: [{ period: '2027', text: '≥35' }] },
    });
    for (const id of [task, task, indicator]) await refuse(id);
    await bed.runner.catchUp();
  });
  afterAll(() => bed.close());

  const pool = () => bed.resources.context.pool;
  const tell = async (type: string, data: object): Promise<void> => {
    await bed.resources.store.append({
      streamId: `indicator-${indicator}`,
      expected: 'any',
      actor: 'system',
      events: [{ type, data: { ...data, effectiveAt: '2026-11-02T01:00:00.000Z' } }],
    });
  };
  const COLUMNS = `row_key, recipient_key, plan_key, task_id, subject, subject_version, rule, occurrence, agency, seat, due_at, policy_version`;
  const refuse = async (id: string): Promise<void> => {
    const key = randomUUID();
    await pool().query(
      `insert into rem.ledger (${COLUMNS}, outcome, reason)
       values ($1, 'none', $1, $2, 'L01', '1', 'due-in-1', '0', 'so-xay-dung', 'officer', app_now(), 0, 'refused', 'no-recipient')`,
      [key, id],
    );
  };
  const pile = async (client: ApiClient) =>
    (await client.get('/me/inbox', InboxView)).groups.find(({ key }) => key === 'no-recipient')?.items ?? [];

  test('holds tasks and indicators, each once, and shows them to the Office alone', async () => {
    const items = await pile(office);
    expect(items.map(({ task: { kind, title }, text }) => `${kind} ${title}: ${text}`).toSorted()).toEqual([
      'indicator Tỷ lệ đô thị hóa: Sở Xây dựng chưa có người nhận thông báo',
      'task Nộp đề án: Sở Xây dựng chưa có người nhận thông báo',
    ]);
    // R12: the agency itself has no such pile, nor has another.
    for (const agency of ['so-xay-dung', 'so-y-te']) expect(await pile(await bed.signIn(agency))).toEqual([]);
  });

  test('lets go of work of which somebody there has been told, and of an indicator that is followed no more', async () => {
    await pool().query(
      `with d as (insert into rem.deliveries (recipient_key, channel, kind, status, settled_at)
                  values ('mailbox:so-xay-dung', 'email', 'at-once', 'sent', app_now()) returning id)
       insert into rem.ledger (${COLUMNS}, delivery_id, recorded_at)
       select 'later', 'mailbox:so-xay-dung', 'later', $1, 'L01', '1', 'overdue', '0', 'so-xay-dung', 'officer', app_now(), 0, d.id,
              app_now() + interval '1 minute' from d`,
      [task],
    );
    expect((await pile(office)).map(({ task: { kind } }) => kind)).toEqual(['indicator']);
    await tell('IndicatorClosed', { basis: 'Quyết định 12', document: null });
    await bed.runner.catchUp();
    expect(await pile(office)).toEqual([]);
  });
});
