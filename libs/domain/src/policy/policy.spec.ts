import { describe, expect, test } from '@jest/globals';
import type { AgencyId, Instant, PlanId } from '../shared/ids.js';
import type { CommandMeta } from '../shared/meta.js';
import { PolicyBook } from './policy-book.js';
import { decidePolicy, evolvePolicy, initialPolicy, type Policy } from './policy.decider.js';
import type { PolicyCommand } from './policy.model.js';
import { problemOfSettings, shippedPolicy, type PolicySettings } from './policy.settings.js';

const plan = '0190a000-0000-7000-8000-000000000001' as PlanId;
const at = (day: number): Instant => `2026-11-${String(day).padStart(2, '0')}T02:00:00.000Z` as Instant;
const meta = (day: number): CommandMeta => ({
  commandId: '1',
  actor: null,
  onBehalfOf: 'van-phong-ubnd-tinh' as AgencyId,
  now: at(day),
  via: 'web',
});
const adopt = (change: Partial<PolicySettings>, basis = 'Công văn 5'): Omit<Extract<PolicyCommand, { type: 'AdoptPolicy' }>, 'meta'> => ({
  type: 'AdoptPolicy',
  data: { planId: null, settings: { ...shippedPolicy, ...change }, basis },
});
const after = (policy: Policy, command: Omit<PolicyCommand, 'meta'>, day: number): Policy => {
  const decision = decidePolicy({ ...command, meta: meta(day) } as PolicyCommand, policy);
  if (!decision.ok) throw new Error(decision.rejection.code);
  return decision.events.reduce(
    (state, event) => evolvePolicy(shippedPolicy)(state, event, { version: state.version + 1, recordedAt: at(day) }),
    policy,
  );
};
const code = (command: Omit<PolicyCommand, 'meta'>, policy = initialPolicy): string | null => {
  const decision = decidePolicy({ ...command, meta: meta(2) } as PolicyCommand, policy);
  return decision.ok ? null : decision.rejection.code;
};

