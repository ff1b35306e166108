import { describe, expect, test } from '@jest/globals';
import type { AgencyId, Instant, LeadPartId, PersonId, TaskId } from '../shared/ids.js';
import { decideRemarks } from './remarks.decider.js';
import { evolveRemarks, initialRemarks, waitsFor, waitsForOffice } from './remarks.evolve.js';
import type { RemarkCommand, RemarkFacts, Remarks } from './remarks.model.js';

const [lead, other, chairman] = ['so-noi-vu', 'so-tai-chinh', 'chu-tich-ubnd-tinh'] as AgencyId[] as [AgencyId, AgencyId, AgencyId];
const facts: RemarkFacts = {
  taskId: '0190a000-0000-7000-8000-00000000000a' as TaskId,
  leads: [
    { part: 'L01' as LeadPartId, holder: lead, isOpen: true },
    { part: 'L02' as LeadPartId, holder: other, isOpen: false },
  ],
  concerned: [lead, other, chairman],
  isOffice: false,
};
const office: Partial<RemarkFacts> = { isOffice: true };

type DataOf<Type> = Extract<RemarkCommand, { type: Type }>['data'];
interface Step<Type extends RemarkCommand['type'] = RemarkCommand['type']> {
  readonly type: Type;
  readonly data: Partial<DataOf<Type>>;
  readonly by?: AgencyId | null;
  readonly person?: string;
  readonly given?: Partial<RemarkFacts>;
}
const defaults = { AddRemark: { kind: 'discussion', part: null, text: 'Đề nghị báo tiến độ', to: null, office: null, replyTo: null } };
const step = <Type extends RemarkCommand['type']>(type: Type, data: Partial<DataOf<Type>> = {}, more: Partial<Step> = {}): Step => ({
  type,
  data: { ...(type === 'AddRemark' ? defaults.AddRemark : {}), ...data },
  ...more,
});
const add = (data: Partial<DataOf<'AddRemark'>> = {}, more: Partial<Step> = {}) => step('AddRemark', data, more);

const decide = (state: Remarks, { type, data, by = lead, person = 'a', given = {} }: Step) => {
  const now = `2026-11-0${String(Math.min(9, state.version + 1))}T02:00:00.000Z` as Instant;
  const meta = { commandId: 'c', actor: person as PersonId, onBehalfOf: by, now, via: 'web' as const };
  const decision = decideRemarks({ type, data, meta } as RemarkCommand, state, { ...facts, ...given });
  return { decision, recorded: { recordedAt: now, actor: person as PersonId, onBehalfOf: by } };
};
const after = (...steps: readonly Step[]): Remarks =>
  steps.reduce((state, each) => {
    const { decision, recorded } = decide(state, each);
    if (!decision.ok) throw new Error(decision.rejection.code);
    return decision.events.reduce((before, event) => evolveRemarks(before, event, { ...recorded, version: before.version + 1 }), state);
  }, initialRemarks);
const why = (state: Remarks, each: Step): string | null => {
  const { decision } = decide(state, each);
  return decision.ok ? null : decision.rejection.code;
};
const firstOf = (state: Remarks) => state.remarks[0]!;

