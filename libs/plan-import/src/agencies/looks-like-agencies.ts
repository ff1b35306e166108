import type { AgencyRef } from '#contracts';
import { authority, readAgencyList, type AgencyReader } from './agency-list.js';
import { beginsBody, wordsFrom } from './body-grammar.js';
import { remembering } from './remembering.js';
import { isWord, tokenise } from './tokens.js';

/** A known name that goes on in small letters is the subject of a sentence, not a list of agencies. */
const isSentence = ({ text, kind }: AgencyRef): boolean =>
  kind === 'unresolved' &&
  (text.split(' ').length > 16 ||
    /(?:^|\s)(?:xây dựng|tham mưu|thực hiện|triển khai|tổ chức|rà soát|hoàn thiện|ban hành|báo cáo|đề xuất|tiếp tục|đẩy mạnh|tăng cường|nâng cao)\s/u.test(
      text,
    ));

const looks = new WeakMap<AgencyReader, Map<string, boolean>>();

/** Whether a cell reads like a list of agencies, whatever its column. */
export const looksLikeAgencies = (cell: string, reader: AgencyReader): boolean =>
  remembering(looks, reader, cell, () => isListLike(cell, reader));

const isListLike = (cell: string, reader: AgencyReader): boolean => {
  const text = cell.replace(/phối\s+hợp(?:\s+(?:với|cùng|thực\s+hiện))*|chủ\s+trì/giu, ';');
  const tokens = tokenise(text);
  if (tokens.length === 0 || tokens.length > 160) return false;
  const start = tokens.findIndex(isWord);
  if (authority.test(wordsFrom(tokens, start, 6))) return true;
  const { refs } = readAgencyList(text, reader);
  const known = refs.filter(({ kind }) => kind !== 'unresolved').reduce((sum, ref) => sum + ref.text.length, 0);
  if (known * 2 >= text.trim().length) return true;
  return (beginsBody(tokens, start) || known > 0) && !refs.some(isSentence);
};
