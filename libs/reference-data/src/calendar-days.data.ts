import type { CalendarDay } from '#domain';

const labourCode = 'Bộ luật Lao động 2019, Điều 112';
const madeUp = 'Bộ luật Lao động 2019, khoản 3 Điều 111 (nghỉ bù)';
/** Days known from practice, whose deciding document was not at hand. */
const toConfirm = `${labourCode}; số văn bản quyết định cần đối chiếu`;

/** First day, last day, kind, occasion, basis. */
export type DayRange = readonly [from: string, to: string, kind: CalendarDay['kind'], occasion: string, basis: string];

/** Days that differ from the weekly rule, as decided and published for each year. */
export const publishedDays: readonly DayRange[] = [
  ['2023-01-02', '2023-01-02', 'off', 'Nghỉ bù Tết Dương lịch', madeUp],
  ['2023-01-20', '2023-01-26', 'off', 'Tết Nguyên đán Quý Mão', toConfirm],
  ['2023-05-01', '2023-05-01', 'off', 'Ngày Quốc tế lao động', labourCode],
  ['2023-05-02', '2023-05-02', 'off', 'Nghỉ bù Giỗ Tổ Hùng Vương (29/4)', madeUp],
  ['2023-05-03', '2023-05-03', 'off', 'Nghỉ bù Ngày Chiến thắng (30/4)', madeUp],
  ['2023-09-01', '2023-09-01', 'off', 'Quốc khánh (ngày liền kề)', toConfirm],
  ['2023-09-04', '2023-09-04', 'off', 'Nghỉ bù Quốc khánh (2/9)', madeUp],

  ['2024-01-01', '2024-01-01', 'off', 'Tết Dương lịch', labourCode],
  ['2024-02-08', '2024-02-14', 'off', 'Tết Nguyên đán Giáp Thìn', toConfirm],
  ['2024-04-18', '2024-04-18', 'off', 'Giỗ Tổ Hùng Vương', labourCode],
  ['2024-04-29', '2024-04-29', 'off', 'Hoán đổi ngày làm việc dịp 30/4, 1/5', toConfirm],
  ['2024-04-30', '2024-04-30', 'off', 'Ngày Chiến thắng', labourCode],
  ['2024-05-01', '2024-05-01', 'off', 'Ngày Quốc tế lao động', labourCode],
  ['2024-05-04', '2024-05-04', 'worked', 'Làm bù cho ngày 29/4', toConfirm],
  ['2024-09-02', '2024-09-03', 'off', 'Quốc khánh', labourCode],

  ['2025-01-01', '2025-01-01', 'off', 'Tết Dương lịch', labourCode],
  ['2025-01-27', '2025-01-31', 'off', 'Tết Nguyên đán Ất Tỵ', '8726/VPCP-KGVX'],
  ['2025-04-07', '2025-04-07', 'off', 'Giỗ Tổ Hùng Vương', labourCode],
  ['2025-04-26', '2025-04-26', 'worked', 'Làm bù cho ngày 2/5', '8726/VPCP-KGVX'],
  ['2025-04-30', '2025-04-30', 'off', 'Ngày Chiến thắng', labourCode],
  ['2025-05-01', '2025-05-01', 'off', 'Ngày Quốc tế lao động', labourCode],
  ['2025-05-02', '2025-05-02', 'off', 'Hoán đổi ngày làm việc dịp 30/4, 1/5', '8726/VPCP-KGVX'],
  ['2025-09-01', '2025-09-02', 'off', 'Quốc khánh', labourCode],

  ['2026-01-01', '2026-01-01', 'off', 'Tết Dương lịch', labourCode],
  ['2026-01-02', '2026-01-02', 'off', 'Hoán đổi ngày làm việc dịp Tết Dương lịch', '12729/VPCP-KGVX'],
  ['2026-01-10', '2026-01-10', 'worked', 'Làm bù cho ngày 2/1', '12729/VPCP-KGVX'],
  ['2026-02-16', '2026-02-20', 'off', 'Tết Nguyên đán Bính Ngọ', '9859/VPCP-KGVX'],
  ['2026-04-27', '2026-04-27', 'off', 'Nghỉ bù Giỗ Tổ Hùng Vương (26/4)', madeUp],
  ['2026-04-30', '2026-04-30', 'off', 'Ngày Chiến thắng', labourCode],
  ['2026-05-01', '2026-05-01', 'off', 'Ngày Quốc tế lao động', labourCode],
  ['2026-08-22', '2026-08-22', 'worked', 'Làm bù cho ngày 31/8', toConfirm],
  ['2026-08-31', '2026-08-31', 'off', 'Hoán đổi ngày làm việc dịp Quốc khánh', toConfirm],
  ['2026-09-01', '2026-09-02', 'off', 'Quốc khánh', labourCode],
  ['2026-11-24', '2026-11-24', 'off', 'Ngày Văn hóa Việt Nam', 'Nghị quyết 28/2026/QH16'],
];

/** Statutory days that fall on a fixed civil date: month, day, occasion, basis, first year. Lunar days await publication. */
export const fixedHolidays: readonly {
  readonly monthDay: string;
  readonly occasion: string;
  readonly basis: string;
  readonly since: number;
}[] = [
  { monthDay: '01-01', occasion: 'Tết Dương lịch', basis: labourCode, since: 2020 },
  { monthDay: '04-30', occasion: 'Ngày Chiến thắng', basis: labourCode, since: 2020 },
  { monthDay: '05-01', occasion: 'Ngày Quốc tế lao động', basis: labourCode, since: 2020 },
  { monthDay: '09-02', occasion: 'Quốc khánh', basis: labourCode, since: 2020 },
  { monthDay: '11-24', occasion: 'Ngày Văn hóa Việt Nam', basis: 'Nghị quyết 28/2026/QH16', since: 2026 },
];

export const makeUpBasis = madeUp;
export const publishedYears: readonly number[] = [2023, 2024, 2025, 2026];
/** The plan's tasks run to 2030; reminders and terms look a little beyond. */
export const lastStatutoryYear = 2035;
