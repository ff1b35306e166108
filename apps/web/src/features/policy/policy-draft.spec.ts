import { describe, expect, test } from '@jest/globals';
import { differencesOf, draftAgain, draftOf, settingsOf } from './policy-draft.js';
import { sectionsOf } from './policy-fields.js';
import { settings } from './policy-settings.fixture.js';

const typed = (change: Readonly<Record<string, string | readonly string[]>>) => settingsOf({ ...draftOf(settings), ...change }, settings);
const nameOf = (agency: string): string => `Cơ quan ${agency}`;

describe('the form of a reminder policy', () => {
  test('shows every setting, and what nobody touched stays as it is', () => {
    expect(draftOf(settings)).toMatchObject({
      beforeDue: '30, 7, 3, 1, 0',
      dailyAt: '07:30',
      'ask.late': '1',
      indicatorPeriods: 'half-yearly',
    });
    expect(settingsOf(draftOf(settings), settings)).toEqual({ settings, errors: {} });
    const flat = (value: object, path = ''): readonly string[] =>
      Object.entries(value).flatMap(([name, inner]: [string, unknown]) =>
        typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? flat(inner, `${path}${name}.`) : [`${path}${name}`],
      );
    const shown = sectionsOf(true).flatMap(({ fields }) => fields.map(({ path }) => path));
    expect([...shown].sort()).toEqual([...flat(settings), 'indicatorPeriods'].sort());
  });

  test('takes what is typed', () => {
    const changed = typed({
      beforeDue: '10; 5 1',
      'ask.late': '',
      dailyAt: '8:15',
      indicatorPeriods: '',
      needsConfirmation: 'yes',
      leaders: ['chu-tich-ubnd-tinh', 'so-noi-vu'],
      'phone.occasions': ['urged'],
      'phone.perWeek': '2',
    });
    expect(changed.errors).toEqual({});
    expect(changed.settings).toEqual({
      ...settings,
      beforeDue: [10, 5, 1],
      ask: { before: [2], late: null },
      dailyAt: 495,
      indicatorPeriods: null,
      needsConfirmation: true,
      leaders: ['chu-tich-ubnd-tinh', 'so-noi-vu'],
      phone: { occasions: ['urged'], newWithinDays: 15, beforeDue: [1], perDay: 1, perWeek: 2 },
    });
  });

  test('says at its field what is wrong', () => {
    const { errors } = typed({
      beforeDue: '',
      beforeDueOfLong: '7, bảy',
      beforePeriod: '1, 1',
      'overdue.first': '0',
      'notAcknowledged.agency': '366',
      'officeHours.to': '7:00',
      lateAfterMinutes: '-1',
      followedBy: '',
    });
    expect(errors).toEqual({
      beforeDue: expect.stringContaining('ít nhất một lần nhắc'),
      beforeDueOfLong: expect.stringContaining('số nguyên từ 0 đến 365'),
      beforePeriod: 'Mỗi số ngày chỉ ghi một lần.',
      'overdue.first': 'Ghi số nguyên từ 1 đến 365.',
      'notAcknowledged.agency': 'Ghi số nguyên từ 0 đến 365.',
      'officeHours.to': 'Giờ kết thúc phải sau giờ bắt đầu.',
      lateAfterMinutes: 'Ghi số nguyên từ 1 đến 1440.',
      followedBy: 'Chọn một cơ quan.',
    });
    expect(typed({ dailyAt: '17:30' }).errors).toEqual({ dailyAt: 'Giờ gửi hằng ngày phải trước giờ kết thúc làm việc.' });
    expect(typed({ dailyAt: '25:00' }).errors).toEqual({ dailyAt: 'Ghi giờ và phút, ví dụ 07:30.' });
  });

  test('of a plan has no hours, and an earlier version of it brings none back', () => {
    const offered = sectionsOf(false).flatMap(({ fields }) => fields.map(({ path }) => path));
    expect(offered).toContain('beforeDue');
    expect(offered).not.toContain('dailyAt');
    const earlier = { ...settings, beforeDue: [5], dailyAt: 495 };
    expect(settingsOf(draftAgain(earlier, settings, false), settings).settings).toEqual({ ...settings, beforeDue: [5] });
    expect(settingsOf(draftAgain(earlier, settings, true), settings).settings).toEqual(earlier);
  });

  test('tells two policies apart in words', () => {
    const other = typed({ beforeDue: '5', 'escalation.headAfter': '', silenceIsConsent: 'yes', followedBy: 'so-noi-vu' }).settings;
    expect(differencesOf(settings, other, nameOf)).toEqual([
      { label: 'Nhắc trước hạn', before: 'trước 30, 7, 3, 1 ngày làm việc và đúng ngày đến hạn', after: 'trước 5 ngày làm việc' },
      { label: 'Nhắc cả người đứng đầu, từ sau hạn', before: '5 ngày làm việc', after: 'không' },
      { label: 'Không trả lời khi quá hạn cho ý kiến là đồng ý', before: 'không', after: 'có' },
      { label: 'Cơ quan theo dõi', before: 'Cơ quan van-phong-ubnd-tinh', after: 'Cơ quan so-noi-vu' },
    ]);
    expect(differencesOf(settings, { ...settings, indicatorPeriods: 'half-yearly' }, nameOf)).toEqual([]);
  });
});
