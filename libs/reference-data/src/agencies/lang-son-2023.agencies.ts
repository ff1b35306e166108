import type { AgencyId, AgencyLevel, AgencyRecord, Provenance } from '#domain';
import { agencyIdOf } from './agency-id.js';

const provincialCommittee = agencyIdOf('UBND tỉnh');

interface Row {
  readonly name: string;
  readonly provenance: Provenance;
  readonly abbreviations?: readonly string[];
  readonly level?: AgencyLevel;
  readonly parent?: AgencyId | null;
  readonly isPersonalOffice?: boolean;
}

const agency = (row: Row): AgencyRecord => ({
  id: agencyIdOf(row.name),
  name: row.name,
  abbreviations: row.abbreviations ?? [],
  level: row.level ?? 'province',
  parent: row.parent === undefined ? provincialCommittee : row.parent,
  isPersonalOffice: row.isPersonalOffice ?? false,
  provenance: row.provenance,
});

/** The committee, its chairman and its Office. */
const leadership: readonly AgencyRecord[] = [
  agency({ name: 'UBND tỉnh', provenance: 'plan', parent: null, abbreviations: ['UBND tỉnh Lạng Sơn', 'Ủy ban nhân dân tỉnh'] }),
  agency({
    name: 'Chủ tịch UBND tỉnh',
    provenance: 'plan',
    parent: null,
    isPersonalOffice: true,
    abbreviations: ['Chủ tịch UBND tỉnh Lạng Sơn', 'Chủ tịch tỉnh'],
  }),
  agency({ name: 'Văn phòng UBND tỉnh', provenance: 'background', abbreviations: ['VP UBND tỉnh', 'Văn phòng Ủy ban nhân dân tỉnh'] }),
];

const departments: readonly AgencyRecord[] = [
  agency({ name: 'Sở Nội vụ', provenance: 'plan', abbreviations: ['Sở NV', 'SNV'] }),
  agency({ name: 'Sở Tư pháp', provenance: 'background', abbreviations: ['Sở TP', 'STP'] }),
  agency({
    name: 'Sở Kế hoạch và Đầu tư',
    provenance: 'plan',
    abbreviations: ['KHĐT', 'KH&ĐT', 'Sở KHĐT', 'Sở KH&ĐT', 'Sở Kế hoạch & Đầu tư'],
  }),
  agency({ name: 'Sở Tài chính', provenance: 'plan', abbreviations: ['Sở TC', 'STC'] }),
  agency({ name: 'Sở Công Thương', provenance: 'background', abbreviations: ['Sở CT', 'SCT'] }),
  agency({
    name: 'Sở Nông nghiệp và Phát triển nông thôn',
    provenance: 'background',
    abbreviations: ['NN&PTNT', 'NNPTNT', 'Sở NN&PTNT', 'Sở Nông nghiệp và PTNT', 'Sở NNPTNT'],
  }),
  agency({ name: 'Sở Giao thông vận tải', provenance: 'plan', abbreviations: ['GTVT', 'Sở GTVT'] }),
  agency({ name: 'Sở Xây dựng', provenance: 'plan', abbreviations: ['Sở XD', 'SXD'] }),
  agency({
    name: 'Sở Tài nguyên và Môi trường',
    provenance: 'plan',
    abbreviations: ['TNMT', 'TN&MT', 'Sở TNMT', 'Sở TN&MT'],
  }),
  agency({
    name: 'Sở Thông tin và Truyền thông',
    provenance: 'plan',
    abbreviations: ['TTTT', 'TT&TT', 'Sở TTTT', 'Sở TT&TT'],
  }),
  agency({
    name: 'Sở Lao động - Thương binh và Xã hội',
    provenance: 'background',
    abbreviations: ['LĐTBXH', 'LĐTB&XH', 'LĐ-TB&XH', 'Sở LĐTBXH', 'Sở LĐTB&XH', 'Sở LĐ-TB&XH', 'Sở Lao động - TB&XH'],
  }),
  agency({
    name: 'Sở Văn hóa, Thể thao và Du lịch',
    provenance: 'plan',
    abbreviations: ['VHTTDL', 'VHTT&DL', 'VH,TT&DL', 'Sở VHTTDL', 'Sở VHTT&DL', 'Sở VH,TT&DL'],
  }),
  agency({ name: 'Sở Khoa học và Công nghệ', provenance: 'background', abbreviations: ['KHCN', 'KH&CN', 'Sở KHCN', 'Sở KH&CN'] }),
  agency({ name: 'Sở Giáo dục và Đào tạo', provenance: 'background', abbreviations: ['GDĐT', 'GD&ĐT', 'Sở GDĐT', 'Sở GD&ĐT'] }),
  agency({ name: 'Sở Y tế', provenance: 'plan', abbreviations: ['SYT'] }),
  agency({ name: 'Sở Ngoại vụ', provenance: 'background', abbreviations: ['Sở NgV'] }),
];

