import { fold, isWord, type Token } from './tokens.js';

/**
 * How Vietnamese documents name public bodies, whatever the province: the words with which a name begins, the collective names
 * whose commas part nothing, and the departments that every province has had. Grammar and common knowledge, no directory.
 */

/** A first word, and the words that, right after it, show that it is none: "ban hành", "sở hữu", "hội nghị". */
const heads: readonly (readonly [head: string, butNot?: string])[] = [
  ['sở', 'hữu|dĩ'],
  ['ubnd|hdnd|hđnd|ubmttq|mttq|ubtưmttq'],
  ['ban', 'hành|giao|đầu|đêm|ngày|phát|thưởng|tặng|bố'],
  [
    'bộ',
    'tiêu chí|chỉ số|dữ liệu|quy|thủ tục|nhận diện|phận|máy|sưu|sách|tài liệu|câu hỏi|định mức|đơn giá|mã|giống|lọc|hồ sơ|chỉ tiêu|công cụ|mặt|môn',
  ],
  ['công an|quân đội|bộ đội|lực lượng'],
  ['văn phòng|vp'],
  ['thanh tra', 'việc|công|chuyên|trách nhiệm|, kiểm tra|đột xuất'],
  [
    'các? (?:sở|ban|bộ|cơ quan|đơn vị|tổ chức|hội|đoàn thể|doanh nghiệp|địa phương|phòng|trường|viện|huyện|xã|phường|thành phố|quận|thị xã|cấp|công ty|ngành|chủ đầu tư|chuyên gia|thành viên|ngân hàng|cơ sở|chủ thể)',
  ],
  ['cơ quan|đơn vị', 'tính|hệ'],
  ['cục|chi cục|tổng cục|tổng công ty|tổng liên đoàn', 'bộ'],
  ['trung tâm', 'hóa|là'],
  ['hội', 'nghị|thảo|đàm|nhập|họp|chợ|thi|diễn|chẩn|viên|trại'],
  ['hội đồng|hiệp hội|liên hiệp|liên đoàn|liên minh'],
  ['mặt trận|ủy ban|uỷ ban'],
  ['đảng ủy|tỉnh ủy|thành ủy|huyện ủy|quận ủy|đảng uỷ|tỉnh uỷ|thành uỷ|huyện uỷ'],
  ['tỉnh đoàn|thành đoàn|huyện đoàn'],
  ['đoàn', 'kiểm tra|kết|viên|công tác|người'],
  ['tổ chức (?:chính trị|xã hội|đoàn thể|hội|đảng|tín dụng|kinh tế)'],
  ['tổ', 'chức|hợp'],
  ['đội', 'ngũ|hình'],
  ['phòng', ', chống|chống|ngừa|học|cháy|thủ|hộ|bệnh|vệ'],
  ['hạt|trạm', 'giống|điều|nhân'],
  ['trường', 'hợp'],
  ['viện', 'phí|trợ|dẫn'],
  ['đài', 'thọ'],
  ['bảo hiểm xã hội|bhxh|kho bạc|ngân hàng'],
  ['quỹ', 'đất|thời gian'],
  ['cơ quan thuế|hải quan|chi nhánh|thi hành án|tòa án|toà án|viện kiểm sát'],
  ['công ty|tập đoàn|doanh nghiệp|hợp tác xã|liên danh'],
  ['nhà (?:cung cấp|đầu tư|trường|máy|hát|thầu|xuất bản|khoa học)'],
  ['bệnh viện|bưu điện|điện lực|vnpt|viettel|mobifone|vinaphone|fpt|agribank|vietcombank|bidv|vietinbank|thư viện|bảo tàng'],
  ['chủ tịch|phó chủ tịch|giám đốc|phó giám đốc|chánh văn phòng|trưởng ban|thủ trưởng|lãnh đạo'],
  ['chủ đầu tư|chủ rừng|chủ thể'],
  ['chính quyền|địa phương|người đứng đầu'],
  ['bql|bch|bchqs|bđbp|ca|ttcđs'],
  ['huyện|thành phố|thị xã|xã|phường|thị trấn|đặc khu|quận', 'nông thôn|hội|hành|đạt|có|là'],
  ['chính phủ|thủ tướng|quốc hội'],
];

const patternOf = (written: (text: string) => string): RegExp =>
  new RegExp(
    `^(?:${heads
      .map(
        ([head, butNot]) =>
          `(?:${written(head)})(?![\\p{L}\\d])${butNot === undefined ? '' : `(?! (?:${written(butNot)})(?![\\p{L}\\d]))`}`,
      )
      .join('|')})`,
    'u',
  );

const headPattern = patternOf((text) => text);
/** For a text that is typed without any diacritics. */
const plainPattern = patternOf(fold);

const LONGEST_HEAD = 5;
/** Tokens; no collective name is longer. Keeps the reading of any text linear. */
export const LONGEST_PHRASE = 40;

export const wordsFrom = (tokens: readonly Token[], from: number, count: number): string =>
  tokens
    .slice(from, from + count)
    .map(({ norm }) => norm)
    .join(' ');

const spelt = (tokens: readonly Token[], from: number): string =>
  tokens
    .slice(from, from + LONGEST_HEAD)
    .map(({ word }) => word)
    .join(' ');

/** Whether the name of a body begins at a token, known to the directory or not. */
export const beginsBody = (tokens: readonly Token[], at: number): boolean => {
  if (!isWord(tokens[at])) return false;
  return headPattern.test(spelt(tokens, at)) || (tokens.every(({ word, norm }) => word === norm) && plainPattern.test(spelt(tokens, at)));
};

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

const doing =
  /^(?:rà soát|tham mưu|xây dựng|tổ chức|triển khai|kiểm tra|thực hiện|nghiên cứu|báo cáo|hướng dẫn|khẩn trương|đề xuất|trình|lập|hoàn thiện|hoàn thành|tổng hợp|chuẩn bị|theo dõi|đôn đốc|xử lý|giải quyết|chủ trì|chủ động|phối hợp|tiếp tục|tập trung|tăng cường|đẩy mạnh|cung cấp|thẩm định|bố trí|có|để|trong|trước|và|cùng|căn cứ)(?!\p{L})/u;
const LONGEST_UNKNOWN = 14;

/**
 * Where the name of a body that nobody knows ends within a sentence: at a mark, or before the word that says what it is to do.
 * Null where none begins: in a sentence a name has a capital.
 */
export const unknownNameEnd = (tokens: readonly Token[], at: number, text: string): number | null => {
  if (!isCapital(tokens[at], text) || !beginsBody(tokens, at)) return null;
  let end = at + 1;
  while (end < at + LONGEST_UNKNOWN && isWord(tokens[end]) && !doing.test(text.slice(tokens[end]?.start))) end += 1;
  return end;
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
