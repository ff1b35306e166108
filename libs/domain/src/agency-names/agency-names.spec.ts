import { describe, expect, test } from '@jest/globals';
import type { Instant, PlanId } from '../shared/ids.js';
import { decideAgencyNames, evolveAgencyNames, initialAgencyNames } from './agency-names.decider.js';
import type { AgencyNames, AgencyNamesCommand } from './agency-names.model.js';

const meta = { commandId: 'c', actor: null, onBehalfOf: null, now: '2026-11-02T02:00:00.000Z' as Instant, via: 'system' as const };
const planId = 'plan-1' as PlanId;
const remember = (name: string, id: string, plan = planId): AgencyNamesCommand => ({
  type: 'RememberAgencyName',
  data: { name, id, planId: plan },
  meta,
});
const forget = (name: string): AgencyNamesCommand => ({ type: 'ForgetAgencyName', data: { name }, meta });

const given = (...commands: readonly AgencyNamesCommand[]): AgencyNames =>
  commands.reduce((state, command) => {
    const decision = decideAgencyNames(command, state);
    if (!decision.ok) throw new Error(decision.rejection.code);
    const recorded = { version: state.version + 1, recordedAt: meta.now, actor: null, onBehalfOf: null };
    return decision.events.reduce((next, event) => evolveAgencyNames(next, event, recorded), state);
  }, initialAgencyNames);
const when = (state: AgencyNames, command: AgencyNamesCommand): string | readonly string[] => {
  const decision = decideAgencyNames(command, state);
  return decision.ok ? decision.events.map(({ type }) => type) : decision.rejection.code;
};

describe('the memory of agency names', () => {
  test('keeps what a name meant, whatever its case and spaces; the same again is nothing new', () => {
    expect(given(remember('Sở KHĐT', 'so-ke-hoach-va-dau-tu')).names).toMatchObject([
      { name: 'Sở KHĐT', id: 'so-ke-hoach-va-dau-tu', planId },
    ]);
    expect(when(given(remember('Sở KHĐT', 'a')), remember(' sở  KHĐT', 'a'))).toEqual([]);
    expect(when(initialAgencyNames, remember('  ', 'a'))).toBe('AGENCY_NAME.EMPTY');
  });

  test('takes the latest meaning', () => {
    expect(given(remember('UBND TP', 'a'), remember('UBND TP', 'b')).names).toMatchObject([{ id: 'b' }]);
  });

  test('forgets a name once; the plan that taught it does not teach it again, another one does', () => {
    const forgotten = given(remember('UBND TP', 'a'), forget('ubnd tp'));
    expect(forgotten.names).toMatchObject([{ name: 'UBND TP', isForgotten: true }]);
    expect(when(forgotten, forget('UBND TP'))).toEqual([]);
    expect(when(forgotten, remember('UBND TP', 'a'))).toEqual([]);
    expect(when(forgotten, remember('UBND TP', 'a', 'plan-2' as PlanId))).toEqual(['AgencyNameRemembered']);
    expect(when(initialAgencyNames, forget('UBND TP'))).toEqual([]);
  });
});
