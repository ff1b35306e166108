import type { AgencyId, PersonId } from '#domain';
import type { Chance } from './chance.js';

export const office = 'van-phong-ubnd-tinh' as AgencyId;
export const province = 'ubnd-tinh' as AgencyId;
export const chairman = 'chu-tich-ubnd-tinh' as AgencyId;

/** The agencies of a province as they stand in a log of trial: names and levels are true to life, no more. */
export const departments = [
  ['so-noi-vu', 'Sở Nội vụ'],
  ['so-tai-chinh', 'Sở Tài chính'],
  ['so-xay-dung', 'Sở Xây dựng'],
  ['so-y-te', 'Sở Y tế'],
  ['so-tu-phap', 'Sở Tư pháp'],
  ['so-cong-thuong', 'Sở Công Thương'],
  ['so-giao-duc-va-dao-tao', 'Sở Giáo dục và Đào tạo'],
  ['so-khoa-hoc-va-cong-nghe', 'Sở Khoa học và Công nghệ'],
  ['so-nong-nghiep-va-moi-truong', 'Sở Nông nghiệp và Môi trường'],
  ['so-van-hoa-the-thao-va-du-lich', 'Sở Văn hóa, Thể thao và Du lịch'],
  ['cong-an-tinh', 'Công an tỉnh'],
  ['thanh-tra-tinh', 'Thanh tra tỉnh'],
] as const;

export const communes = Array.from(
  { length: 24 },
  (_, index) => [`ubnd-xa-${String(index + 1)}`, `UBND xã số ${String(index + 1)}`] as const,
);

export const leaders: readonly AgencyId[] = [...departments, ...communes].map(([id]) => id as AgencyId);

/** Every agency has a handful of people; an officer of one of them. */
export const personOf = (agency: AgencyId, chance: Chance): PersonId => {
  const place = leaders.indexOf(agency) + 10;
  return `00000000-0000-7000-8000-${String(place * 10 + chance.between(0, 4)).padStart(12, '0')}` as PersonId;
};
