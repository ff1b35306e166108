import { describe, expect, test } from '@jest/globals';
import type { AgencyGroup } from '../agency/agency.model.js';
import type { AgencyId, Instant } from '../shared/ids.js';
import { plainDate } from '../shared/plain-date.js';
import { decideAgencyGroup, evolveAgencyGroup, initialGroupChanges } from './agency-group.decider.js';
import { changedGroup, type AgencyGroupCommand, type GroupChange, type GroupChanges } from './agency-group.model.js';

const id = (text: string): AgencyId => text as AgencyId;
const meta = { commandId: 'c', actor: null, onBehalfOf: null, now: '2026-11-02T02:00:00.000Z' as Instant, via: 'system' } as const;
const change = (over: Partial<GroupChange>): AgencyGroupCommand => ({
  type: 'ChangeAgencyGroup',
  data: { group: 'ubnd-cac-xa-phuong', names: [], joined: [], left: [], ...over, basis: 'Nghị quyết 1672' },
  meta,
});
const recorded = { version: 1, recordedAt: meta.now, actor: null, onBehalfOf: null };
const given = (...commands: readonly AgencyGroupCommand[]): GroupChanges =>
  commands.reduce((state, command) => {
    const decision = decideAgencyGroup(command, state, true);
    return decision.ok ? decision.events.reduce((before, event) => evolveAgencyGroup(before, event, recorded), state) : state;
  }, initialGroupChanges);

const shipped: AgencyGroup = {
  id: 'cac-so',
  names: ['các sở'],
  open: false,
  members: [
    { agencyId: id('so-y-te'), from: plainDate('2016-01-01'), to: null },
    { agencyId: id('so-xay-dung'), from: plainDate('2016-01-01'), to: null },
  ],
};

describe('a group of agencies', () => {
  test('has members from and until a day, on top of those with which it ships', () => {
    const joined = [{ agencyId: id('so-xay-dung-2025'), from: plainDate('2025-03-01') }];
    const left = [{ agencyId: id('so-xay-dung'), to: plainDate('2025-02-28') }];
    expect(changedGroup('cac-so', shipped, given(change({ names: ['các sở, ngành'], joined, left })))).toEqual({
      id: 'cac-so',
      names: ['các sở', 'các sở, ngành'],
      open: false,
      members: [
        { agencyId: 'so-y-te', from: '2016-01-01', to: null },
        { agencyId: 'so-xay-dung', from: '2016-01-01', to: '2025-02-28' },
        { agencyId: 'so-xay-dung-2025', from: '2025-03-01', to: null },
      ],
    });
  });

  test('that nobody knew needs a name; what is said twice is said once', () => {
    const joined = [{ agencyId: id('ubnd-xa-bac-son'), from: plainDate('2025-07-01') }];
    expect(decideAgencyGroup(change({ joined }), initialGroupChanges, false)).toMatchObject({
      rejection: { code: 'AGENCY_GROUP.NAMELESS' },
    });
    const named = given(change({ names: ['UBND các xã, phường'], joined }));
    expect(decideAgencyGroup(change({ joined }), named, false)).toEqual({ ok: true, events: [] });
    expect(changedGroup('ubnd-cac-xa-phuong', undefined, named)).toMatchObject({ open: false, members: joined });
  });
});