describe('remarks on a task', () => {
  test('a directive waits for those who lead, a word in a discussion for everybody concerned and the Office, but never for who says it', () => {
    const directed = firstOf(after(add({ kind: 'directive' }, { by: chairman })));
    expect([waitsFor(directed), waitsForOffice(directed)]).toEqual([[lead], true]);
    const discussed = firstOf(after(add()));
    expect([waitsFor(discussed), waitsForOffice(discussed)]).toEqual([[other, chairman], true]);
    const ofOffice = firstOf(after(add({ kind: 'directive', part: 'L02' as LeadPartId }, { by: null, given: office })));
    expect([waitsFor(ofOffice), waitsForOffice(ofOffice), ofOffice.agencyId]).toEqual([[other], false, null]);
  });

  test('an answer goes to who is answered; addressees may be named, but for strangers, and somebody there must be', () => {
    const state = after(add({}, { by: other }));
    const answer = after(add({}, { by: other }), add({ replyTo: 1 })).remarks[1]!;
    expect(waitsFor(answer)).toEqual([other]);
    expect(why(state, add({ to: ['so-y-te' as AgencyId] }))).toBe('REMARK.NOT_CONCERNED');
    expect(why(state, add({ to: [], office: false }))).toBe('REMARK.NOBODY_ADDRESSED');
    expect(why(state, add({ to: [lead] }, { given: office }))).toBe('REMARK.NOBODY_ADDRESSED');
    expect(why(state, add({ replyTo: 7 }))).toBe('REMARK.NO_SUCH');
    expect(why(state, add({ part: 'L09' as LeadPartId }))).toBe('REMARK.NO_SUCH_PART');
  });

  test('once an addressee has seen it, it waits for the others; seen twice is once', () => {
    const seen = after(add(), step('SeeRemark', { remark: 1 }, { by: other, person: 'b' }));
    expect(waitsFor(firstOf(seen))).toEqual([chairman]);
    const again = decide(seen, step('SeeRemark', { remark: 1 }, { by: other, person: 'b' })).decision;
    expect(again).toEqual({ ok: true, events: [] });
    const byOffice = after(add(), step('SeeRemark', { remark: 1 }, { by: null, person: 'o', given: office }));
    expect([waitsForOffice(firstOf(byOffice)), waitsFor(firstOf(byOffice))]).toEqual([false, [other, chairman]]);
  });

  test('edited after it was seen, it waits again: nobody has read the new words', () => {
    const see = step('SeeRemark', { remark: 1 }, { by: other, person: 'b' });
    const edited = after(add(), see, step('EditRemark', { remark: 1, text: 'Trước 20/11' }));
    expect(waitsFor(firstOf(edited))).toEqual([other, chairman]);
    expect(firstOf(edited)).toMatchObject({ seen: [], before: [{ seen: [{ agencyId: other }] }] });
  });

  test('an edit keeps what was said before, and is its author’s alone', () => {
    const state = after(add(), step('EditRemark', { remark: 1, text: 'Đề nghị báo tiến độ trước 15/11' }));
    expect(firstOf(state)).toMatchObject({
      text: 'Đề nghị báo tiến độ trước 15/11',
      before: [{ text: 'Đề nghị báo tiến độ', at: '2026-11-01T02:00:00.000Z' }],
    });
    expect(why(state, step('EditRemark', { remark: 1, text: 'x' }, { person: 'b', given: office }))).toBe('REMARK.NOT_YOURS');
    expect(decide(state, step('EditRemark', { remark: 1, text: 'Đề nghị báo tiến độ trước 15/11' })).decision).toEqual({
      ok: true,
      events: [],
    });
    expect(why(state, step('EditRemark', { remark: 2, text: 'x' }))).toBe('REMARK.NO_SUCH');
  });

  test('removed by its author or the Office it waits for nobody, and who did it and why stays', () => {
    const state = after(add(), step('RemoveRemark', { remark: 1, reason: 'Gửi nhầm' }, { by: null, person: 'o', given: office }));
    expect(firstOf(state).removed).toMatchObject({ by: 'o', reason: 'Gửi nhầm' });
    expect([waitsFor(firstOf(state)), waitsForOffice(firstOf(state))]).toEqual([[], false]);
    expect(why(after(add()), step('RemoveRemark', { remark: 1, reason: 'x' }, { person: 'b' }))).toBe('REMARK.NOT_YOURS');
    expect(decide(state, step('RemoveRemark', { remark: 1, reason: 'x' })).decision).toEqual({ ok: true, events: [] });
    expect(why(state, step('EditRemark', { remark: 1, text: 'x' }))).toBe('REMARK.REMOVED');
  });
});
