import { describe, expect, test } from '@jest/globals';
import { fairClock } from '../fair-clock.js';
import {
  acknowledge,
  approve,
  cancel,
  claimCause,
  closeNotDone,
  confirmCause,
  grant,
  reassign,
  refuseCause,
  refuseExtension,
  requestExtension,
  submit,
  suspend,
} from '../testing/steps.js';
import {
  act,
  chairman,
  construction,
  date,
  enter,
  given,
  homeAffairs,
  instant,
  leadPart,
  office,
  part,
  province,
  when,
} from '../testing/scenario.js';

const document = { number: '45/TB-VP', date: null, signer: null, form: null };
const late = [enter(), acknowledge(), submit({ on: '2027-01-05' }), approve(1, { on: '2027-01-06' })];

describe('an objective cause', () => {
  test('is claimed by the holder, with evidence, one undecided at a time', () => {
    const story = given(enter(), acknowledge(), claimCause());
    expect(leadPart(story).causes).toMatchObject([{ number: 1, agencyId: homeAffairs, outcome: { kind: 'pending' } }]);
    expect(when(story, claimCause())).toMatchObject({ code: null, types: [] });
    expect(when(story, claimCause({ text: 'Chờ ý kiến của Bộ' })).code).toBe('TASK.CAUSE_PENDING');
    expect(when(given(enter()), claimCause({ by: construction })).code).toBe('TASK.NOT_YOUR_PART');
    const bare = (over: object) =>
      act('ClaimObjectiveCause', { part: part('L01'), text: 'Bão', from: null, to: null, document: null, files: [], ...over });
    expect(when(given(enter()), bare({})).code).toBe('TASK.EVIDENCE_MISSING');
    expect(when(given(enter()), bare({ document, from: date('2026-11-20'), to: date('2026-11-10') })).code).toBe('TASK.SPAN_REVERSED');
    expect(when(given(enter()), bare({ document, from: date('2026-11-20'), to: date('2026-11-20') })).types).toEqual([
      'ObjectiveCauseClaimed',
    ]);
  });

  test('may be claimed once the lateness is judged, but not of what ended in time or was called off; not while suspended', () => {
    expect(when(given(...late), claimCause()).types).toEqual(['ObjectiveCauseClaimed']);
    expect(when(given(enter(), acknowledge(), closeNotDone()), claimCause()).types).toEqual(['ObjectiveCauseClaimed']);
    expect(when(given(enter(), acknowledge(), submit(), approve(1)), claimCause()).code).toBe('TASK.NOTHING_LATE');
    expect(when(given(enter(), cancel()), claimCause()).code).toBe('TASK.NOTHING_LATE');
    expect(when(given(enter(), suspend()), claimCause()).code).toBe('TASK.PART_SUSPENDED');
    expect(when(given(enter(), acknowledge(), claimCause(), suspend()), confirmCause(1)).code).toBe('TASK.PART_SUSPENDED');
  });

  test('is decided once, by the assigning authority', () => {
    const story = given(enter(), acknowledge(), claimCause());
    expect(leadPart(given(enter(), acknowledge(), claimCause(), confirmCause(1))).causes).toMatchObject([
      { outcome: { kind: 'confirmed' } },
    ]);
    const refused = given(enter(), acknowledge(), claimCause(), refuseCause(1));
    expect(leadPart(refused).causes).toMatchObject([{ outcome: { kind: 'refused', reason: 'Đã được tính trong kế hoạch' } }]);
    expect(when(refused, refuseCause(1))).toMatchObject({ code: null, types: [] });
    expect(when(refused, confirmCause(1)).code).toBe('TASK.CAUSE_DECIDED');
    expect(when(story, confirmCause(2)).code).toBe('TASK.NO_SUCH_CAUSE');
    expect(when(story, confirmCause(1, { by: homeAffairs })).code).toBe('TASK.NOT_APPROVER');
    expect(when(refused, claimCause({ text: 'Chờ ý kiến của Bộ' })).events).toMatchObject([{ data: { cause: 2 } }]);
  });

  test('confirmed, changes no verdict', () => {
    const story = given(...late, claimCause({ on: '2027-01-10' }), confirmCause(1, { on: '2027-01-12' }));
    expect(leadPart(story)).toMatchObject({ situation: { name: 'completed', verdict: 'late' }, submissions: [{ onTime: false }] });
  });

  test('undecided, is held by the assigning side; a new holder does not undo the claim', () => {
    const story = given(enter(), acknowledge(), claimCause({ on: '2026-11-12' }), confirmCause(1, { on: '2026-11-22' }));
    const shares = fairClock(leadPart(story), instant('2026-12-02')).map(({ holder, milliseconds }) => [
      holder.kind,
      milliseconds / 86_400_000,
    ]);
    expect(shares).toEqual([
      ['lead', 20],
      ['office', 10],
    ]);
    expect(leadPart(given(enter(), acknowledge(), claimCause(), reassign(construction))).causes).toMatchObject([
      { agencyId: homeAffairs, outcome: { kind: 'pending' } },
    ]);
  });
});

describe('what the assigning authority decides, the Office records with the document', () => {
  const byOffice = { by: office } as const;
  const asked = given(enter(), acknowledge(), requestExtension('2027-01-31'), claimCause());

  test('without a document it records nothing', () => {
    for (const command of [
      grant(1, '2027-01-31', byOffice),
      refuseExtension(1, byOffice),
      confirmCause(1, byOffice),
      refuseCause(1, byOffice),
    ]) {
      expect(when(asked, command).code).toBe('TASK.DOCUMENT_NEEDED');
    }
    const recorded = { ...grant(1, '2027-01-31', byOffice), data: { part: part('L01'), extension: 1, due: date('2027-01-31'), document } };
    expect(when(asked, recorded as ReturnType<typeof grant>).events).toMatchObject([{ type: 'ExtensionGranted', data: { document } }]);
    const refusal = act('RefuseExtension', { part: part('L01'), extension: 1, reason: 'Cấp bách', document }, byOffice);
    expect(when(asked, refusal).events).toMatchObject([{ type: 'ExtensionRefused', data: { document } }]);
    const confirmation = act('ConfirmCause', { part: part('L01'), cause: 1, document, note: null }, byOffice);
    expect(when(asked, confirmation).events).toMatchObject([{ type: 'CauseConfirmed', data: { document } }]);
  });

  test('the authority itself, and its superior, need none', () => {
    expect(when(asked, grant(1, '2027-01-31')).types).toEqual(['ExtensionGranted']);
    const ofChairman = given(enter({ assigningAuthority: chairman }), acknowledge(), requestExtension('2027-01-31'));
    expect(when(ofChairman, grant(1, '2027-01-31', { by: province })).types).toEqual(['ExtensionGranted']);
    expect(when(asked, grant(1, '2027-01-31', { by: chairman })).code).toBe('TASK.DOCUMENT_NEEDED');
  });
});
