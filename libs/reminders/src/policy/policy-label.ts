import { dateInVietnam, type Instant } from '#domain';
import type { ReminderPolicy } from './reminder-policy.js';

type Named = Pick<ReminderPolicy, 'id' | 'version'> & { readonly adoptedAt: Instant | null };

/** "Chính sách nhắc việc chung, bản số 3, từ ngày 02/11/2026": under which policy a reminder is, or was, planned. */
export const policyLabel = ({ id, version, adoptedAt }: Named): string => {
  if (version === 0) return 'Chính sách nhắc việc mặc định của hệ thống';
  const whose = id === 'default' ? 'chung' : 'riêng của kế hoạch';
  const from = adoptedAt === null ? '' : `, từ ngày ${dateInVietnam(adoptedAt).split('-').reverse().join('/')}`;
  return `Chính sách nhắc việc ${whose}, bản số ${String(version)}${from}`;
};
