import type { Seat } from './plan-row.js';

const LABELS: Readonly<Record<Seat, string>> = {
  officer: 'đầu mối thực hiện của cơ quan chủ trì',
  'unit-head': 'trưởng phòng của công chức được phân công',
  head: 'người đứng đầu cơ quan',
  clerk: 'văn thư',
  coordinator: 'đầu mối của cơ quan phối hợp',
  approver: 'cấp phê duyệt',
  'follow-up': 'chuyên viên theo dõi',
};

/** In which capacity somebody is written to, in Vietnamese; a seat of an older version by its name. */
export const seatLabel = (seat: string): string => (LABELS as Readonly<Record<string, string>>)[seat] ?? seat;
