import type { AgencyRef } from '#contracts';
import { readAgencyList, type AgencyList, type AgencyReader } from '../agencies/agency-list.js';

export interface LeadCell {
  readonly leads: AgencyList;
  /** Null where the cell names no coordination. */
  readonly coordinators: AgencyList | null;
}

/** "…; phối hợp với …", "… chủ trì, phối hợp …", "phối hợp: …". */
const coordination =
  /[;,.]?\s*(?:[-–+•]\s*)?(?:và\s+)?(?:(?:cơ quan\s+|đơn vị\s+)?chủ\s+trì\s*[,;]?\s*)?(?:(?:cơ quan|đơn vị)\s+)?phối\s+hợp(?:\s+(?:với|cùng|chặt\s+chẽ|thực\s+hiện|triển\s+khai))*\s*:?\s*/iu;
const leadingWord = /^\s*(?:[-–+•]\s*)?(?:giao\s+)?(?:(?:cơ quan|đơn vị)\s+)?(?:chủ\s+trì|thực\s+hiện|chịu\s+trách\s+nhiệm)\s*:?\s*/iu;
const trailingLead =
  /\s*(?:,\s*)?(?:là\s+)?(?:(?:cơ quan|đơn vị)\s+)?(?:chủ\s+trì|đầu\s+mối)(?:\s+(?:thực\s+hiện|tham\s+mưu|triển\s+khai))?\s*[;,.]?\s*$/iu;
const role = /\(\s*(?:(?:cơ quan|đơn vị|cq|đv)\s+)?(chủ\s+trì|phối\s+hợp|đầu\s+mối)[^)]*\)/giu;
const saysSomething = (text: string): boolean => /\p{L}/u.test(text);

const none: AgencyList = { refs: [], doubts: [] };
const join = (left: AgencyList, right: AgencyList): AgencyList => ({
  refs: [...left.refs, ...right.refs],
  doubts: [...left.doubts, ...right.doubts],
});
const only = (refs: readonly AgencyRef[], list: AgencyList): AgencyList => ({
  refs,
  doubts: list.doubts.filter(({ text }) => refs.some((ref) => ref.text === text)),
});

/** "Sở A (chủ trì), Sở B, Sở C (phối hợp)": a mark in brackets holds for the names since the mark before. */
const readMarked = (text: string, reader: AgencyReader): LeadCell => {
  let leads = none;
  let coordinators = none;
  let from = 0;
  for (const match of text.matchAll(role)) {
    const list = readAgencyList(text.slice(from, match.index), reader);
    if (/phối/iu.test(match[1] ?? '')) coordinators = join(coordinators, list);
    else leads = join(leads, list);
    from = match.index + match[0].length;
  }
  const rest = text.slice(from);
  if (saysSomething(rest)) coordinators = join(coordinators, readAgencyList(rest, reader));
  return { leads, coordinators };
};

/** "A; B và cơ quan liên quan phối hợp thực hiện": the one joined by "và" coordinates. */
const splitTrailing = (before: string, reader: AgencyReader): LeadCell => {
  const [first = '', ...others] = before.split(/chủ\s+trì/iu);
  if (others.length > 0) return { leads: readAgencyList(first, reader), coordinators: readAgencyList(others.join(' '), reader) };
  const list = readAgencyList(before, reader);
  const last = list.refs.at(-1);
  if (last === undefined || list.refs.length < 2) return { leads: list, coordinators: null };
  const rest = before.slice(0, before.lastIndexOf(last.text));
  if (!/(?:và|cùng|với)\s*$/iu.test(rest) && last.kind !== 'group') return { leads: list, coordinators: null };
  return { leads: only(list.refs.slice(0, -1), list), coordinators: only([last], list) };
};

/** Parts the lead agencies of a cell from those that it says coordinate. */
export const readLeadCell = (source: string, reader: AgencyReader): LeadCell => {
  if (source.search(role) >= 0) return readMarked(source, reader);
  const text = source.replace(leadingWord, '').replace(trailingLead, '');
  const match = coordination.exec(text);
  if (match === null) return { leads: readAgencyList(text, reader), coordinators: null };
  const before = text.slice(0, match.index);
  const after = text.slice(match.index + match[0].length);
  if (!saysSomething(after)) return splitTrailing(before, reader);
  return { leads: readAgencyList(before, reader), coordinators: readAgencyList(after, reader) };
};
