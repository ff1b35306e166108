import type { PersonWithoutChannelView, WithoutChannelView } from '#contracts';
import { formatNumber } from '../../words/dates.js';

const twoDigits = (count: number): string => (count < 10 ? `0${String(count)}` : formatNumber(count));

/** What stands in the way of writing to them. */
export const missingOf = ({ email, zalo }: Pick<PersonWithoutChannelView, 'email' | 'zalo'>): readonly string[] => [
  email === 'none' ? 'Chưa có địa chỉ thư' : 'Địa chỉ thư bị từ chối',
  ...(zalo === null ? [] : [zalo === 'none' ? 'chưa đăng ký nhận tin qua Zalo' : 'số Zalo bị từ chối']),
];

type Agency = WithoutChannelView['agencies'][number];
const isIdle = ({ reminders, missed, members }: Agency): boolean => reminders + missed + members === 0;

/** Agencies with nobody and nothing to be told stand apart. */
export const byUrgency = ({ agencies }: Pick<WithoutChannelView, 'agencies'>) => ({
  concerned: agencies.filter((one) => !isIdle(one)),
  idle: agencies.filter(isIdle),
});

/** "02 cơ quan, 03 người chưa có kênh nhận nhắc việc"; null where there is nobody to speak of. */
export const summaryOf = (view: Pick<WithoutChannelView, 'agencies' | 'people'>): string | null => {
  const { concerned } = byUrgency(view);
  const parts = [
    ...(concerned.length === 0 ? [] : [`${twoDigits(concerned.length)} cơ quan`]),
    ...(view.people.length === 0 ? [] : [`${twoDigits(view.people.length)} người`]),
  ];
  return parts.length === 0 ? null : `${parts.join(', ')} chưa có kênh nhận nhắc việc`;
};

/** How many reminders would reach nobody. */
export const lostOf = ({ agencies }: Pick<WithoutChannelView, 'agencies'>): number =>
  agencies.reduce((total, { reminders }) => total + reminders, 0);
