import { isWord, type Token } from './tokens.js';

/**
 * How Vietnamese documents name public bodies, whatever the province: the words with which a name begins, the collective names
 * whose commas part nothing, and the departments that every province has had. Grammar and common knowledge, no directory.
 */

/** A first word, and the words that, right after it, show that it is none: "ban hành", "sở hữu", "hội nghị". */
const heads: readonly (readonly [head: string, butNot?: string])[] = [
  ['so', 'huu|do|dung|van hoa pham|ket|lieu'],
  ['ubnd'],
  ['hdnd'],
  ['ubmttq'],
  ['mttq'],
  ['ban', 'hanh|giao|do|ve|sao|luan|bo|du thao|chat'],
  ['cong an'],
  ['bo', 'tieu chi|chi so|du lieu|quy|thu tuc|nhan dien|phan|may|sung|tri|sach|tai lieu|cau hoi|dinh muc|don gia|ma'],
  ['bo chi huy|bo tu lenh'],
  ['van phong'],
  ['thanh tra', 'viec|cong|chuyen|trach nhiem'],
  [
    'cac? (?:so|ban|bo|co quan|don vi|to chuc|hoi|doan the|doanh nghiep|dia phuong|phong|truong|vien|huyen|xa|phuong|thanh pho|quan|thi xa|cap|cong ty|nganh|chu dau tu|chuyen gia|thanh vien)',
  ],
  ['co quan', 'he'],
  ['don vi', 'tinh'],
  ['cuc', 'bo'],
  ['chi cuc'],
  ['tong cuc'],
  ['tong cong ty'],
  ['tong lien doan'],
  ['trung tam', 'hoa'],
  ['hoi', 'nghi|thao|dap|nhap|phuc|tu|vien'],
  ['hoi dong'],
  ['hiep hoi'],
  ['lien hiep|lien doan|lien minh'],
  ['mat tran'],
  ['uy ban', 'nhan dan(?: cac)? cap$'],
  ['dang uy|tinh uy|thanh uy|huyen uy|quan uy'],
  ['tinh doan|thanh doan|huyen doan|doan thanh nien'],
  ['doan', 'kiem tra|the'],
  ['doan the'],
  ['to chuc', 'thuc hien|hoi|lop|trien khai|cac|kiem|danh|tap|cong|bo|lai'],
  ['to cong tac|to giup viec|to cong nghe'],
  ['doi'],
  ['phong', 'chong|trao|su|ngua|hoc|phu'],
  ['hat'],
  ['tram'],
  ['truong', 'hop|nhom'],
  ['vien', 'chuc|thong|phi'],
  ['vien kiem sat'],
  ['bao', 'cao|dam|ve|ton|gom|tri|hanh|ham'],
  ['bao hiem xa hoi|bhxh'],
  ['dai', 'hoi|tu|dien|han|doan'],
  ['kho bac'],
  ['ngan hang'],
  ['quy', 'hoach|trinh|dinh|che|dat|chuan|mo|i{1,3}|iv|[1-4]|luat|uoc|doi'],
  ['thue', 'dat|xe'],
  ['hai quan|chi nhanh|thi hanh an'],
  ['toa an'],
  ['cong ty|tap doan|doanh nghiep|hop tac xa|lien danh'],
  ['nha (?:cung cap|dau tu|truong|may|hat|thau|xuat ban|khoa hoc)'],
  ['benh vien|tram y te|buu dien|dien luc|vnpt|viettel|thu vien|bao tang'],
  ['chu tich|pho chu tich|giam doc|pho giam doc|chanh van phong|truong ban|thu truong|lanh dao'],
  ['chu dau tu|chu rung|chu the'],
  ['chinh quyen|dia phuong|nguoi dung dau'],
  ['bql|bch|bchqs|bdbp|vp|ca|tt|ttcds'],
  ['ubnd|uy ban nhan dan'],
  ['huyen|thanh pho|thi xa|xa|phuong|thi tran|dac khu|quan', 'nong thon|hoi|hanh'],
  ['chinh phu|thu tuong|quoc hoi'],
  ['luc luong|quan doi|bo doi'],
];

