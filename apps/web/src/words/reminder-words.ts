const seats: Readonly<Record<string, string>> = {
  officer: 'chủ trì',
  'unit-head': 'lãnh đạo phòng',
  head: 'người đứng đầu',
  clerk: 'văn thư',
  coordinator: 'phối hợp',
  approver: 'phê duyệt',
  'follow-up': 'chuyên viên theo dõi',
};

/** In which capacity an agency is written to. */
export const seatLabel = (seat: string): string => seats[seat] ?? seat;
