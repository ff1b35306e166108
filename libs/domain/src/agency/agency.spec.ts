import { describe, expect, test } from '@jest/globals';
import type { AgencyId, Instant } from '../shared/ids.js';
import { plainDate } from '../shared/plain-date.js';
import { decideAgency, evolveAgency, initialAgency, type AgencyState } from './agency.decider.js';
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
    expect(given(register(), rename)).toMatchObject({ name: 'Sở Nội vụ tỉnh', formerNames: [{ name: 'Sở Nội vụ', until: '2024-01-01' }] });
    expect(when(given(register(), rename), rename)).toEqual([]);
  });

  test('is dissolved once, and not before it began', () => {
    expect(given(register(), dissolve('2025-03-01'))).toMatchObject({ status: 'dissolved', dissolvedOn: '2025-03-01' });
    expect(when(given(register(), dissolve('2025-03-01')), dissolve('2025-03-01'))).toEqual([]);
    expect(when(given(register()), dissolve('2022-03-01'))).toBe('AGENCY.ENDS_BEFORE_BEGIN');
    expect(when(given(register(), dissolve('2025-03-01')), rename)).toBe('AGENCY.DISSOLVED');
  });

  test('holds memberships by ids alone, the latest word for each person', () => {
    expect(given(register(), member(null), member('2026-12-31'))).toMatchObject({ memberships: [{ personId: 'an', to: '2026-12-31' }] });
    expect(when(given(register(), member(null)), member(null))).toEqual([]);
    expect(when(given(register()), member('2025-12-31'))).toBe('AGENCY.ENDS_BEFORE_BEGIN');
  });
});