describe('a reminder policy', () => {
  test('is adopted whole, each time as a new version, and the same once more is nothing', () => {
    const first = after(initialPolicy, adopt({ beforeDue: [5] }), 2);
    expect(first).toMatchObject({ version: 1, basis: 'Công văn 5', settings: { beforeDue: [5] } });
    expect(after(first, adopt({ beforeDue: [5] }), 3)).toBe(first);
  });

  test('an offset that is new counts from its adoption; one that stays counts as before, and one that comes back is new again', () => {
    const first = after(initialPolicy, adopt({ beforeDue: [7, 5] }), 2);
    expect(first.since).toEqual({ 'beforeDue-5': at(2) });
    const second = after(first, adopt({ beforeDue: [5, 2] }), 3);
    expect(second.since).toEqual({ 'beforeDue-5': at(2), 'beforeDue-2': at(3) });
    expect(after(second, adopt({ beforeDue: [7, 5] }), 4).since).toEqual({ 'beforeDue-5': at(2), 'beforeDue-7': at(4) });
  });

  test('of each version it is known when it came to hold, of those that were replaced too', () => {
    const adopted = (planId: PlanId | null, day: number) =>
      ({ type: 'PolicyAdopted', data: { planId, settings: shippedPolicy, basis: '', effectiveAt: at(day) } }) as const;
    const book = PolicyBook.of(shippedPolicy)
      .with(null, adopted(null, 2), { version: 1, recordedAt: at(2) })
      .with(plan, adopted(plan, 3), { version: 1, recordedAt: at(3) })
      .with(null, adopted(null, 4), { version: 2, recordedAt: at(4) });
    const when = (id: string, version: number): string | null => book.adoptedAt({ id, version });
    expect([when('default', 0), when('default', 1), when('default', 2), when(plan, 1), when(plan, 2)]).toEqual([
      null,
      at(2),
      at(4),
      at(3),
      null,
    ]);
    expect([book.ruling(null).adoptedAt, book.ruling(plan).adoptedAt]).toEqual([at(4), at(3)]);
  });

  test('of a plan rules its rules, while the hours and telephones stay those of the general policy', () => {
    const adopted = (planId: PlanId | null, settings: PolicySettings) =>
      ({ type: 'PolicyAdopted', data: { planId, settings, basis: '', effectiveAt: at(2) } }) as const;
    const phone = { ...shippedPolicy.phone, perDay: 9 };
    const own = {
      ...shippedPolicy,
      beforeDue: [9],
      dailyAt: 495,
      officeHours: { from: 0, to: 600 },
      phone,
      lateAfterMinutes: 1,
      holdEntryMinutes: 1,
    };
    const book = PolicyBook.of(shippedPolicy).with(plan, adopted(plan, own), { version: 1, recordedAt: at(2) });
    expect(book.ruling(plan)).toEqual({ ...book.ruling(plan), ...shippedPolicy, beforeDue: [9], id: plan, version: 1 });
    const moved = book.with(null, adopted(null, { ...shippedPolicy, dailyAt: 480 }), { version: 1, recordedAt: at(3) });
    expect(moved.ruling(plan)).toMatchObject({ id: plan, version: 1, beforeDue: [9], dailyAt: 480 });
  });

  test('the overview counts from when it was taken up; another number of days for it begins nothing anew', () => {
    const without = after(initialPolicy, adopt({ weeklyOverview: null }), 2);
    const with30 = after(without, adopt({ weeklyOverview: 30 }), 3);
    expect([without.since, with30.since]).toEqual([{}, { weeklyOverview: at(3) }]);
    expect(after(with30, adopt({ weeklyOverview: 10 }), 4).since).toEqual({ weeklyOverview: at(3) });
  });

  test('of a plan is withdrawn once', () => {
    const withdraw = { type: 'WithdrawPolicy', data: { planId: plan, basis: 'Công văn 6' } } as const;
    const own = after(initialPolicy, adopt({ beforeDue: [5] }), 2);
    const withdrawn = after(own, withdraw, 3);
    expect(withdrawn).toMatchObject({ version: 2, settings: null });
    expect(code(withdraw, withdrawn)).toBe('POLICY.NOTHING_TO_WITHDRAW');
  });

  test('needs a basis, sound offsets and hours, and never mutes a legal deadline', () => {
    expect(code(adopt({}, ' '))).toBe('POLICY.BASIS_MISSING');
    expect(code(adopt({ beforeDue: [7, 7] }))).toBe('POLICY.OFFSETS');
    expect(code(adopt({ beforePeriod: [-1] }))).toBe('POLICY.OFFSETS');
    expect(code(adopt({ beforeDue: [] }))).toBe('POLICY.MUTED');
    expect(code(adopt({ overdue: { first: 0, everyDays: 7 } }))).toBe('POLICY.COUNTS');
    expect(code(adopt({ undecidedAfter: 1.5 }))).toBe('POLICY.COUNTS');
    expect(code(adopt({ weeklyOverview: -1 }))).toBe('POLICY.COUNTS');
    expect(code(adopt({ weeklyOverview: null }))).toBeNull();
    expect(code(adopt({ officeHours: { from: 1_000, to: 900 } }))).toBe('POLICY.HOURS');
    expect(code(adopt({ dailyAt: 1_100 }))).toBe('POLICY.HOURS');
    const phone = { ...shippedPolicy.phone, perDay: 0 };
    expect(code(adopt({ phone }))).toBe('POLICY.COUNTS');
    expect(code(adopt({ phone: { ...phone, perDay: 1, beforeDue: [1, 1] } }))).toBe('POLICY.OFFSETS');
    expect(code(adopt({ phone: { ...phone, perDay: 1, occasions: ['urged', 'urged'] } }))).toBe('POLICY.COUNTS');
    expect(code(adopt({ phone: { ...phone, perDay: 2, occasions: [] } }))).toBeNull();
    expect(problemOfSettings(shippedPolicy)).toBeNull();
  });
});
