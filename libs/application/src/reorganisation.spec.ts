import { describe, expect, test } from '@jest/globals';
import { knownEventTypes, plainDate, type AgencyId, type Reorganisation, type SuccessionLine } from '#domain';
import { InMemoryEventStore, type EventStore } from '#event-store';
import { finance, homeAffairs, office, officerOf, planning, Scene, taskId } from './conformance/scene.js';
import { ConfirmSuccession, foldTask, RecordReorganisation, ReorganisationProcess } from './index.js';

const heir = 'so-noi-vu-2025' as AgencyId;
const basis = 'Nghị quyết số 04/NQ-HĐND';
const reorganisation: Reorganisation = {
  id: 'sap-xep',
  title: 'Sắp xếp các sở',
  founded: [
    {
      id: heir,
      name: 'Sở Nội vụ',
      abbreviations: [],
      level: 'province',
      parent: null,
      isPersonalOffice: false,
      provenance: 'source',
      from: plainDate('2023-06-01'),
      basis,
    },
  ],
  ended: [homeAffairs, planning, finance].map((agencyId) => ({
    agencyId,
    on: plainDate('2023-06-01'),
    basis,
    shape: 'merged',
    successors: [heir],
    alternatives: [],
    note: null,
    provenance: 'source',
  })),
  groups: [{ group: 'cac-so', names: ['các sở'], joined: [{ agencyId: heir, from: plainDate('2023-06-01') }], left: [], basis }],
};
const line = (over: Partial<SuccessionLine>): SuccessionLine => ({
  kind: 'lead',
  subject: taskId,
  part: 'L01',
  from: homeAffairs,
  to: heir,
  ...over,
});
const lines = [line({}), line({ part: 'L02', from: planning }), line({ kind: 'coordinator', part: 'C01', from: finance })];
const by = { actor: officerOf(office), onBehalfOf: null, request: null };

class Killed extends Error {}

/** Dies at the n-th append, before or after it is kept. */
const dyingAt = (store: EventStore, at: number, after: boolean): EventStore => {
  let left = at;
  const append: EventStore['append'] = async (request) => {
    left -= 1;
    if (left === 0 && !after) throw new Killed();
    const appended = await store.append(request);
    if (left === 0) throw new Killed();
    return appended;
  };
  return new Proxy(store, {
    get: (target, name) => {
      if (name === 'append') return append;
      const value = Reflect.get(target, name) as unknown;
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
};

const prepared = async (): Promise<{ readonly scene: Scene; readonly process: (store?: EventStore) => ReorganisationProcess }> => {
  const scene = new Scene(new InMemoryEventStore({ known: knownEventTypes }));
  for (const id of [homeAffairs, planning, finance]) {
    const data = { id, name: id, abbreviations: [], level: 'province', parent: null, isPersonalOffice: false, provenance: 'plan' };
    const event = { type: 'AgencyRegistered', data: { ...data, from: '2023-01-01', basis, effectiveAt: '2023-01-01T00:00:00.000Z' } };
    await scene.store.append({ streamId: `agency-${id}`, expected: 'no-stream', actor: 'system', events: [event] });
  }
  expect(await scene.enter([homeAffairs, planning])).toMatchObject({ ok: true });
  expect(await scene.application.recordReorganisation(new RecordReorganisation({ ...by, reorganisation }))).toMatchObject({ ok: true });
  const confirm = new ConfirmSuccession({ ...by, reorganisationId: reorganisation.id, lines });
  expect(await scene.application.confirmSuccession(confirm)).toMatchObject({ ok: true });
  const calendar = { calendar: () => Promise.resolve({ version: 1, days: new Map(), publishedYears: [2023] }) };
  return { scene, process: (store = scene.store) => new ReorganisationProcess({ store, clock: scene.clock, calendar }) };
};
const told = async ({ store }: Scene): Promise<readonly string[]> =>
  (await store.readAll(0, 100)).map(({ streamId, type }) => `${streamId} ${type}`);

describe('a reorganisation is carried out', () => {
  test('its agencies and groups, then each line, in events of their own; what has moved stays moved', async () => {
    const { scene, process } = await prepared();
    const before = (await told(scene)).length;
    await process().carryOut(reorganisation.id);
    const all = await told(scene);
    expect(all.slice(before)).toEqual([
      `agency-${heir} AgencyRegistered`,
      'group-cac-so AgencyGroupChanged',
      ...[homeAffairs, planning, finance].map((id) => `agency-${id} AgencySucceeded`),
      `task-${taskId} PartSucceeded`,
      `task-${taskId} PartSucceeded`,
      `task-${taskId} CoordinatorSucceeded`,
      'reorganisation-sap-xep SuccessionCompleted',
    ]);
    await process().carryOut(reorganisation.id);
    expect(await told(scene)).toEqual(all);
    const task = await scene.task();
    expect(task.leads.map(({ holder, takeover }) => [holder, takeover?.from])).toEqual([
      [heir, homeAffairs],
      [heir, planning],
    ]);
  });

  test('killed at any append, before it is kept or after, it goes on from there and comes to the same', async () => {
    const clean = await prepared();
    await clean.process().carryOut(reorganisation.id);
    const expected = await told(clean.scene);
    for (const after of [false, true]) {
      for (let at = 1; at <= 9; at += 1) {
        const { scene, process } = await prepared();
        await expect(process(dyingAt(scene.store, at, after)).carryOut(reorganisation.id)).rejects.toBeInstanceOf(Killed);
        await process().carryOut(reorganisation.id);
        expect(await told(scene)).toEqual(expected);
      }
    }
  });

  test('two workers at once move nothing twice', async () => {
    const { scene, process } = await prepared();
    await Promise.all([process().carryOut(reorganisation.id), process().carryOut(reorganisation.id)]);
    const all = await told(scene);
    expect(all.filter((one) => one.endsWith('Succeeded'))).toHaveLength(6);
    expect(all.filter((one) => one.endsWith('SuccessionCompleted'))).toHaveLength(1);
  });

  test('what nobody knows is refused before anything is written', async () => {
    const { scene } = await prepared();
    const head = await scene.store.head();
    const unknown = {
      ...reorganisation,
      id: 'khac',
      ended: reorganisation.ended.map((one) => ({ ...one, successors: ['so-la' as AgencyId] })),
    };
    expect(await scene.application.recordReorganisation(new RecordReorganisation({ ...by, reorganisation: unknown }))).toMatchObject({
      ok: false,
      code: 'AGENCY.UNKNOWN',
    });
    const member = { ...by, actor: officerOf(finance) };
    expect(await scene.application.recordReorganisation(new RecordReorganisation({ ...member, reorganisation }))).toMatchObject({
      kind: 'forbidden',
    });
    const confirm = new ConfirmSuccession({ ...by, reorganisationId: 'chua-co', lines });
    expect(await scene.application.confirmSuccession(confirm)).toMatchObject({ kind: 'not-found' });
    expect(await scene.store.head()).toBe(head);
    expect(foldTask(await scene.store.readStream(`task-${taskId}`)).status).toBe('entered');
  });
});
