import type { ReminderWishesBody } from '#contracts';
import { clockFace } from '../../words/clock.js';

const days = (count: number): string => `${String(count).padStart(2, '0')} ngày`;

/** Wishes in a sentence, as the history shows them. `usualAt`: the policy's minute. */
export const wishesInWords = ({ dailyAt, mutedDays, mutedCoordination }: ReminderWishesBody, usualAt: number): string =>
  [
    dailyAt === null ? `nhận lúc ${clockFace(usualAt)} theo chính sách chung` : `nhận lúc ${clockFace(dailyAt)}`,
    mutedDays.length === 0 ? 'nhận đủ các lần nhắc sớm' : `không nhận nhắc trước ${mutedDays.map(days).join(', ')}`,
    ...(mutedCoordination ? ['không nhận nhắc hạn của nhiệm vụ phối hợp'] : []),
  ].join('; ');
