import { describe, expect, test } from '@jest/globals';
import type { PolicySettingsBody, ReminderPolicyView } from '#contracts';
import { differencesOf, settingsOf } from './policy-draft.js';
import { settings as initial } from './policy-settings.fixture.js';
import { contestedIn, draftIn, edited, isSamePolicy, isUntouched, overNewer, workOn, type PolicyWork } from './policy-work.js';

const settings: PolicySettingsBody = {
  ...initial,
  weeklyOverview: 10,
  phone: { occasions: ['assigned'], newWithinDays: 15, beforeDue: [1], perDay: 1, perWeek: 3 },
};

const version = (number: number, change: Partial<PolicySettingsBody> = {}): ReminderPolicyView => ({
  planId: null,
  version: number,
  basis: null,
  adoptedAt: null,
  isOwn: true,
  settings: { ...settings, ...change },
});
const opened = version(0);
const typed = (change: Readonly<Record<string, string>>, work: PolicyWork = workOn(opened)): PolicyWork =>
  edited(work, { ...draftIn(work), ...change });
const wanted = (work: PolicyWork): PolicySettingsBody => settingsOf(draftIn(work), work.seen.settings).settings;
const nameOf = (agency: string): string => agency;

describe('work on a policy that others change meanwhile', () => {
  test('keeps its own edits, and takes everything else from the newer policy', () => {
    const newer = version(1, { overdue: { first: 1, everyDays: 3 } });
    const work = overNewer(typed({ weeklyOverview: '30' }), newer, true);
    expect(work).toEqual({ seen: newer, edits: { weeklyOverview: '30' }, before: opened });
    expect(wanted(work)).toEqual({ ...settings, overdue: { first: 1, everyDays: 3 }, weeklyOverview: 30 });
    expect(differencesOf(newer.settings, wanted(work), nameOf)).toHaveLength(1);
    expect(contestedIn(work)).toEqual([]);
  });

  test('points out what both changed, over several newer versions too', () => {
    const first = version(1, { weeklyOverview: 20 });
    const work = overNewer(
      overNewer(typed({ weeklyOverview: '30', dailyAt: '08:00' }), first, false),
      version(2, { weeklyOverview: 15 }),
      false,
    );
    expect(work.before).toBe(opened);
    expect(contestedIn(work).map(({ path }) => path)).toEqual(['weeklyOverview']);
    expect(wanted(work)).toMatchObject({ weeklyOverview: 30, dailyAt: 480 });
    // The newer value is taken after all: nothing is contested any more.
    expect(contestedIn(typed({ weeklyOverview: '15' }, work))).toEqual([]);
    // The value from before the others' change is an edit like any other.
    expect(wanted(typed({ weeklyOverview: '10' }, work)).weeklyOverview).toBe(10);
  });

  test('what only is written in another way, or what others changed to the same, is no edit', () => {
    const work = overNewer(
      typed({ beforeDue: '0;1;3;7;30', weeklyOverview: '30' }),
      version(1, { beforeDue: [5], weeklyOverview: 30 }),
      false,
    );
    expect(work).toMatchObject({ edits: {}, before: null });
    expect(wanted(work)).toMatchObject({ beforeDue: [5], weeklyOverview: 30 });
  });

  test('what cannot be read stays in the form with its error', () => {
    const work = overNewer(typed({ beforeDue: 'bảy' }), version(1, { beforeDue: [5] }), false);
    expect(draftIn(work)['beforeDue']).toBe('bảy');
    expect(settingsOf(draftIn(work), work.seen.settings).errors).toHaveProperty('beforeDue');
  });

  test('is told where nothing was edited only if effects stood on the page', () => {
    expect(isUntouched(overNewer(workOn(opened), version(1), false))).toBe(true);
    expect(isUntouched(overNewer(workOn(opened), version(1), true))).toBe(false);
  });

  test('a plan that follows the general policy is overtaken by a change of that one', () => {
    expect(isSamePolicy(opened, version(0))).toBe(true);
    expect(isSamePolicy(opened, version(1))).toBe(false);
    expect(isSamePolicy(opened, version(0, { weeklyOverview: 11 }))).toBe(false);
  });
});
