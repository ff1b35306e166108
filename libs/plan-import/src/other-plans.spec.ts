import { describe, expect, test } from '@jest/globals';
import type { AgencyRef } from '#contracts';
import { langSon2023 } from '#reference-data';
import { readPlanText } from './testing/read-plan-text.js';

const read = (text: string) => readPlanText(text, langSon2023);
const ids = (refs: readonly AgencyRef[]) => refs.map(({ id, text }) => id ?? `?${text}`);
const cells = (...rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map((cell) => `\t${cell}`).join('\n')).join('\n\n');
const header = ['STT', 'Nhiệm vụ', 'Đơn vị thực hiện', 'Đơn vị phối hợp', 'Thời gian hoàn thành'];

describe('another plan', () => {
  test('with a row on each line, a caption in full, and a column for the output', () => {
    const draft = read(
      [
        'ỦY BAN NHÂN DÂN',
        'Phụ lục',
        'DANH MỤC NHIỆM VỤ CHUYỂN ĐỔI SỐ NĂM 2024',
        '(Ban hành kèm theo Quyết định số 125/QĐ-UBND ngày 05 tháng 02 năm 2024 của UBND tỉnh Lạng Sơn)',
        'STT\tNội dung nhiệm vụ\tCơ quan chủ trì\tCơ quan phối hợp\tSản phẩm\tThời hạn hoàn thành',
        'A\tHẠ TẦNG SỐ\t\t\t\t',
        '1\tPhủ sóng các thôn bản\tSở TT&TT\tUBND các huyện, thành phố\tBáo cáo\tQuý III/2024',
        '2\tTrung tâm dữ liệu tỉnh\tSở Thông tin và Truyền thông\tSở KH&ĐT, Sở Tài chính\tTrung tâm vận hành\t15/12/2024',
        'B\tKỸ NĂNG SỐ\t\t\t\t',
        '1\tBồi dưỡng công chức\tSở Nội vụ\tCác cơ quan, đơn vị liên quan\tLớp học\tHằng năm',
      ].join('\n'),
    );
    expect(draft.document).toEqual({
      number: '125/QĐ-UBND',
      issuedOn: '2024-02-05',
      issuer: 'UBND tỉnh Lạng Sơn',
      title: 'DANH MỤC NHIỆM VỤ CHUYỂN ĐỔI SỐ NĂM 2024',
    });
    expect(draft.groups.map(({ ordinal, title }) => ({ ordinal, title }))).toEqual([
      { ordinal: 'A', title: 'HẠ TẦNG SỐ' },
      { ordinal: 'B', title: 'KỸ NĂNG SỐ' },
    ]);
    expect(draft.tasks.map(({ group, ordinal, leads, output, deadline }) => [group, ordinal, ids(leads), output, deadline.due])).toEqual([
      ['A', '1', ['so-thong-tin-va-truyen-thong'], 'Báo cáo', '2024-09-30'],
      ['A', '2', ['so-thong-tin-va-truyen-thong'], 'Trung tâm vận hành', '2024-12-15'],
      ['B', '1', ['so-noi-vu'], 'Lớp học', null],
    ]);
    expect(ids(draft.tasks[1]!.coordinators)).toEqual(['so-ke-hoach-va-dau-tu', 'so-tai-chinh']);
    expect(draft.coverage.unaccounted).toEqual([]);
  });

  test('with the lead before the task, and dotted numbers', () => {
    const draft = read(
      cells(
        ['TT', 'CHỦ TRÌ', 'Nội dung công việc', 'Phối hợp', 'Thời hạn'],
        ['1', '', 'Cải cách thủ tục', '', ''],
        ['1.1', 'Sở Tư pháp', 'Rà soát thủ tục hành chính', 'Các sở, ngành liên quan', '30/6/2024'],
        ['1.2', 'Văn phòng UBND tỉnh', 'Công khai thủ tục', '', 'Thường xuyên'],
        ['2', 'Thanh tra tỉnh', 'Kiểm tra công vụ', 'Sở Nội vụ', 'Quý IV/2024'],
      ),
    );
    expect(draft.groups.map(({ ordinal, title }) => ({ ordinal, title }))).toEqual([{ ordinal: '1', title: 'Cải cách thủ tục' }]);
    expect(draft.tasks.map(({ group, ordinal, title, leads }) => [group, ordinal, title, ids(leads)])).toEqual([
      ['1', '1.1', 'Rà soát thủ tục hành chính', ['so-tu-phap']],
      ['1', '1.2', 'Công khai thủ tục', ['van-phong-ubnd-tinh']],
      [null, '2', 'Kiểm tra công vụ', ['thanh-tra-tinh']],
    ]);
    expect(draft.tasks[1]!.coordinators).toEqual([]);
  });

  test('without any indentation', () => {
    const draft = read(
      [
        'STT',
        'Nội dung công việc',
        'Cơ quan chủ trì',
        'Cơ quan phối hợp',
        'Thời hạn',
        '1',
        'Xây dựng quy chế phối hợp liên ngành về quản lý',
        'đất đai trên địa bàn tỉnh',
        'Sở Tài nguyên và Môi trường',
        'Sở Xây dựng; Công an tỉnh',
        'Tháng 10/2024',
        '2',
        'Tổng kết mười năm thi hành luật',
        'Sở Tư pháp',
        '2025',
      ].join('\n'),
    );
    expect(
      draft.tasks.map(({ ordinal, title, leads, coordinators, deadline }) => [ordinal, title, ids(leads), ids(coordinators), deadline.due]),
    ).toEqual([
      [
        '1',
        'Xây dựng quy chế phối hợp liên ngành về quản lý đất đai trên địa bàn tỉnh',
        ['so-tai-nguyen-va-moi-truong'],
        ['so-xay-dung', 'cong-an-tinh'],
        '2024-10-31',
      ],
      ['2', 'Tổng kết mười năm thi hành luật', ['so-tu-phap'], [], '2025-12-31'],
    ]);
    expect(draft.coverage.unaccounted).toEqual([]);
  });

  test('keeps an unknown agency unresolved with the nearest name, and drops nothing', () => {
    const draft = read(
      cells(header, ['1', 'Lập báo cáo', 'Sở Kế hoạc và Đầu tư; Liên đoàn Lao động tỉnh', 'Hội Nông dân và Hội Phụ nữ', '2025']),
    );
    const [task] = draft.tasks;
    expect(ids(task!.leads)).toEqual(['?Sở Kế hoạc và Đầu tư', '?Liên đoàn Lao động tỉnh']);
    expect(ids(task!.coordinators)).toEqual(['?Hội Nông dân', '?Hội Phụ nữ']);
    expect(draft.findings.map(({ message }) => message)).toContain(
      'Chưa nhận ra cơ quan "Sở Kế hoạc và Đầu tư"; gần nhất: Sở Kế hoạch và Đầu tư.',
    );
  });

  test('never takes another province’s body for its own', () => {
    const [task] = read(cells(header, ['1', 'Ký kết hợp tác', 'UBND tỉnh Cao Bằng', 'Sở Tài chính tỉnh Lạng Sơn', '2025'])).tasks;
    expect(ids(task!.leads)).toEqual(['?UBND tỉnh Cao Bằng']);
    expect(ids(task!.coordinators)).toEqual(['so-tai-chinh']);
  });

  test.each([
    ['UBND các huyện: Lộc Bình, Cao Lộc và Chi Lăng', ['ubnd-huyen-loc-binh', 'ubnd-huyen-cao-loc', 'ubnd-huyen-chi-lang']],
    ['SỞ VĂN HOÁ, THỂ THAO VÀ DU LỊCH', ['so-van-hoa-the-thao-va-du-lich']],
    ['Ủy ban nhân dân huyện Bắc Sơn/Công an tỉnh', ['ubnd-huyen-bac-son', 'cong-an-tinh']],
    ['Sở Lao động – Thương binh và Xã hội, Sở NN&PTNT', ['so-lao-dong-thuong-binh-va-xa-hoi', 'so-nong-nghiep-va-phat-trien-nong-thon']],
    ['Các sở, ban, ngành, đoàn thể có liên quan', ['cac-co-quan-lien-quan']],
    ['Ban Quản lý Khu kinh tế cửa khẩu Đồng Đăng-Lạng Sơn', ['ban-quan-ly-khu-kinh-te-cua-khau-dong-dang-lang-son']],
    ['Sở Xây dựng, Giao thông vận tải', ['so-xay-dung', 'so-giao-thong-van-tai']],
    ['Sở Nội vụ Sở Tài chính', ['so-noi-vu', 'so-tai-chinh']],
    ['Sở Kế hoạch Đầu tư', ['so-ke-hoach-va-dau-tu']],
    ['Sở Văn hoá - Thể thao & Du lịch', ['so-van-hoa-the-thao-va-du-lich']],
    [
      'Sở LĐ, TB&XH; BQL KKT cửa khẩu Đồng Đăng - Lạng Sơn',
      ['so-lao-dong-thuong-binh-va-xa-hoi', 'ban-quan-ly-khu-kinh-te-cua-khau-dong-dang-lang-son'],
    ],
    ['UBND các xã, phường; UBND các huyện, thành phố', ['?UBND các xã, phường', 'ubnd-cac-huyen-thanh-pho']],
    ['các Sở Tài chính, Nội vụ và Công an tỉnh', ['so-tai-chinh', 'so-noi-vu', 'cong-an-tinh']],
    ['Các Sở: Nông nghiệp và Môi trường, Y tế', ['?Sở Nông nghiệp và Môi trường', 'so-y-te']],
    [
      'Ban Quản lý các khu công nghiệp, Sở Y tế và Trung tâm Văn hóa, Thông tin và Thể thao',
      ['?Ban Quản lý các khu công nghiệp', 'so-y-te', '?Trung tâm Văn hóa, Thông tin và Thể thao'],
    ],
  ])('reads %j', (text, expected) => {
    const [task] = read(cells(header, ['1', 'Thực hiện nhiệm vụ', text, '', '2025'])).tasks;
    expect(ids(task!.leads)).toEqual(expected);
  });

  test.each([
    ['Chủ trì: Sở Nội vụ; phối hợp: Sở Tài chính', ['so-noi-vu'], ['so-tai-chinh']],
    ['Sở Nội vụ (chủ trì), Sở Tài chính, Sở Y tế (phối hợp)', ['so-noi-vu'], ['so-tai-chinh', 'so-y-te']],
    ['Sở Nội vụ chủ trì; Sở Tài chính, Sở Y tế phối hợp', ['so-noi-vu'], ['so-tai-chinh', 'so-y-te']],
    ['Sở Nội vụ chủ trì, phối hợp với Sở Tài chính và Công an tỉnh', ['so-noi-vu'], ['so-tai-chinh', 'cong-an-tinh']],
  ])('parts %j', (text, leads, coordinators) => {
    const [task] = read(cells(header, ['1', 'Thực hiện nhiệm vụ', text, '', '2025'])).tasks;
    expect([ids(task!.leads), ids(task!.coordinators)]).toEqual([leads, coordinators]);
  });

  test('with a second table of tasks in the file keeps both', () => {
    const draft = read(
      `Phụ lục I. NHIỆM VỤ THƯỜNG XUYÊN\n${cells(header, ['1', 'Một', 'Sở Nội vụ', '', '2025'])}\n\nPhụ lục II. NHIỆM VỤ MỚI\n${cells(header, ['1', 'Hai', 'Sở Y tế', '', '2026'])}\n`,
    );
    expect(draft.tasks.map(({ title }) => title)).toEqual(['Một', 'Hai']);
    expect(draft.document.title).toBe('NHIỆM VỤ THƯỜNG XUYÊN');
  });

  test('has rows under one lead as rows of their own, without a lead', () => {
    const draft = read(cells(header, ['1', 'Việc đầu', 'Sở Y tế', '', '2025'], ['2', 'Việc sau', '', '', '']));
    expect(draft.tasks.map(({ ordinal, findings }) => [ordinal, findings.includes('missing-lead')])).toEqual([
      ['1', false],
      ['2', true],
    ]);
  });

  test('has indicators with one period, bounds and decimals', () => {
    const draft = read(
      cells(
        ['TT', 'Tên chỉ tiêu', 'ĐVT', 'Kế hoạch năm 2026', 'Cơ quan theo dõi'],
        ['1', 'Tỷ lệ hộ nghèo', '%', 'Dưới 3,5', 'Sở LĐTBXH'],
        ['2', 'Thu ngân sách', 'tỷ đồng', '12.500', 'Sở Tài chính'],
        ['3', 'Xã đạt chuẩn', 'xã', 'Tối thiểu 20', 'Sở NN&PTNT'],
      ),
    );
    expect(draft.indicators.map(({ targets }) => targets.map(({ period, kind, min, max }) => [period, kind, min, max]))).toEqual([
      [['2026', 'at-most', null, 3.5]],
      [['2026', 'number', 12_500, 12_500]],
      [['2026', 'at-least', 20, null]],
    ]);
    expect(draft.indicators.every(({ leads }) => leads[0]?.kind === 'agency')).toBe(true);
  });

  test('with a column that no plan is known to have keeps its cells under their heads', () => {
    const draft = read(
      cells(
        ['TT', 'Nhiệm vụ', 'Mã hồ sơ', 'Cơ quan chủ trì', 'Thời hạn', 'Ghi chú'],
        ['1', 'Lập quy hoạch', 'HS-12', 'Sở Xây dựng', '2025', 'Đã trình'],
      ),
    );
    expect(draft.tasks.map(({ title, leads, deadline }) => [title, ids(leads), deadline.due])).toEqual([
      ['Lập quy hoạch', ['so-xay-dung'], '2025-12-31'],
    ]);
    expect(draft.tasks[0]!.others.map(({ text }) => text)).toEqual(['HS-12', 'Đã trình']);
  });
});