/** Bodies that count among "các sở, ban, ngành" beside the departments. */
const branches: readonly AgencyRecord[] = [
  agency({ name: 'Thanh tra tỉnh', provenance: 'background' }),
  agency({ name: 'Ban Dân tộc', provenance: 'background', abbreviations: ['Ban Dân tộc tỉnh', 'BDT'] }),
  agency({
    name: 'Ban Quản lý Khu kinh tế cửa khẩu Đồng Đăng - Lạng Sơn',
    provenance: 'plan',
    abbreviations: ['BQL Khu kinh tế cửa khẩu Đồng Đăng - Lạng Sơn', 'BQL KKTCK Đồng Đăng - Lạng Sơn', 'BQL KKTCK ĐĐ-LS'],
  }),
  agency({ name: 'Công an tỉnh', provenance: 'plan', abbreviations: ['CA tỉnh'], parent: null }),
  agency({
    name: 'Bộ Chỉ huy Quân sự tỉnh',
    provenance: 'background',
    abbreviations: ['BCHQS tỉnh', 'Bộ CHQS tỉnh'],
    parent: null,
  }),
  agency({
    name: 'Bộ Chỉ huy Bộ đội Biên phòng tỉnh',
    provenance: 'background',
    abbreviations: ['BĐBP tỉnh', 'Bộ CHBĐBP tỉnh', 'Bộ đội Biên phòng tỉnh'],
    parent: null,
  }),
];

const offices: readonly AgencyRecord[] = [
  agency({
    name: 'Văn phòng Điều phối Chương trình xây dựng Nông thôn mới tỉnh',
    provenance: 'plan',
    abbreviations: ['Văn phòng Điều phối Chương trình xây dựng nông thôn mới', 'VPĐP NTM tỉnh', 'Văn phòng Điều phối nông thôn mới tỉnh'],
    parent: agencyIdOf('Sở Nông nghiệp và Phát triển nông thôn'),
  }),
];

const rural = ['Bắc Sơn', 'Bình Gia', 'Cao Lộc', 'Chi Lăng', 'Đình Lập', 'Hữu Lũng', 'Lộc Bình', 'Tràng Định', 'Văn Lãng', 'Văn Quan'];

/** District level: one city and ten rural districts. */
const districts: readonly AgencyRecord[] = [
  agency({
    name: 'UBND thành phố Lạng Sơn',
    provenance: 'source',
    level: 'district',
    // Within the province the city is named without its name.
    abbreviations: ['UBND thành phố', 'UBND TP', 'UBND TP Lạng Sơn', 'UBND TP. Lạng Sơn'],
  }),
  ...rural.map((name) =>
    agency({ name: `UBND huyện ${name}`, provenance: 'source', level: 'district', abbreviations: [`huyện ${name}`, `UBND H. ${name}`] }),
  ),
];

export const byKind = { leadership, departments, branches, offices, districts } as const;
export const agencies: readonly AgencyRecord[] = [...leadership, ...departments, ...branches, ...offices, ...districts];
