import type { AgencyDirectory, AgencyId, AgencyRecord, PersonId } from '#domain';
import type { Person, Position, Role } from '#identity';
import { derivedId } from '#platform';

/** One person of the demonstration, with the agencies they belong to. */
export interface DemoPerson extends Person {
  readonly memberships: readonly { readonly agencyId: AgencyId; readonly unit: string | null; readonly position: Position }[];
}

/** A username with the person behind it. */
export interface DemoAccount {
  readonly username: string;
  readonly personId: PersonId;
  readonly agencyId: AgencyId;
  readonly roles: readonly Role[];
}

export const OFFICE = 'van-phong-ubnd-tinh' as AgencyId;
const COMMITTEE = 'ubnd-tinh' as AgencyId;
const CHAIRMAN = 'chu-tich-ubnd-tinh' as AgencyId;

const SURNAMES = ['Nông', 'Hoàng', 'Lương', 'Vi', 'Lý', 'Hứa', 'Nguyễn', 'Đinh', 'Trần', 'Chu', 'Triệu', 'Phùng', 'Lộc'];
const GIVEN = [
  ...['Văn Bình', 'Thị Lan', 'Minh Hải', 'Thu Thảo', 'Đức Dũng', 'Hồng Hạnh'],
  ...['Quang Nam', 'Ngọc Yến', 'Thanh Sơn', 'Thu Hương', 'Minh Tuấn'],
];

const pick = (words: readonly string[], index: number): string => words[index % words.length] ?? '';
/** Two lists of coprime lengths: 143 different names. */
const nameOf = (index: number): string => `${pick(SURNAMES, index)} ${pick(GIVEN, index)}`;

/** Address under `.invalid`: it can never reach anybody (RFC 2606). */
const addressOf = (local: string, agency: AgencyId): string => `${local}@${agency}.langson.invalid`;
export const mailboxOf = (agency: AgencyId): string => addressOf('van-thu', agency);

const person = (agency: AgencyId, seat: string, name: string, memberships: DemoPerson['memberships']): DemoPerson => ({
  id: derivedId('demonstration', 'person', agency, seat) as PersonId,
  name,
  email: addressOf(seat, agency),
  phone: null,
  zaloId: null,
  zaloConsent: false,
  memberships,
});

/** The chairman heads the committee; a deputy keeps the committee's own account; an agency has a head and a focal officer. */
const peopleOf = ({ id, isPersonalOffice }: AgencyRecord, index: number): readonly DemoPerson[] => {
  const names = [nameOf(2 * index), nameOf(2 * index + 1)] as const;
  const seat = (position: Position, unit: string | null = null, agencyId = id): DemoPerson['memberships'][number] => ({
    agencyId,
    unit,
    position,
  });
  if (isPersonalOffice) return [person(id, 'lanh-dao', names[0], [seat('head'), seat('head', null, COMMITTEE)])];
  if (id === COMMITTEE) return [person(id, 'can-bo', names[1], [seat('deputy')])];
  const unit = id === OFFICE ? 'Phòng Tổng hợp' : 'Văn phòng';
  return [person(id, 'lanh-dao', names[0], [seat('head')]), person(id, 'can-bo', names[1], [seat('officer', unit)])];
};

const administrator: DemoPerson = person(OFFICE, 'quan-tri', 'Quản trị hệ thống', [
  { agencyId: OFFICE, unit: 'Trung tâm Tin học', position: 'clerk' },
]);

export const demoPeople = ({ agencies }: AgencyDirectory): readonly DemoPerson[] => [administrator, ...agencies.flatMap(peopleOf)];

const rolesOf = (agency: AgencyId): readonly Role[] => {
  if (agency === OFFICE) return ['office', 'member'];
  return agency === CHAIRMAN || agency === COMMITTEE ? ['approver', 'member'] : ['member'];
};

/** `admin`, and one account for each agency: its focal officer's, or that of the person whose office it is. */
export const demoAccounts = ({ agencies }: AgencyDirectory): readonly DemoAccount[] => [
  { username: 'admin', personId: administrator.id, agencyId: OFFICE, roles: ['administrator'] },
  ...agencies.map(({ id, isPersonalOffice }): DemoAccount => ({
    username: id,
    personId: derivedId('demonstration', 'person', id, isPersonalOffice ? 'lanh-dao' : 'can-bo') as PersonId,
    agencyId: id,
    roles: rolesOf(id),
  })),
];
