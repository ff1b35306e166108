import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import {
  IconAnchor,
  IconBellCog,
  IconBuildingBank,
  IconCalendar,
  IconClock,
  IconCalendarClock,
  IconChartBar,
  IconReportAnalytics,
  IconEraser,
  IconFileImport,
  IconFileText,
  IconFilePencil,
  IconHeartbeat,
  IconInbox,
  IconListDetails,
  IconMail,
  IconMailForward,
  IconMessage,
  IconMessageCog,
  IconUserQuestion,
  IconUsers,
} from '@tabler/icons-react';
import type { SessionView } from '#contracts';
import { isOfOffice } from '../words/labels.js';

interface Entry {
  readonly to:
    | '/moc-doi-chieu'
    | '/xoa-du-lieu-ca-nhan'
    | '/zalo'
    | '/nhan-tin-zalo'
    | '/thoi-gian-nhan-thu'
    | '/nguoi-nhan-thay'
    | '/viec-can-xu-ly'
    | '/nhiem-vu'
    | '/ke-hoach'
    | '/chi-tieu'
    | '/so-lieu'
    | '/co-quan'
    | '/sap-xep-to-chuc'
    | '/lich-lam-viec'
    | '/chinh-sach-nhac-viec'
    | '/suc-khoe-nhac-viec'
    | '/thu-nhac-da-gui'
    | '/chua-co-kenh-nhan'
    | '/du-kien-gui'
    | '/hop-thu-chay-thu'
    | '/nhap-ke-hoach'
    | '/nhap-nhanh';
  readonly label: string;
  readonly icon: ReactNode;
  readonly isShown?: (session: SessionView) => boolean;
}

const isAdministrator = (session: SessionView): boolean => session.roles.includes('administrator');

interface Group {
  /** Names the group in the page. */
  readonly id: string;
  readonly label: string;
  readonly entries: readonly Entry[];
}

/** In the order of daily work: what is done, how it stands, what comes in, what goes out, and what is set up once. */
const groups: readonly Group[] = [
  {
    id: 'cong-viec',
    label: 'Công việc',
    entries: [
      { to: '/viec-can-xu-ly', label: 'Việc cần xử lý', icon: <IconInbox size={20} aria-hidden /> },
      { to: '/nhiem-vu', label: 'Nhiệm vụ', icon: <IconListDetails size={20} aria-hidden /> },
      { to: '/ke-hoach', label: 'Kế hoạch', icon: <IconFileText size={20} aria-hidden /> },
    ],
  },
  {
    id: 'bao-cao',
    label: 'Báo cáo',
    entries: [
      { to: '/chi-tieu', label: 'Chỉ tiêu', icon: <IconChartBar size={20} aria-hidden /> },
      { to: '/so-lieu', label: 'Số liệu', icon: <IconReportAnalytics size={20} aria-hidden /> },
    ],
  },
  {
    id: 'van-ban',
    label: 'Văn bản',
    entries: [
      { to: '/nhap-ke-hoach', label: 'Nhập kế hoạch', icon: <IconFileImport size={20} aria-hidden />, isShown: isOfOffice },
      { to: '/nhap-nhanh', label: 'Nhập nhanh', icon: <IconFilePencil size={20} aria-hidden />, isShown: isOfOffice },
    ],
  },
  {
    id: 'nhac-viec',
    label: 'Nhắc việc',
    entries: [
      { to: '/du-kien-gui', label: 'Dự kiến gửi', icon: <IconCalendarClock size={20} aria-hidden /> },
      { to: '/thu-nhac-da-gui', label: 'Thư nhắc đã gửi', icon: <IconMailForward size={20} aria-hidden />, isShown: isOfOffice },
      { to: '/chua-co-kenh-nhan', label: 'Chưa có kênh nhận', icon: <IconUserQuestion size={20} aria-hidden />, isShown: isOfOffice },
      { to: '/suc-khoe-nhac-viec', label: 'Sức khỏe việc nhắc', icon: <IconHeartbeat size={20} aria-hidden />, isShown: isOfOffice },
      { to: '/chinh-sach-nhac-viec', label: 'Chính sách nhắc việc', icon: <IconBellCog size={20} aria-hidden />, isShown: isOfOffice },
      { to: '/zalo', label: 'Kênh Zalo', icon: <IconMessageCog size={20} aria-hidden />, isShown: isAdministrator },
      {
        to: '/hop-thu-chay-thu',
        label: 'Hộp thư chạy thử',
        icon: <IconMail size={20} aria-hidden />,
        // Mails hold other people's links: the api shows them to the Office and administrators alone.
        isShown: (session) => session.demonstration && isOfOffice(session),
      },
    ],
  },
  {
    id: 'nhan-thong-bao',
    label: 'Nhận thông báo',
    entries: [
      { to: '/thoi-gian-nhan-thu', label: 'Thời gian nhận thư', icon: <IconClock size={20} aria-hidden /> },
      { to: '/nguoi-nhan-thay', label: 'Người nhận thay', icon: <IconUsers size={20} aria-hidden /> },
      { to: '/nhan-tin-zalo', label: 'Nhận tin qua Zalo', icon: <IconMessage size={20} aria-hidden /> },
    ],
  },
  {
    id: 'danh-muc',
    label: 'Danh mục',
    entries: [
      { to: '/co-quan', label: 'Cơ quan', icon: <IconBuildingBank size={20} aria-hidden /> },
      { to: '/sap-xep-to-chuc', label: 'Sắp xếp tổ chức', icon: <IconBuildingBank size={20} aria-hidden />, isShown: isOfOffice },
      { to: '/lich-lam-viec', label: 'Lịch làm việc', icon: <IconCalendar size={20} aria-hidden /> },
    ],
  },
  {
    id: 'quan-tri',
    label: 'Quản trị',
    entries: [
      { to: '/moc-doi-chieu', label: 'Mốc đối chiếu', icon: <IconAnchor size={20} aria-hidden />, isShown: isAdministrator },
      { to: '/xoa-du-lieu-ca-nhan', label: 'Xóa dữ liệu cá nhân', icon: <IconEraser size={20} aria-hidden />, isShown: isAdministrator },
    ],
  },
];

const NavigationGroup = ({ id, label, entries }: Group) => (
  <div className="nav-group">
    <p id={`trinh-don-${id}`} className="nav-label">
      {label}
    </p>
    <ul aria-labelledby={`trinh-don-${id}`}>
      {entries.map((entry) => (
        <li key={entry.to}>
          <Link to={entry.to} activeProps={{ 'aria-current': 'page' }}>
            {entry.icon}
            {entry.label}
          </Link>
        </li>
      ))}
    </ul>
  </div>
);

/** The pages that the reader may open, by what they are for. */
export const Navigation = ({ session }: { readonly session: SessionView }) => (
  <>
    {groups
      .map((group) => ({ ...group, entries: group.entries.filter((entry) => entry.isShown?.(session) ?? true) }))
      .filter(({ entries }) => entries.length > 0)
      .map((group) => (
        <NavigationGroup key={group.id} {...group} />
      ))}
    {session.demonstration ? <p className="shell-demo">Bản chạy thử: người và địa chỉ thư không có thật, thư không ra ngoài.</p> : null}
  </>
);
