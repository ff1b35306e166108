import { readAgenciesAt, readAgencyList, type AgencyList, type AgencyReader, type AgencyRun } from '../agencies/agency-list.js';

/** What one sentence, or one item of a list, gives to whom. */
export interface Assignment {
  readonly leads: AgencyList;
  readonly coordinators: AgencyList;
  /** "phối hợp với" stands there and no name after it was understood. */
  readonly coordinatorsUnread: boolean;
  readonly title: string;
}

const order = /(?<!\p{L})(?:giao(?:\s+nhiệm\s+vụ)?(?:\s+cho)?|yêu\s+cầu|đề\s+nghị|phân\s+công|chỉ\s+đạo)\s*:?\s+/giu;
const item = /^\s*(?:[-–+•*]|\(?\d{1,2}(?:\.\d{1,2})*[.)]|\(?[a-zđ]\))\s*/u;
/** "Giám đốc Sở …", "Thủ trưởng các sở …": the office answers through its head. */
const personally =
  /^(?:(?:các\s+)?đồng\s+chí\s+)?(?:thủ\s+trưởng|giám\s+đốc|trưởng\s+ban|chủ\s+tịch(?=\s+(?:UBND|ủy ban nhân dân)\s+(?:các|huyện|thành|thị|xã|phường)))\s+/iu;
const leading = /^\s*[,(]?\s*(?:là\s+)?(?:(?:cơ\s+quan|đơn\s+vị)\s+)?(?:chủ\s+trì|làm\s+đầu\s+mối|đầu\s+mối)\)?\s*[,;]?\s*/iu;
const together = /^\s*,?\s*(?:và\s+)?phối\s+hợp(?:\s+chặt\s+chẽ)?(?:\s+(?:với|cùng))?\s*:?\s*/iu;
const laterTogether = /phối\s+hợp(?:\s+chặt\s+chẽ)?\s+(?:với|cùng)\s*:?\s*/iu;
const alongside = /^\s*(?:cùng\s+)?phối\s+hợp(?:\s+thực\s+hiện)?\s*[,;:]?\s*/iu;
/** Who says so is not who does so: "Chủ tịch UBND tỉnh giao …". */
const giver =
  /^\s*,?\s*(?:đã\s+)?(?:giao|yêu\s+cầu|đề\s+nghị|chỉ\s+đạo|phân\s+công|có\s+ý\s+kiến|kết\s+luận|thống\s+nhất|nhận\s+được|đồng\s+ý|ban\s+hành)/iu;
const duty =
  /^[\s,:;]*(?:(?:là|chịu|có)\s+(?:trách\s+nhiệm|cơ\s+quan|đơn\s+vị)|chủ\s+trì(?!\s+(?:cuộc|buổi|hội|phiên|họp))|phối\s+hợp|đầu\s+mối|khẩn\s+trương|chủ\s+động|tham\s+mưu|rà\s+soát|xây\s+dựng|tổ\s+chức|triển\s+khai|thực\s+hiện|hướng\s+dẫn|kiểm\s+tra|đề\s+xuất|lập|hoàn\s+thi[ệe]n|hoàn\s+thành|báo\s+cáo|nghiên\s+cứu|tiếp\s+tục|tập\s+trung|tăng\s+cường|đẩy\s+mạnh|theo\s+dõi|đôn\s+đốc|tổng\s+hợp|thẩm\s+định|bố\s+trí|cung\s+cấp|chuẩn\s+bị|xử\s+lý)/iu;

const none: AgencyList = { refs: [], doubts: [] };
const FARTHEST_LEAD = 160;

interface Lead {
  readonly list: AgencyList;
  /** Where the rest of the sentence begins. */
  readonly end: number;
}

const isNamed = ({ refs }: AgencyList): boolean => refs.length > 0;

/** Skips "Giám đốc" before a department. */
const afterTitle = (text: string, from: number): number => from + (personally.exec(text.slice(from))?.[0].length ?? 0);