const headPattern = new RegExp(
  `^(?:${heads.map(([head, butNot]) => `(?:${head})(?![a-z0-9])${butNot === undefined ? '' : `(?! (?:${butNot})(?![a-z0-9]))`}`).join('|')})`,
  'u',
);

const LONGEST_HEAD = 5;
/** Tokens; no collective name is longer. Keeps the reading of any text linear. */
export const LONGEST_PHRASE = 40;

export const wordsFrom = (tokens: readonly Token[], from: number, count: number): string =>
  tokens
    .slice(from, from + count)
    .map(({ norm }) => norm)
    .join(' ');

/** Whether the name of a body begins at a token, known to the directory or not. */
export const beginsBody = (tokens: readonly Token[], at: number): boolean =>
  isWord(tokens[at]) && headPattern.test(wordsFrom(tokens, at, LONGEST_HEAD));

/** Words that make up collective names; between them commas and "và" part nothing. */
const collectiveWords = new Set(
  'cac so ban nganh co quan don vi to chuc dia phuong doan the phong hoi khac cap tinh thanh pho va lien , co / truc thuoc chuc nang chuyen mon chuyen huyen xa trung uong'.split(
    ' ',
  ),
);
/** Units of territory, which are counted up after "UBND (các)". */
const territories = new Set('xa phuong huyen quan tran'.split(' '));
const twoWordTerritories = ['thi tran', 'thi xa', 'thanh pho', 'dac khu', 'dia phuong', 'khu vuc'];

const territoryAt = (tokens: readonly Token[], at: number): number => {
  if (twoWordTerritories.includes(wordsFrom(tokens, at, 2))) return 2;
  return territories.has(tokens[at]?.norm ?? '') ? 1 : 0;
};

const territorySeparators = new Set([',', 'va', '/', '-', 'hoac']);

/** A capital begins a proper name: "xã Đoàn Kết" is one commune, "xã" alone all of them. */
const isCapital = (token: Token | undefined, text: string): boolean =>
  token !== undefined && /^\p{Lu}/u.test(text.slice(token.start, token.end));

/** "UBND", "HĐND và UBND" at the beginning of a collective name: the index after it. */
const afterCommittee = (tokens: readonly Token[], from: number): number => {
  if (tokens[from]?.norm !== 'ubnd' && tokens[from]?.norm !== 'hdnd') return from;
  return tokens[from + 1]?.norm === 'va' && tokens[from + 2]?.norm === 'ubnd' ? from + 3 : from + 1;
};

/** The index after "xã, phường và thị trấn"; null where no territory is named, or one by its own name. */
const afterTerritories = (tokens: readonly Token[], from: number, text: string): number | null => {
  let at = from;
  let end: number | null = null;
  for (let length = territoryAt(tokens, at); length > 0; length = territoryAt(tokens, at)) {
    end = at + length;
    const isNamed = isCapital(tokens[end], text) && !isCapital(tokens[end - 1], text) && !beginsBody(tokens, end);
    if (isNamed) return null;
    if (!territorySeparators.has(tokens[end]?.norm ?? '')) break;
    at = tokens[end + 1]?.norm === 'cac' ? end + 2 : end + 1;
  }
  return end;
};

/**
 * "UBND (các) xã, phường, đặc khu", "các huyện, thành phố", "UBND cấp xã": the index after it, else null. Its commas are no
 * separators.
 */
export const territorialGroupAt = (tokens: readonly Token[], from: number, text: string): number | null => {
  const at = afterCommittee(tokens, from);
  const next = tokens[at]?.norm;
  const hasAll = next === 'cac';
  if (at > from && next === 'cap') return afterTerritories(tokens, at + 1, text);
  if (at > from && wordsFrom(tokens, at, 2) === 'cac cap') return at + 2;
  if (at === from && !hasAll) return null;
  const end = afterTerritories(tokens, hasAll ? at + 1 : at, text);
  return end === null || (!hasAll && !isPlural(tokens, from, end)) ? null : end;
};

