import { describe, expect, test } from '@jest/globals';
import type { AgencyId, Instant } from '../shared/ids.js';
import { plainDate } from '../shared/plain-date.js';
import { chairman, construction, enter, finance, given, health, homeAffairs } from '../task/testing/scenario.js';
import { cancel } from '../task/testing/steps.js';
import { proposeSuccession } from './propose-succession.js';
import { decideReorganisation, evolveReorganisation, initialReorganisation } from './reorganisation.decider.js';
import type { EndedAgency, Reorganisation, ReorganisationCommand, ReorganisationState, SuccessionLine } from './reorganisation.model.js';

const id = (text: string): AgencyId => text as AgencyId;
const merged = id('so-noi-vu-2025');
const ending = (agencyId: AgencyId, successors: readonly AgencyId[], on = '2026-03-01'): EndedAgency => ({
  agencyId,
  on: plainDate(on),
  basis: 'Nghị quyết số 04',
  shape: successors.length === 0 ? null : 'merged',
  successors,
  alternatives: [],
  note: null,
  provenance: 'source',
});
const reorganisation: Reorganisation = {
  id: 'sap-xep-2026',
  title: 'Sắp xếp các sở',
  founded: [
    {
      id: merged,
      name: 'Sở Nội vụ',
      abbreviations: [],
      level: 'province',
      parent: id('ubnd-tinh'),
      isPersonalOffice: false,
      provenance: 'source',
      from: plainDate('2026-03-01'),
      basis: 'Nghị quyết số 04',
    },
  ],
  ended: [ending(homeAffairs, [merged]), ending(finance, [merged, health]), ending(construction, [])],
  groups: [],
};
const meta = { commandId: 'c', actor: null, onBehalfOf: null, now: '2026-11-02T02:00:00.000Z' as Instant, via: 'web' } as const;
const record = (over: Partial<Reorganisation> = {}): ReorganisationCommand => ({
  type: 'RecordReorganisation',
  data: { ...reorganisation, ...over },
  meta,
});
const line = (over: Partial<SuccessionLine> = {}): SuccessionLine => ({
  kind: 'lead',
  subject: 'task-1',
  part: 'L01',
  from: homeAffairs,
  to: merged,
  ...over,
});
const confirm = (...lines: readonly SuccessionLine[]): ReorganisationCommand => ({ type: 'ConfirmSuccession', data: { lines }, meta });
const complete = (moved: number): ReorganisationCommand => ({
  type: 'CompleteSuccession',
  data: { confirmation: 1, moved, unmoved: [{ line: 1, code: 'TASK.PART_CLOSED' }] },
  meta,
});
const isActive = (agency: AgencyId): boolean => agency === health;
const recorded = (...commands: readonly ReorganisationCommand[]): ReorganisationState =>
  commands.reduce<ReorganisationState>((state, command, index) => {
    const decision = decideReorganisation(command, state, isActive);
    if (!decision.ok) throw new Error(decision.rejection.code);
    const at = { version: index + 1, recordedAt: meta.now, actor: null, onBehalfOf: null };
    return decision.events.reduce<ReorganisationState>((before, event) => evolveReorganisation(before, event, at), state);
  }, initialReorganisation);
const outcome = (state: ReorganisationState, command: ReorganisationCommand): string | readonly string[] => {
  const decision = decideReorganisation(command, state, isActive);
  return decision.ok ? decision.events.map(({ type }) => type) : decision.rejection.code;
};

