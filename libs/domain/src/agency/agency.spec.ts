import { describe, expect, test } from '@jest/globals';
import type { AgencyId, Instant } from '../shared/ids.js';
import { plainDate } from '../shared/plain-date.js';
import { decideAgency, evolveAgency, initialAgency, type Agency, type AgencyState } from './agency.decider.js';
import { existsOn, nameOn } from './agency-life.js';
import type { AgencyCommand } from './agency.model.js';

const meta: AgencyCommand['meta'] = {
  commandId: 'command-1',
  actor: null,
  onBehalfOf: null,
  now: '2026-11-02T02:00:00.000Z' as Instant,
  via: 'system',
};
const register = (name = 'Sở Nội vụ'): AgencyCommand => ({
  type: 'RegisterAgency',
  data: {
    id: 'so-noi-vu' as AgencyId,
    name,
    abbreviations: [],
    level: 'province',
    parent: 'ubnd-tinh' as AgencyId,
    isPersonalOffice: false,
    provenance: 'plan',
    from: plainDate('2023-01-01'),
    basis: 'Danh mục ban đầu',
  },
  meta,
});
const rename: AgencyCommand = { type: 'RenameAgency', data: { name: 'Sở Nội vụ tỉnh', from: plainDate('2024-01-01'), basis: '…' }, meta };
const dissolve = (on: string): AgencyCommand => ({ type: 'DissolveAgency', data: { on: plainDate(on), basis: 'Nghị quyết 04' }, meta });
const member = (to: string | null): AgencyCommand => ({
  type: 'ChangeMembership',
  data: { personId: 'an', position: 'officer', from: plainDate('2026-01-01'), to: to === null ? null : plainDate(to) },
  meta,
});
const given = (...commands: readonly AgencyCommand[]): AgencyState =>
  commands.reduce<AgencyState>((state, command, index) => {
    const decision = decideAgency(command, state);
    if (!decision.ok) throw new Error(decision.rejection.code);
    const recorded = { version: index + 1, recordedAt: meta.now, actor: null, onBehalfOf: null };
    return decision.events.reduce<AgencyState>((before, event) => evolveAgency(before, event, recorded), state);
  }, initialAgency);
const when = (state: AgencyState, command: AgencyCommand): string | readonly string[] => {
  const decision = decideAgency(command, state);
  return decision.ok ? decision.events.map(({ type }) => type) : decision.rejection.code;
};

describe('an agency', () => {
  test('has an id that is given once and never used for another body', () => {
    expect(when(given(register()), register())).toEqual([]);
    expect(when(given(register()), register('Sở Nội vụ mới'))).toBe('AGENCY.ID_TAKEN');
    expect(when(initialAgency, rename)).toBe('AGENCY.NOT_REGISTERED');
  });

  test('keeps its former names', () => {
    const renamed = given(register(), rename);
    expect(renamed).toMatchObject({ name: 'Sở Nội vụ tỉnh', life: { names: [{ name: 'Sở Nội vụ' }, { from: '2024-01-01' }] } });
    expect(when(renamed, rename)).toEqual([]);
    const { life } = renamed as Agency;
    expect(['2022-01-01', '2023-12-31', '2024-01-01', '2026-01-01'].map((day) => nameOn(life, plainDate(day)))).toEqual([
      'Sở Nội vụ',
      'Sở Nội vụ',
      'Sở Nội vụ tỉnh',
      'Sở Nội vụ tỉnh',
    ]);
    const again = (from: string): AgencyCommand => ({ ...rename, data: { name: 'Sở Nội vụ ba', from: plainDate(from), basis: '…' } });
    expect(when(renamed, again('2023-06-01'))).toBe('AGENCY.RENAMED_BEFORE_LAST_NAME');
    expect(when(renamed, again('2027-01-01'))).toBe('AGENCY.NOT_YET');
    expect(when(renamed, register())).toEqual([]);
  });

  test('is dissolved once, and not before it began', () => {
    expect(given(register(), dissolve('2025-03-01'))).toMatchObject({
      status: 'dissolved',
      life: { end: { on: '2025-03-01', successors: [], shape: null } },
    });
    expect(when(given(register(), dissolve('2025-03-01')), dissolve('2025-03-01'))).toEqual([]);
    expect(when(given(register()), dissolve('2022-03-01'))).toBe('AGENCY.ENDS_BEFORE_BEGIN');
    expect(when(given(register(), dissolve('2025-03-01')), rename)).toBe('AGENCY.DISSOLVED');
    expect(when(given(register()), dissolve('2026-12-01'))).toBe('AGENCY.NOT_YET');
  });

  test('is succeeded by others, once, never by itself, and is there until the day before', () => {
    const succeed = (on: string, ...successors: readonly string[]): AgencyCommand => ({
      type: 'SucceedAgency',
      data: {
        on: plainDate(on),
        successors: successors as readonly AgencyId[],
        shape: 'merged',
        basis: 'Nghị quyết 04',
      },
      meta,
    });
    const ended = given(register(), succeed('2025-03-01', 'so-noi-vu-2025'));
    expect(ended).toMatchObject({ status: 'dissolved', life: { end: { shape: 'merged', successors: ['so-noi-vu-2025'] } } });
    const { life } = ended as Agency;
    expect(['2022-12-31', '2023-01-01', '2025-02-28', '2025-03-01'].map((day) => existsOn(life, plainDate(day)))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(when(ended, succeed('2025-03-01', 'so-noi-vu-2025'))).toEqual([]);
    expect(when(ended, succeed('2025-03-01', 'so-khac'))).toBe('AGENCY.DISSOLVED');
    expect(when(given(register()), succeed('2025-03-01'))).toBe('AGENCY.NO_SUCCESSOR');
    expect(when(given(register()), succeed('2025-03-01', 'so-noi-vu'))).toBe('AGENCY.SUCCEEDS_ITSELF');
    expect(when(given(register()), succeed('2022-03-01', 'so-khac'))).toBe('AGENCY.ENDS_BEFORE_BEGIN');
    expect(when(given(register()), succeed('2026-12-01', 'so-khac'))).toBe('AGENCY.NOT_YET');
  });

  test('holds memberships by ids alone, the latest word for each person', () => {
    expect(given(register(), member(null), member('2026-12-31'))).toMatchObject({ memberships: [{ personId: 'an', to: '2026-12-31' }] });
    expect(when(given(register(), member(null)), member(null))).toEqual([]);
    expect(when(given(register()), member('2025-12-31'))).toBe('AGENCY.ENDS_BEFORE_BEGIN');
  });
});
