import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { Brief } from '../channel.port.js';
import { zaloPhone } from './phone.js';
import { isSignedByZalo, readEvent } from './webhook.js';
import { PARAMETER_LIMITS, ZNS_CLASSES, znsClassOf, znsCodesOf, type ZnsClass } from './zalo-contract.js';
import { judgeZns } from './zalo-outcome.js';
import { briefText, templateData, truncated } from './zalo-template.js';

const morning = new Date('2026-11-27T02:00:00Z');
const night = new Date('2026-11-27T16:30:00Z');

describe('a phone', () => {
  test.each([
    ['0987654321', '84987654321'],
    ['+84 987 654 321', '84987654321'],
    ['84987654321', '84987654321'],
    ['098.765.4321', '84987654321'],
    ['0087654321', null],
    ['098765432', null],
    ['+1 202 555 0100', null],
    ['', null],
  ])('%j is %j', (text, phone) => {
    expect(zaloPhone(text)).toBe(phone);
  });
});

describe('every error that is known means something', () => {
  const EXPECTED: Readonly<Record<ZnsClass, { readonly outcome: string; readonly alarm: boolean }>> = {
    transient: { outcome: 'retry', alarm: false },
    token: { outcome: 'paused', alarm: true },
    night: { outcome: 'retry', alarm: false },
    'daily-limit': { outcome: 'retry', alarm: true },
    phone: { outcome: 'refused', alarm: false },
    recipient: { outcome: 'refused', alarm: false },
    content: { outcome: 'refused', alarm: true },
    money: { outcome: 'paused', alarm: true },
    configuration: { outcome: 'paused', alarm: true },
    malformed: { outcome: 'refused', alarm: true },
  };
  test.each(ZNS_CLASSES.flatMap((kind) => znsCodesOf(kind).map((code) => [code, kind] as const)))('%i is %s', (code, kind) => {
    expect(znsClassOf(code)).toBe(kind);
    const { outcome, alarm } = judgeZns(code, 'words', morning);
    expect(outcome.outcome).toBe(EXPECTED[kind].outcome);
    expect(alarm !== null).toBe(EXPECTED[kind].alarm);
  });

  test('no code stands twice', () => {
    const codes = ZNS_CLASSES.flatMap(znsCodesOf);
    expect(new Set(codes).size).toBe(codes.length);
  });

  test('at night until six, over the limit until the next day, and an unknown code is tried again with an alarm', () => {
    expect(judgeZns(-133, '', night).outcome).toMatchObject({ notBefore: '2026-11-27T23:00:00.000Z' });
    expect(judgeZns(-133, '', new Date('2026-11-27T18:00:00Z')).outcome).toMatchObject({ notBefore: '2026-11-27T23:00:00.000Z' });
    expect(judgeZns(-144, '', morning).outcome).toMatchObject({ notBefore: '2026-11-27T17:05:00.000Z' });
    expect(judgeZns(-9999, '', morning)).toMatchObject({ outcome: { outcome: 'retry' }, alarm: expect.stringContaining('-9999') });
  });
});

describe('a template', () => {
  const brief: Brief = {
    occasion: 'due',
    count: 3,
    name: 'Nguyễn Thị Bích Ngọc Trâm Anh Phương Thảo',
    authority: 'UBND tỉnh Lạng Sơn',
    planNumber: '129/KH-UBND',
    due: '27/11/2026',
    url: 'https://dondoc.example.vn/nhiem-vu/0190?tu=zalo',
  };

  test('is filled within its limits, cut on a word, and never with an empty value', () => {
    const data = templateData({ ...brief, authority: ' ' });
    expect(data).toEqual({
      ten_nguoi_nhan: 'Nguyễn Thị Bích Ngọc Trâm Anh…',
      co_quan_giao: '-',
      noi_dung: 'Đến hạn, quá hạn',
      so_nhiem_vu: '03',
      van_ban: '129/KH-UBND',
      thoi_han: '27/11/2026',
      duong_dan: 'nhiem-vu/0190?tu=zalo',
    });
    expect(data['ten_nguoi_nhan']?.length).toBeLessThanOrEqual(PARAMETER_LIMITS.name);
    expect(Object.keys(data).every((name) => /^[a-z_]+$/u.test(name))).toBe(true);
    expect(templateData({ ...brief, planNumber: null, due: null })).toMatchObject({
      van_ban: 'nhiều văn bản',
      thoi_han: 'xem trong hệ thống',
    });
  });

  test('cuts no word that fits, and a long one where it must', () => {
    expect(truncated('một hai', 7)).toBe('một hai');
    expect(truncated('một hai ba', 8)).toBe('một hai…');
    expect(truncated('x'.repeat(40), 30)).toHaveLength(30);
    expect(briefText(brief)).toContain('03 nhiệm vụ (đến hạn, quá hạn) theo 129/KH-UBND, thời hạn 27/11/2026.');
  });
});

describe('a webhook', () => {
  const account = { appId: '4321', oaSecret: 'oa-secret' };
  const signed = (body: object): [Buffer, string] => {
    const raw = Buffer.from(JSON.stringify({ app_id: '4321', timestamp: '1795748400000', ...body }), 'utf8');
    return [raw, createHash('sha256').update('4321').update(raw).update('1795748400000').update('oa-secret').digest('hex')];
  };

  test('is believed only with its signature, with or without "mac="', () => {
    const [raw, signature] = signed({ event_name: 'follow', follower: { id: 'u1' } });
    expect(isSignedByZalo(account, raw, signature)).toBe(true);
    expect(isSignedByZalo(account, raw, `mac=${signature}`)).toBe(true);
    expect(isSignedByZalo(account, raw, undefined)).toBe(false);
    expect(isSignedByZalo(account, raw, `mac=${signature.slice(2)}00`)).toBe(false);
    expect(isSignedByZalo(account, Buffer.concat([raw, Buffer.from(' ')]), signature)).toBe(false);
    expect(isSignedByZalo({ ...account, oaSecret: 'other' }, raw, signature)).toBe(false);
    expect(isSignedByZalo(account, Buffer.from('not json'), signature)).toBe(false);
  });

  test.each([
    [
      'received, as the account writes it',
      { event_name: 'user_received_message', sender: { id: 'oa' }, recipient: { id: 'u1' }, message: { msg_id: 'm1' } },
      { type: 'received', messageId: 'm1', trackingId: null },
    ],
    [
      'received, as a template message has it',
      {
        event_name: 'user_received_message',
        sender: { id: 'oa' },
        recipient: '84987654321',
        delivery_time: '1',
        msg_id: 'm2',
        tracking_id: 't',
      },
      { type: 'received', messageId: 'm2', trackingId: 't' },
    ],
    ['followed', { event_name: 'follow', follower: { id: 'u1' } }, { type: 'followed', userId: 'u1', at: '2026-11-27T03:00:00.000Z' }],
    ['left', { event_name: 'unfollow', follower: { id: 'u1' } }, { type: 'left', userId: 'u1' }],
    ['wrote', { event_name: 'user_send_text', sender: { id: 'u1' }, message: { text: 'DD 1' } }, { type: 'wrote', text: 'DD 1' }],
    ['seen', { event_name: 'user_seen_message', sender: { id: 'u1' } }, { type: 'other', name: 'user_seen_message' }],
    ['of a strange shape', { event_name: 'follow' }, { type: 'other', name: 'follow' }],
  ])('%s', (_, body, event) => {
    expect(readEvent(signed(body)[0])).toMatchObject(event);
  });
});