describe('a reorganisation', () => {
  test('is recorded once, from its first day on', () => {
    expect(outcome(initialReorganisation, record())).toEqual(['ReorganisationRecorded']);
    expect(outcome(recorded(record()), record())).toEqual([]);
    expect(outcome(recorded(record()), record({ title: 'Khác' }))).toBe('REORGANISATION.ID_TAKEN');
    expect(outcome(initialReorganisation, record({ ended: [ending(homeAffairs, [merged], '2026-12-01')] }))).toBe('REORGANISATION.NOT_YET');
  });

  test('moves what a person confirms: from agencies that it ends, to agencies that are there', () => {
    const state = recorded(record());
    expect(outcome(state, confirm(line(), line({ kind: 'approver', to: null }), line({ part: 'L02', to: health })))).toEqual([
      'SuccessionConfirmed',
    ]);
    expect(outcome(initialReorganisation, confirm(line()))).toBe('REORGANISATION.NOT_RECORDED');
    expect(outcome(state, confirm())).toBe('REORGANISATION.NO_LINES');
    expect(outcome(state, confirm(line(), line({ to: health })))).toBe('REORGANISATION.LINE_TWICE');
    expect(outcome(state, confirm(line({ from: health })))).toBe('REORGANISATION.NOT_ENDED');
    expect(outcome(state, confirm(line({ to: finance })))).toBe('REORGANISATION.SUCCESSOR_ENDED');
    expect(outcome(state, confirm(line({ to: id('khong-co') })))).toBe('REORGANISATION.UNKNOWN_SUCCESSOR');
    expect(outcome(state, confirm(line({ to: null })))).toBe('REORGANISATION.SUCCESSOR_MISSING');
  });

  test('tells once what came of a confirmation', () => {
    const story = recorded(record(), confirm(line(), line({ part: 'L02' })), complete(1));
    expect(story).toMatchObject({ confirmations: [{ number: 1, outcome: { moved: 1, unmoved: [{ line: 1 }] } }] });
    expect(outcome(story, complete(2))).toEqual([]);
    expect(outcome(recorded(record()), complete(1))).toEqual([]);
  });
});

describe('what is proposed', () => {
  const lead = (agencyId: AgencyId, approver: AgencyId = chairman) => ({ agencyId, approver, approverProposed: false });
  const propose = (story: ReturnType<typeof given>, day = '2026-11-02') =>
    proposeSuccession(reorganisation, { tasks: [story.task], indicators: [] }, plainDate(day));

  test('one successor is proposed, several are for a person to choose, where there is none it says so', () => {
    const story = given(enter({ leads: [lead(homeAffairs), lead(construction), lead(health)], coordinators: [finance] }));
    expect(propose(story)).toMatchObject([
      { kind: 'lead', part: 'L01', from: homeAffairs, to: merged, proposal: 'one' },
      { kind: 'lead', part: 'L02', from: construction, to: null, proposal: 'none', among: [] },
      { kind: 'coordinator', part: 'C01', from: finance, to: null, proposal: 'choose', among: [merged, health] },
    ]);
    expect(propose(story, '2026-02-28')).toEqual([]);
  });

  test('approvers and indicators too; what is closed stays with its last holder', () => {
    const story = given(enter({ leads: [lead(health, homeAffairs)], coordinators: [] }));
    expect(propose(story)).toMatchObject([{ kind: 'approver', part: 'L01', from: homeAffairs, to: merged }]);
    expect(propose(given(enter({ leads: [lead(homeAffairs)], coordinators: [finance] }), cancel()))).toEqual([]);
    const indicators = [{ indicatorId: 'i1' as never, leads: [homeAffairs, health] }];
    expect(proposeSuccession(reorganisation, { tasks: [], indicators }, plainDate('2026-11-02'))).toMatchObject([
      { kind: 'indicator', subject: 'i1', part: null, from: homeAffairs, to: merged },
    ]);
  });

  test('two parts that would come to one agency stay two, with a finding', () => {
    const both: Reorganisation = { ...reorganisation, ended: [ending(homeAffairs, [merged]), ending(construction, [merged])] };
    const story = given(enter({ leads: [lead(homeAffairs)], coordinators: [construction] }));
    const coordinating = given(enter({ leads: [lead(health)], coordinators: [homeAffairs, construction] }));
    const two = given(enter({ leads: [lead(homeAffairs), lead(construction)], coordinators: [] }));
    const proposedFor = (of: typeof story) => proposeSuccession(both, { tasks: [of.task], indicators: [] }, plainDate('2026-11-02'));
    expect(proposedFor(story).map(({ findings }) => findings)).toEqual([['lead-coordinates'], ['lead-coordinates']]);
    expect(proposedFor(coordinating).map(({ findings }) => findings)).toEqual([['repeated-coordinator'], ['repeated-coordinator']]);
    expect(proposedFor(two).map(({ findings }) => findings)).toEqual([['repeated-holder'], ['repeated-holder']]);
  });
});
