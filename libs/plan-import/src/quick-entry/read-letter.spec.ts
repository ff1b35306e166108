import { describe, expect, test } from '@jest/globals';
import type { PlanDraft } from '#contracts';
import { plainDate } from '#domain';
import { langSon2023, vietnamWorkingCalendar } from '#reference-data';
import { ImportRefused } from '../refusal.js';
import { readLetter } from './read-letter.js';

const today = plainDate('2026-11-23');
const read = (text: string): PlanDraft => readLetter(text, { directory: langSon2023, calendar: vietnamWorkingCalendar, today });
const ids = (refs: readonly { readonly id: string | null; readonly text: string }[]): string[] =>
  refs.map(({ id, text }) => id ?? `? ${text}`);

/** What a person would check first: who, with whom, what, by when. */
const told = ({ tasks }: PlanDraft) =>
  tasks.map(({ title, leads, coordinators, approvers, deadline }) => ({
    leads: ids(leads),
    with: ids(coordinators),
    to: ids(approvers),
    due: deadline.due ?? deadline.recurrence,
    title,
  }));

describe('a paragraph of a letter', () => {
  test('gives lead, coordinators, deadline, number, day, issuer and title', () => {
    const draft = read(
      'Tại Công văn số 1520/UBND-KT ngày 12/11/2026 của UBND tỉnh Lạng Sơn, Chủ tịch UBND tỉnh giao Sở Xây dựng chủ trì, phối hợp với Sở Tài chính, UBND các huyện, thành phố và các cơ quan liên quan rà soát danh mục dự án phát triển đô thị, báo cáo UBND tỉnh trước ngày 30/11/2026.',
    );
    expect(draft.document).toEqual({
      number: '1520/UBND-KT',
      issuedOn: '2026-11-12',
      issuer: 'UBND tỉnh Lạng Sơn',
      title: 'Công văn số 1520/UBND-KT',
    });
    expect(told(draft)).toEqual([
      {
        leads: ['so-xay-dung'],
        with: ['so-tai-chinh', 'ubnd-cac-huyen-thanh-pho', 'cac-co-quan-lien-quan'],
        to: ['ubnd-tinh'],
        due: '2026-11-29',
        title: 'Rà soát danh mục dự án phát triển đô thị, báo cáo UBND tỉnh trước ngày 30/11/2026',
      },
    ]);
    expect(draft.tasks[0]?.findings).toEqual(expect.arrayContaining(['deadline-before-means-day-before']));
  });

  test('has its number and day in a line of their own, with or without a colon', () => {
    const body = 'Giao Sở Nội vụ chủ trì rà soát, xây dựng phương án sắp xếp, báo cáo UBND tỉnh trước ngày 15/12/2026.';
    const head = 'THÔNG BÁO\nKết luận của Phó Chủ tịch UBND tỉnh tại cuộc họp ngày 20/11/2026';
    const facts = { number: '512/TB-UBND', issuedOn: '2026-11-23' };
    expect(read(`${head}\nSố 512/TB-UBND ngày 23/11/2026\n${body}`).document).toMatchObject(facts);
    expect(read(`Số: 512/TB-UBND, ngày 23 tháng 11 năm 2026\n${body}`).document).toMatchObject({
      ...facts,
      title: 'Thông báo số 512/TB-UBND',
    });
  });

  test('names a lead without "chủ trì", and through its head', () => {
    expect(told(read('Yêu cầu Giám đốc Sở Nội vụ khẩn trương hoàn thiện Đề án vị trí việc làm, hoàn thành trong tháng 12/2026.'))).toEqual([
      {
        leads: ['so-noi-vu'],
        with: [],
        to: [],
        due: '2026-12-31',
        title: 'Khẩn trương hoàn thiện Đề án vị trí việc làm, hoàn thành trong tháng 12/2026',
      },
    ]);
    expect(told(read('Chủ tịch UBND các huyện, thành phố chịu trách nhiệm kiểm tra việc thực hiện; chậm nhất ngày 15/12.'))).toMatchObject([
      { leads: ['ubnd-cac-huyen-thanh-pho'], due: '2026-12-15' },
    ]);
  });

  test('names those who go along after the lead', () => {
    expect(
      told(read('Giao Sở Y tế chủ trì, Sở Tài chính, Công an tỉnh phối hợp tham mưu Chủ tịch UBND tỉnh phương án phòng dịch.')),
    ).toMatchObject([{ leads: ['so-y-te'], with: ['so-tai-chinh', 'cong-an-tinh'], to: ['chu-tich-ubnd-tinh'], due: null }]);
    expect(
      told(read('Giao Sở Công Thương rà soát các cụm công nghiệp, phối hợp với Sở Xây dựng lập quy hoạch trong quý I/2027.')),
    ).toMatchObject([
      {
        leads: ['so-cong-thuong'],
        with: ['so-xay-dung'],
        due: '2027-03-31',
        title: 'Rà soát các cụm công nghiệp, phối hợp với Sở Xây dựng lập quy hoạch trong quý I/2027',
      },
    ]);
  });

  test('counts working days from its own day, and leaves open what has no day to count from', () => {
    const text = 'Giao Sở Tư pháp thẩm định dự thảo trong thời hạn 05 ngày làm việc kể từ ngày ký.';
    const dated = read(`Công văn số 99/UBND-NC ngày 12/10/2026 của UBND tỉnh\n${text}`);
    expect(dated.tasks[0]?.deadline).toMatchObject({ kind: 'date', due: '2026-10-19' });
    expect(dated.tasks[0]?.findings).toContain('deadline-counted-from-issue');
    expect(read(text).tasks[0]?.deadline.due).toBeNull();
  });

  test('says what comes back, and what has no time at all', () => {
    expect(told(read('Giao Sở Tài chính theo dõi, báo cáo UBND tỉnh định kỳ trước ngày 25 hằng tháng.'))).toMatchObject([
      { due: 'monthly' },
    ]);
    const none = read('Giao Sở Tài chính theo dõi việc giải ngân.');
    expect(none.tasks[0]?.findings).toEqual(expect.arrayContaining(['missing-deadline']));
  });

  test('takes the last of several days, and says so', () => {
    const draft = read('Giao Sở Nội vụ lập danh sách trước ngày 05/12/2026, tổng hợp báo cáo trước ngày 20/12/2026.');
    expect(draft.tasks[0]?.deadline.due).toBe('2026-12-19');
    expect(draft.tasks[0]?.findings).toEqual(expect.arrayContaining(['deadline-several-dates', 'milestone-in-title']));
  });

  test('keeps a name that nobody knows, with a finding', () => {
    const draft = read(
      'Giao Chi cục Kiểm lâm vùng I chủ trì, phối hợp với Hội Sinh vật cảnh tỉnh rà soát diện tích rừng, xong trước 31/12/2026.',
    );
    expect(told(draft)).toMatchObject([
      { leads: ['? Chi cục Kiểm lâm vùng I'], with: ['? Hội Sinh vật cảnh tỉnh'], title: expect.stringMatching(/^Rà soát/u) },
    ]);
    expect(draft.tasks[0]?.findings).toContain('unknown-agency');
  });

  test('does not take a document that is cited as a basis for the letter itself', () => {
    const draft = read(
      'Thực hiện Nghị quyết số 148/NQ-CP ngày 11/11/2022 của Chính phủ, UBND tỉnh giao Sở Xây dựng lập kế hoạch năm 2027.',
    );
    expect(draft.document).toMatchObject({ number: null, issuedOn: null });
  });

  test('without any order is one task with the words alone', () => {
    const draft = read('Khẩn trương khắc phục hậu quả mưa lũ, ổn định đời sống nhân dân.');
    expect(told(draft)).toEqual([
      { leads: [], with: [], to: [], due: null, title: 'Khẩn trương khắc phục hậu quả mưa lũ, ổn định đời sống nhân dân.' },
    ]);
    expect(draft.tasks[0]?.findings).toEqual(expect.arrayContaining(['missing-lead', 'missing-deadline']));
  });
});