/** "UBND xã, phường" names many; "UBND xã" alone does as well, "UBND thành phố" may be the city itself. */
const isPlural = (tokens: readonly Token[], from: number, end: number): boolean =>
  tokens.slice(from, end).some(({ norm }) => norm === ',' || norm === 'va' || norm === 'xa');

/** "… trực thuộc tỉnh", "… trên địa bàn tỉnh" say nothing new; "… liên quan" makes an open group of any other. */
const everywhere =
  /^(?:(?:truc )?thuoc(?: ubnd)? (?:tinh|thanh pho)|tren dia ban(?: toan)?(?: (?:tinh|thanh pho))?|trong tinh|cua tinh|toan tinh)(?![a-z])/u;
const concerned = /^(?:co )?lien quan(?![a-z])/u;
const wordsOf = (match: RegExpExecArray | null): number => (match === null ? 0 : match[0].split(' ').length);

/** The index after words that only say "in the province"; `at` where there are none. */
export const afterEverywhere = (tokens: readonly Token[], at: number): number => at + wordsOf(everywhere.exec(wordsFrom(tokens, at, 6)));
/** The index after whatever qualifies a collective name. */
export const afterQualifiers = (tokens: readonly Token[], at: number): number => {
  const end = afterEverywhere(tokens, at);
  return end + wordsOf(concerned.exec(wordsFrom(tokens, end, 3)));
};

/** "các sở, ban, ngành, đoàn thể có liên quan": the index after "liên quan", else null. */
export const openPhraseAt = (tokens: readonly Token[], from: number): number | null => {
  if (!/^(?:cac|so|ban|nganh|co quan|don vi|to chuc|dia phuong|phong|doan the)(?![a-z])/u.test(wordsFrom(tokens, from, 2))) return null;
  for (let at = from; at < from + LONGEST_PHRASE && collectiveWords.has(tokens[at]?.norm ?? ''); at += 1) {
    if (wordsFrom(tokens, at, 2) === 'lien quan') return at + 2;
  }
  return null;
};

/** "các sở, ban, ngành (tỉnh)", "các cơ quan, đơn vị", "các tổ chức chính trị - xã hội …": the index after it, else null. */
export const collectiveAt = (tokens: readonly Token[], from: number): number | null => {
  const bodies = 'so|ban|nganh|doan the|co quan|don vi|to chuc|hoi|phong|dia phuong';
  const text = wordsFrom(tokens, from, 30);
  const match = new RegExp(
    `^(?:cac )?(?:${bodies})(?: ?(?:,|va|/|-) (?:cac )?(?:${bodies}))+(?: (?:cap )?(?:tinh|thanh pho|huyen|xa|trung uong))?(?![a-z])`,
    'u',
  ).exec(text);
  if (match === null) return null;
  return from + match[0].split(' ').length;
};

/** Departments as they have been called since 2008, province by province: for telling where one name ends and the next begins. */
export const departments: readonly string[] = [
  'Nội vụ',
  'Tư pháp',
  'Kế hoạch và Đầu tư',
  'Tài chính',
  'Công Thương',
  'Nông nghiệp và Phát triển nông thôn',
  'Nông nghiệp và PTNT',
  'Nông nghiệp và Môi trường',
  'Giao thông vận tải',
  'Giao thông công chánh',
  'Xây dựng',
  'Tài nguyên và Môi trường',
  'Thông tin và Truyền thông',
  'Lao động - Thương binh và Xã hội',
  'Văn hóa, Thể thao và Du lịch',
  'Văn hóa và Thể thao',
  'Du lịch',
  'Khoa học và Công nghệ',
  'Giáo dục và Đào tạo',
  'Y tế',
  'Ngoại vụ',
  'Quy hoạch - Kiến trúc',
  'Dân tộc và Tôn giáo',
  'Dân tộc',
  'An toàn thực phẩm',
];