const afterOrder = (text: string, reader: AgencyReader): Lead | null => {
  for (const match of text.matchAll(order)) {
    const run = readAgenciesAt(text, afterTitle(text, match.index + match[0].length), reader);
    if (isNamed(run)) return { list: run, end: run.end };
  }
  return null;
};

const atBeginning = (text: string, reader: AgencyReader): Lead | null => {
  const run = readAgenciesAt(text, afterTitle(text, item.exec(text)?.[0].length ?? 0), reader);
  const rest = text.slice(run.end);
  return isNamed(run) && !giver.test(rest) && duty.test(rest) ? { list: run, end: run.end } : null;
};

/** "Giao … chủ trì": whatever stands between is the lead, known or not. To chair a meeting is no task. */
const beforeLeading = (text: string, reader: AgencyReader): Lead | null => {
  const end = text.search(/(?:,\s*)?(?:là\s+(?:cơ\s+quan|đơn\s+vị)\s+)?(?<!\p{L})chủ\s+trì(?!\p{L}|\s+(?:cuộc|buổi|hội|phiên|họp))/iu);
  if (end < 0) return null;
  const orders = [...text.slice(0, end).matchAll(order)];
  const last = orders.at(-1);
  const start = last === undefined ? (item.exec(text)?.[0].length ?? 0) : last.index + last[0].length;
  if (end - start > FARTHEST_LEAD || text.slice(start, end).trim() === '') return null;
  return { list: readAgencyList(text.slice(start, end), reader), end };
};

interface Coordination {
  readonly list: AgencyList;
  readonly end: number;
  readonly unread: boolean;
}

const taken = (run: AgencyRun, otherwise: number): Coordination => ({
  list: run,
  end: isNamed(run) ? run.end : otherwise,
  unread: !isNamed(run),
});

/** "phối hợp với B, C", "B, C phối hợp", or somewhere later in the sentence. */
const coordinationAfter = (text: string, from: number, reader: AgencyReader): Coordination => {
  const right = together.exec(text.slice(from));
  if (right !== null) return taken(readAgenciesAt(text, from + right[0].length, reader), from + right[0].length);
  const before = readAgenciesAt(text, from, reader);
  const alongsideWords = isNamed(before) ? alongside.exec(text.slice(before.end)) : null;
  if (alongsideWords !== null) return { list: before, end: before.end + alongsideWords[0].length, unread: false };
  const later = laterTogether.exec(text.slice(from));
  if (later === null) return { list: none, end: from, unread: false };
  return { ...taken(readAgenciesAt(text, from + later.index + later[0].length, reader), from), end: from };
};

const titled = (text: string): string => {
  const bare = text
    .replace(/^[\s,;:.)–-]+/u, '')
    .replace(/[\s;.]+$/u, '')
    .replace(/\s+/gu, ' ');
  return bare.charAt(0).toLocaleUpperCase('vi') + bare.slice(1);
};

/** Who is to do what, by one sentence or item; null where it gives nothing to anybody. */
export const assignmentIn = (text: string, reader: AgencyReader): Assignment | null => {
  const lead = afterOrder(text, reader) ?? atBeginning(text, reader) ?? beforeLeading(text, reader);
  if (lead === null) return null;
  const from = lead.end + (leading.exec(text.slice(lead.end))?.[0].length ?? 0);
  const { list, end, unread } = coordinationAfter(text, from, reader);
  return { leads: lead.list, coordinators: list, coordinatorsUnread: unread, title: titled(text.slice(end)) };
};

/** One paragraph may give several tasks: "… Giao Sở A … . Giao Sở B …". */
export const sentencesOf = (paragraph: string): readonly string[] =>
  paragraph.split(/(?<=[.;]\s+)(?=(?:Giao|Yêu cầu|Đề nghị|Phân công)\s)/u).map((text) => text.trim());

/** An item that goes on below "…:". */
export const isItem = (text: string): boolean => item.test(text);
