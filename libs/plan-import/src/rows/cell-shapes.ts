import { parseDeadline } from '#domain';
import type { AgencyReader } from '../agencies/agency-list.js';
import { looksLikeAgencies } from '../agencies/looks-like-agencies.js';
import { fold } from '../agencies/tokens.js';

/** What a cell's words show, whatever its column. */

const fundingWords =
  /ngan sach|kinh phi|nguon von|von dau tu|von vay|huy dong|xa hoi hoa|(?:theo|thuc hien) (?:cac )?de an (?:rieng|cu the)|tu can doi|du toan|dau tu cong|chuong trinh muc tieu|nguon luc|\boda\b|\bnstw\b|\bnsnn\b|\bnsdp\b/u;

export const looksLikeFunding = (text: string): boolean => text.length <= 200 && fundingWords.test(fold(text));

const deadlineStart =
  /^(?:\d+|nam|thang|quy|qui|truoc|den|het|tu|giai doan|hang|thuong xuyen|dinh ky|theo|cham nhat|trong|cuoi|dau|giua|ngay|hoan thanh|thuc hien|khi|sau|som|ngay sau|lien tuc)\b/u;

/** A cell that may be a deadline: its first word is that of a deadline, and the parser reads it. */
export const looksLikeDeadline = (text: string): boolean => {
  if (text === '' || text.length > 90 || !deadlineStart.test(fold(text))) return false;
  const { kind } = parseDeadline(text).deadline;
  return kind !== 'unparsed' && kind !== 'none';
};

/** Nothing but a date, a year or a range of them. */
export const isBareDate = (text: string): boolean =>
  /^(?:(?:năm|tháng|quý|quí|giai đoạn)\s*)?[\d\s./IVX–—-]+$/iu.test(text) && /\d{4}/u.test(text) && looksLikeDeadline(text);

const approverWords =
  /^(?:chu tich|pho chu tich|ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan|thu tuong|bo truong|ban thuong vu|tinh uy|giam doc|(?:cap|co quan) co tham quyen)/u;
export const looksLikeApprover = (text: string): boolean => text.length <= 200 && approverWords.test(fold(text));

export const isAgencyCell = (text: string, reader: AgencyReader): boolean => text.length <= 600 && looksLikeAgencies(text, reader);
