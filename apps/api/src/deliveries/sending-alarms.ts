import type { ChannelHealthView, SendingHealthView } from '#contracts';
import { TROUBLE_WORDS, type MailStatus } from '#channels';
import type { SweepStatus } from '#reminders';

type Alarm = SendingHealthView['alarms'][number];
type Seen = Pick<SendingHealthView, 'at' | 'channels' | 'planLag' | 'queue'>;

const START_WORKER = 'Kiểm tra tiến trình worker (npm run start:worker) có đang chạy và kết nối được cơ sở dữ liệu; khởi động lại nếu cần.';

const sweepAlarm = (sweep: SweepStatus): readonly Alarm[] => {
  if (sweep.state === 'never') return [{ what: 'Chưa có vòng quét nhắc việc nào', remedy: START_WORKER }];
  if (sweep.state === 'standing-still')
    return [{ what: 'Vòng quét nhắc việc đứng yên quá 05 phút; thư đến hạn chưa được gửi', remedy: START_WORKER }];
  if (sweep.problem === null) return [];
  const remedy = 'Kiểm tra hàng đợi (REDIS_URL, hoặc cơ sở dữ liệu). Không lượt nhắc nào mất: vòng quét sau đưa lại vào hàng đợi.';
  return [{ what: `Vòng quét gặp lỗi: ${sweep.problem}`, remedy }];
};

const names = { email: 'thư điện tử', zalo: 'Zalo' } as const;
/** Until then what waits is nothing unusual: it was just made, or is tried again after a refusal that passes. */
const PATIENCE_MS = 30 * 60_000;

const channelAlarm = ({ channel, server, paused, dueSince }: ChannelHealthView, at: string): readonly Alarm[] => {
  if (paused !== null) {
    const remedy =
      channel === 'zalo'
        ? 'Khắc phục, rồi bấm “gửi tiếp” trên trang Kênh Zalo; tin chờ vẫn được giữ.'
        : 'Khắc phục rồi cho gửi tiếp; thư chờ vẫn được giữ.';
    return [{ what: `Kênh ${names[channel]} đang tạm dừng: ${paused.reason}`, remedy }];
  }
  const isLong = dueSince !== null && Date.parse(at) - Date.parse(dueSince) > PATIENCE_MS;
  if (!isLong || server === null) return [];
  return [
    {
      what: `Kênh ${names[channel]} có thư, tin đến giờ mà chưa đi được quá 30 phút`,
      remedy: 'Xem lỗi gần nhất của kênh bên dưới và máy chủ của kênh.',
    },
  ];
};

/** What keeps all mail back; a server that is busy for now needs nobody. */
const mailAlarm = (trouble: MailStatus['trouble']): readonly Alarm[] => {
  if (trouble === null || trouble.kind === 'busy') return [];
  const { title, remedy } = TROUBLE_WORDS[trouble.kind];
  return [{ what: `${title}; thư chờ vẫn được giữ. Trả lời gần nhất: ${trouble.reason}`, remedy }];
};

/** What somebody has to mend, with what to do, the gravest first. */
export const alarmsOf = (sweep: SweepStatus, { at, channels, planLag, queue }: Seen, trouble: MailStatus['trouble']): readonly Alarm[] => [
  ...sweepAlarm(sweep),
  ...mailAlarm(trouble),
  ...(planLag === null ? [{ what: 'Lịch nhắc không theo kịp nhật ký', remedy: 'Xem dondoc views và nhật ký của tiến trình worker.' }] : []),
  ...channels.flatMap((channel) => channelAlarm(channel, at)),
  ...(queue === null && sweep.state !== 'never'
    ? [
        {
          what: 'Hàng đợi không trả lời',
          remedy: 'Kiểm tra REDIS_URL và máy chủ Redis; khi có lại, vòng quét đưa mọi lượt nhắc vào lại hàng đợi.',
        },
      ]
    : []),
];
