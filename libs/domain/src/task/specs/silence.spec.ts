import { describe, expect, test } from '@jest/globals';
import { openAsks } from '../task.situation.js';
import { heldSpans } from '../fair-clock.js';
import { acceptSilence, acknowledge, answer, ask, deliver, submit } from '../testing/steps.js';
import { act, enter, facts, finance, follow, given, health, instant, leadPart, part, when, type Story } from '../testing/scenario.js';

/** Reply by 20/11. */
const asked = (...rest: readonly ReturnType<typeof ask>[]): Story => given(enter(), acknowledge(), ask(), ...rest);
const consenting = { ...facts, policy: { ...facts.policy, silenceIsConsent: true } };
const after = { on: '2026-11-21' };

describe('silence is consent', () => {
  test('only where the policy says so', () => {
    expect(when(asked(deliver()), acceptSilence(after)).code).toBe('TASK.SILENCE_IS_NO_CONSENT');
    expect(when(asked(deliver()), acceptSilence(after), consenting).events).toMatchObject([
      { type: 'SilenceAccepted', data: { ask: 1, agencyId: finance, replyBy: '2026-11-20', deliveredOn: '2026-11-04' } },
    ]);
  });

  test('only where it is proved that the request arrived in time: by a record, or by its acknowledgement', () => {
    expect(when(asked(), acceptSilence(after), consenting).code).toBe('TASK.DELIVERY_NOT_PROVED');
    const receipt = act('AcknowledgeAsk', { part: part('L01'), ask: 1 }, { by: finance, on: '2026-11-06' });
    expect(when(asked(receipt), acceptSilence(after), consenting).events).toMatchObject([{ data: { deliveredOn: '2026-11-06' } }]);
    const arrivedLate = asked(deliver({ arrived: '2026-11-21', on: '2026-11-22' }));
    expect(when(arrivedLate, acceptSilence({ on: '2026-11-23' }), consenting).code).toBe('TASK.DELIVERY_NOT_PROVED');
  });

  test('only once the reply date has passed, of who said nothing at all, and of a request that had a date', () => {
    expect(when(asked(deliver()), acceptSilence({ on: '2026-11-20' }), consenting).code).toBe('TASK.REPLY_DATE_NOT_PASSED');
    const release = act('RequestRelease', { part: part('L01'), ask: 1, reason: 'Không thuộc lĩnh vực' }, { by: finance });
    expect(when(asked(deliver(), release), acceptSilence(after), consenting).code).toBe('TASK.NOT_SILENT');
    const general = act('AcceptSilence', { part: null, ask: 0, agencyId: finance }, after);
    expect(when(asked(), general, consenting).code).toBe('TASK.REPLY_DATE_NOT_PASSED');
    expect(when(asked(deliver(), answer()), acceptSilence(after), consenting).code).toBe('TASK.ASK_CLOSED');
    expect(when(asked(), acceptSilence({ ...after, to: health }), consenting).code).toBe('TASK.NO_SUCH_ASK');
  });

  test('once; it closes the ask, and the clock runs for the lead again', () => {
    const silent = follow(asked(deliver()), acceptSilence(after), consenting);
    const story = { ...silent, task: silent.state } as Story;
    expect(openAsks(leadPart(story))).toEqual([]);
    expect(when(story, acceptSilence(after), consenting)).toMatchObject({ code: null, types: [] });
    expect(when(story, answer(after)).code).toBe('TASK.ASK_CLOSED');
    expect(when(story, submit(after)).types).toEqual(['CompletionSubmitted']);
    expect(heldSpans(leadPart(story), instant('2026-11-22')).map(({ holder }) => holder.kind)).toEqual(['lead', 'coordinator', 'lead']);
  });
});

describe('the proof that a request arrived', () => {
  test('is recorded with what proves it, not before it was asked, not of a day to come', () => {
    expect(leadPart(asked(deliver())).asks[0]?.delivered).toEqual({ on: '2026-11-04', evidence: 'Sổ công văn đến số 512' });
    expect(when(asked(deliver()), deliver())).toMatchObject({ code: null, types: [] });
    expect(when(asked(), deliver({ arrived: '2026-11-02' })).code).toBe('TASK.DELIVERED_BEFORE_ASKED');
    expect(when(asked(), deliver({ arrived: '2026-11-10', on: '2026-11-09' })).code).toBe('TASK.DELIVERED_IN_FUTURE');
    expect(when(asked(), deliver({ to: health })).code).toBe('TASK.NO_SUCH_ASK');
    expect(when(asked(answer()), deliver()).code).toBe('TASK.ASK_CLOSED');
  });
});
