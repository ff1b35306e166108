import type { PrintedBlock, PrintedCell } from '../../test/corpus/printed-document.js';

const kinds = [
  'Lập đề án',
  'Rà soát quy hoạch',
  'Tổ chức tập huấn',
  'Xây dựng cơ sở dữ liệu',
  'Kiểm tra việc chấp hành',
  'Đánh giá kết quả',
];
const leads = ['Sở Nội vụ', 'Sở Tài chính', 'UBND các huyện, thành phố', 'Sở Văn hóa, Thể thao và Du lịch', 'Công an tỉnh'];
const others = [
  'Sở Xây dựng; các sở, ngành, đơn vị có liên quan',
  'Các sở: Tư pháp, Y tế, Công Thương',
  'UBND các huyện, thành phố; Sở Kế hoạch và Đầu tư',
];
const deadlines = ['Quý IV/2025', '2023 - 2030', 'Trước ngày 15/12/2025', 'Hằng năm', '31/12/2026', 'Năm 2026-2027'];

const nth = (from: readonly string[], at: number): string => from[at % from.length] ?? '';
const cells = (texts: readonly string[]): PrintedCell[] => texts.map((text) => ({ text, across: 1, down: 1 }));

/** A plan whose appendix has so many tasks, in groups of fifty; no two titles are alike. */
export const largePlan = (tasks: number): readonly PrintedBlock[] => {
  const head = { cells: cells(['TT', 'Nội dung nhiệm vụ', 'Cơ quan chủ trì', 'Cơ quan phối hợp', 'Thời hạn']), isHead: true };
  const rows = Array.from({ length: tasks }, (_, at) => [
    ...(at % 50 === 0
      ? [{ cells: cells(['I'.repeat(1 + ((at / 50) % 3)), `Nhóm nhiệm vụ thứ ${String(at / 50 + 1)}`, '', '', '']), isHead: false }]
      : []),
    {
      cells: cells([
        String((at % 50) + 1),
        `${nth(kinds, at)} lĩnh vực ${String(at + 1)} trên địa bàn xã số ${String((at * 37) % 199)} theo chương trình ${String((at * 101) % 997)}`,
        nth(leads, at),
        nth(others, at),
        nth(deadlines, at),
      ]),
      isHead: false,
    },
  ]).flat();
  return [
    'PHỤ LỤC II: DANH MỤC NHIỆM VỤ',
    '(Kèm theo Kế hoạch số 99/KH-UBND ngày 31/5/2023 của UBND tỉnh Lạng Sơn)',
    { widths: [1, 6, 3, 4, 2], rows: [head, ...rows] },
  ];
};
