import type { DeliveryView } from '#contracts';
import { dateInVietnam, type Instant } from '#domain';
import { reportXlsx } from '#report-print';

const channels = { email: 'Thư điện tử', zalo: 'Zalo' } as const;

const day = (date: string): string => date.split('-').reverse().join('/');
/** In Vietnam, "23/11/2026 07:30". */
const moment = (instant: string): string => {
  const time = new Date(Date.parse(instant) + 7 * 3_600_000).toISOString().slice(11, 16);
  return `${day(dateInVietnam(instant as Instant))} ${time}`;
};

const subject = ({ first, lines }: DeliveryView): string => {
  if (first === null) return '';
  const { ordinal, title } = first.about;
  return `${ordinal === null ? '' : `${ordinal}. `}${title}${lines > 1 ? ` (và ${String(lines - 1)} lượt nhắc khác)` : ''}`;
};

const row = (one: DeliveryView, index: number): readonly string[] => [
  String(index + 1),
  moment(one.madeAt),
  one.recipient?.name ?? one.first?.agency.name ?? '',
  one.channel === null ? '' : channels[one.channel],
  one.first?.rule ?? '',
  subject(one),
  one.outcomeLabel,
  one.reason ?? '',
  one.settledAt === null ? '' : moment(one.settledAt),
];

/** The list as an Excel workbook of one sheet. */
export const deliveriesXlsx = async (
  deliveries: readonly DeliveryView[],
  { from, to }: { readonly from: string; readonly to: string },
): Promise<{ readonly name: string; readonly type: string; readonly bytes: Buffer }> => ({
  name: `Thư nhắc ${from} đến ${to}.xlsx`,
  type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  bytes: await reportXlsx({
    title: 'THƯ NHẮC VIỆC ĐÃ GỬI',
    about: [`Từ ngày ${day(from)} đến hết ngày ${day(to)}`],
    tables: [
      {
        heading: 'Thư, tin và lượt nhắc không gửi',
        heads: ['STT', 'Lập lúc', 'Nơi nhận', 'Kênh', 'Lần nhắc', 'Nhiệm vụ, chỉ tiêu', 'Kết quả', 'Lý do', 'Xong lúc'],
        widths: [1, 3, 4, 2, 4, 8, 3, 5, 3],
        rows: deliveries.map(row),
        numbers: [0],
      },
    ],
    closing: [],
  }),
});
