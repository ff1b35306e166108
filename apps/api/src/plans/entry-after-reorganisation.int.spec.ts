import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { EntryPreview, PlanDraftView, ReorganisationView, TaskDetail, TaskListItem } from '#contracts';
import { createApiBed, type ApiBed } from '../testing/api-bed.js';
import type { ApiClient } from '../testing/api-client.js';
import { formOf } from '../testing/multipart.js';

const sample = (name: string): Promise<string> => readFile(new URL(`../../../../samples/${name}`, import.meta.url), 'utf8');
const Page = z.object({ items: z.array(TaskListItem) });
const READ = '/reorganisations/lang-son-2025';

describe('a plan of 2023 that is imported after the reorganisation of 2025 is on record', () => {
  let bed: ApiBed;
  let office: ApiClient;
  let draft: PlanDraftView;
  const catchUp = async (): Promise<void> => {
    await bed.runner.catchUp();
    await bed.runner.catchUp();
  };
  beforeAll(async () => {
    bed = await createApiBed();
    office = await bed.signIn('van-phong-ubnd-tinh');
    const answer = await office.request('POST', '/reorganisations', JSON.parse(await sample('lang-son-2025-sap-xep.json')));
    expect(answer.status).toBe(200);
    await catchUp();
    // What was known a second ago is forgotten.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const form = formOf('lang-son-2023-phu-luc.txt', await sample('lang-son-2023-phu-luc.txt'), 'text/plain');
    draft = PlanDraftView.parse((await office.request('POST', '/plan-drafts', form.payload, form.headers)).body);
  }, 60_000);
  afterAll(() => bed.close());

  test('its names mean the bodies that bore them then', () => {
    const leads = draft.draft.tasks.flatMap((task) => task.leads);
    const unresolved = leads.filter(({ kind }) => kind === 'unresolved').map(({ text }) => text);
    expect(unresolved).toEqual([]);
    expect(leads.map(({ id }) => id).filter((id) => id?.endsWith('-2025') === true)).toEqual([]);
  });

  test('is entered whole, and what its dissolved agencies hold comes up for their successors', async () => {
    const preview = EntryPreview.parse((await office.request('GET', `/plan-drafts/${draft.id}/preview?effectiveOn=2023-05-31`)).body);
    expect(preview.refused).toEqual([]);
    expect([preview.tasks, preview.leadParts, preview.indicators]).toEqual([17, 109, 18]);
    const entered = await office.request('POST', `/plan-drafts/${draft.id}/enter`, { effectiveOn: '2023-05-31' });
    expect([entered.status, entered.body]).toMatchObject([200, {}]);
    await catchUp();
    const { items } = await office.get('/tasks?limit=200', Page);
    expect(items).toHaveLength(17);
    const details = await Promise.all(items.map(({ id }) => office.get(`/tasks/${id}`, TaskDetail)));
    const parts = details.flatMap(({ id, parts: held }) => held.map(({ part, agency }) => ({ task: id, part, holder: agency.id })));
    expect(parts).toHaveLength(109);

    const proposal = await office.get(READ, ReorganisationView);
    const lead = proposal.lines.filter(({ kind }) => kind === 'lead');
    const ended = parts.filter(({ holder }) => lead.some(({ from }) => from.id === holder));
    expect(lead).toHaveLength(ended.length);
    expect(ended.length).toBeGreaterThan(100);
    const lines = proposal.lines
      .filter(({ proposal: how }) => how === 'one')
      .map(({ kind, subject, part, from, to }) => ({ kind, subject, part, from: from.id, to: to?.id ?? null }));
    expect(lines.length).toBeGreaterThan(20);
    expect((await office.request('POST', `${READ}/confirm-succession`, { lines })).status).toBe(200);
    await catchUp();
    const after = await office.get(READ, ReorganisationView);
    expect(after.confirmations).toEqual([{ number: 1, lines: lines.length, moved: lines.length, unmoved: [] }]);
    const heirs = await Promise.all(items.map(({ id }) => office.get(`/tasks/${id}`, TaskDetail)));
    expect(heirs.flatMap((task) => task.parts)).toHaveLength(109);
    expect(heirs.flatMap((task) => task.parts).filter(({ agency }) => agency.id === 'so-xay-dung')).toEqual([]);
  }, 60_000);
});