const conclusion = `ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN
Số: 210/TB-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Lạng Sơn, ngày 10 tháng 11 năm 2026
THÔNG BÁO
Kết luận của Chủ tịch UBND tỉnh tại cuộc họp giao ban tháng 11/2026
Ngày 09/11/2026, Chủ tịch UBND tỉnh chủ trì cuộc họp giao ban. Sau khi nghe các ý kiến, Chủ tịch UBND tỉnh kết luận như sau:
1. Sở Nội vụ chủ trì, phối hợp với các sở, ban, ngành tham mưu UBND tỉnh kế hoạch sắp xếp, hoàn thành trước ngày 15/12/2026.
2. Giao UBND thành phố:
- Giải phóng mặt bằng khu đô thị;
- Báo cáo tiến độ trước ngày 20 hằng tháng.
3. Công an tỉnh tăng cường tuần tra, kiểm soát dịp cuối năm. Giao Sở Giao thông vận tải phối hợp với Công an tỉnh bố trí phương tiện trong tháng 12/2026.
TL. CHỦ TỊCH
CHÁNH VĂN PHÒNG`;

describe('the conclusion of a meeting', () => {
  const draft = read(conclusion);

  test('is told by its own heading', () => {
    expect(draft.document).toEqual({
      number: '210/TB-UBND',
      issuedOn: '2026-11-10',
      issuer: 'ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN',
      title: 'Thông báo: Kết luận của Chủ tịch UBND tỉnh tại cuộc họp giao ban tháng 11/2026',
    });
  });

  test('gives one task for each assignment, items below it included', () => {
    expect(told(draft).map(({ leads, due }) => [leads, due])).toEqual([
      [['so-noi-vu'], '2026-12-14'],
      [['ubnd-thanh-pho-lang-son'], 'monthly'],
      [['cong-an-tinh'], null],
      [['so-giao-thong-van-tai'], '2026-12-31'],
    ]);
    expect(draft.tasks[1]?.title).toContain('Báo cáo tiến độ');
    expect(draft.tasks[1]?.source).toEqual({ line: 11, toLine: 13 });
  });
});

describe('what is no letter', () => {
  test.each(['', '  \n '])('is refused where it is empty', (text) => {
    expect(() => read(text)).toThrow(ImportRefused);
  });

  test('is refused where it bears a mark of secrecy', () => {
    expect(() => read('TỐI MẬT\nGiao Công an tỉnh rà soát.')).toThrow(/không tiếp nhận văn bản mật/u);
  });

  test('never throws otherwise, whatever stands there', () => {
    for (const text of [
      'giao',
      'Giao ',
      'chủ trì',
      'phối hợp với',
      '1. a) -',
      'Giao Sở',
      '((((',
      'x'.repeat(50_000),
      'Sở '.repeat(5_000),
    ]) {
      expect(read(text).tasks.length).toBeGreaterThan(0);
    }
  });
});
