import type { DeadlineStatus, SessionView, WorkName } from '#contracts';

/** Situations of a lead part, for filters; views bring their own labels. */
export const workLabels: Readonly<Record<WorkName, string>> = {
  unassigned: 'Chưa phân công',
  awaiting: 'Chờ tiếp nhận',
  'reassignment-requested': 'Đề nghị điều chỉnh cơ quan chủ trì',
  acknowledged: 'Đã tiếp nhận',
  'in-progress': 'Đang thực hiện',
  returned: 'Yêu cầu bổ sung, hoàn thiện',
  submitted: 'Đã trình, chờ phê duyệt',
  approved: 'Đã phê duyệt, chờ xác nhận',
  completed: 'Hoàn thành',
  suspended: 'Tạm dừng thực hiện',
  withdrawn: 'Đã rút lượt giao',
  cancelled: 'Thôi thực hiện',
  superseded: 'Được thay thế',
  'closed-not-done': 'Kết thúc theo dõi, không hoàn thành',
};

export const deadlineLabels: Readonly<Record<DeadlineStatus, string>> = {
  'no-deadline': 'Không định ngày',
  'in-time': 'Trong hạn',
  'due-soon': 'Sắp đến hạn',
  overdue: 'Quá hạn',
  'on-time': 'Hoàn thành đúng hạn',
  late: 'Hoàn thành quá hạn',
};

export const roleLabels: Readonly<Record<string, string>> = {
  lead: 'Chủ trì',
  coordinator: 'Phối hợp',
  approver: 'Phê duyệt',
};

const holders: Readonly<Record<string, string>> = {
  office: 'Văn phòng (bên giao)',
  lead: 'Cơ quan chủ trì',
  approver: 'Cấp phê duyệt',
  coordinator: 'Cơ quan phối hợp',
};
export const holderLabel = (holder: string): string => holders[holder] ?? holder;

const positions: Readonly<Record<SessionView['memberships'][number]['position'], string>> = {
  head: 'Người đứng đầu',
  deputy: 'Cấp phó',
  'unit-head': 'Lãnh đạo phòng',
  officer: 'Chuyên viên',
  clerk: 'Văn thư',
};
export const positionLabel = (position: keyof typeof positions): string => positions[position];

const agencyLevels: Readonly<Record<string, string>> = {
  central: 'Trung ương',
  province: 'Cấp tỉnh',
  district: 'Cấp huyện',
  commune: 'Cấp xã',
};
export const agencyLevelLabel = (level: string): string => agencyLevels[level] ?? level;

const provenances: Readonly<Record<string, string>> = {
  plan: 'Ghi trong kế hoạch',
  source: 'Nguồn công khai',
  background: 'Chờ quản trị xác nhận',
};
export const provenanceLabel = (provenance: string): string => provenances[provenance] ?? provenance;

/** "Sở Nội vụ, Công an tỉnh"; past `most` names the rest is counted. */
export const joinNames = (names: readonly { readonly name: string }[], most = 3): string => {
  const shown = names.slice(0, most).map((agency) => agency.name);
  const rest = names.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} và ${String(rest)} cơ quan khác` : shown.join(', ');
};

/** The Office and the administrator see and do what others do not. */
export const isOfOffice = ({ roles }: { readonly roles: readonly string[] }): boolean =>
  roles.some((role) => role === 'office' || role === 'administrator');
