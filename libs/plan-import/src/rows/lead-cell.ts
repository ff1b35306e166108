import type { AgencyRef } from '#contracts';
import type { AgencyIndex } from '../agencies/agency-index.js';
import { readAgencyList, type AgencyList } from '../agencies/agency-list.js';

export interface LeadCell {
  readonly leads: AgencyList;
  /** Null where the cell names no coordination. */
  readonly coordinators: AgencyList | null;
}

/** "…; phối hợp với …", "… chủ trì, phối hợp …", "phối hợp: …". */
const coordination =
  /[;,.]?\s*(?:và\s+)?(?:chủ\s+trì\s*[,;]?\s*)?phối\s+hợp(?:\s+(?:với|cùng|chặt\s+chẽ|thực\s+hiện|triển\s+khai))*\s*:?\s*/iu;
const leadingWord = /^\s*(?:cơ quan\s+)?chủ\s+trì\s*:?\s*/iu;
const saysSomething = (text: string): boolean => /\p{L}/u.test(text);

const only = (refs: readonly AgencyRef[], list: AgencyList): AgencyList => ({
  refs,
  doubts: list.doubts.filter(({ text }) => refs.some((ref) => ref.text === text)),
});

/** "A; B và cơ quan liên quan phối hợp thực hiện": the one joined by "và" coordinates. */
const splitTrailing = (before: string, index: AgencyIndex): LeadCell => {
  const list = readAgencyList(before, index);
  const last = list.refs.at(-1);
  if (last === undefined || list.refs.length < 2) return { leads: list, coordinators: null };
  const rest = before.slice(0, before.lastIndexOf(last.text));
  if (!/(?:và|cùng|với)\s*$/iu.test(rest) && last.kind !== 'group') return { leads: list, coordinators: null };
  return { leads: only(list.refs.slice(0, -1), list), coordinators: only([last], list) };
};

/** Parts the lead agencies of a cell from those that it says coordinate. */
export const readLeadCell = (source: string, index: AgencyIndex): LeadCell => {
  const text = source.replace(leadingWord, '');
  const match = coordination.exec(text);
  if (match === null) return { leads: readAgencyList(text, index), coordinators: null };
  const before = text.slice(0, match.index);
  const after = text.slice(match.index + match[0].length);
  if (!saysSomething(after)) return splitTrailing(before, index);
  return { leads: readAgencyList(before, index), coordinators: readAgencyList(after, index) };
};
