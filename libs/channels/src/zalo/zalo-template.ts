import type { Brief } from '../channel.port.js';
import { OA_TEXT_LIMIT, PARAMETER_LIMITS, type ParameterKind } from './zalo-contract.js';

/** Cuts on a word, with "…"; a single word that is too long is cut where it must be. */
export const truncated = (text: string, limit: number): string => {
  const plain = text.replace(/\s+/gu, ' ').trim();
  if (plain.length <= limit) return plain;
  const end = plain.lastIndexOf(' ', limit - 1);
  return `${plain.slice(0, end > 0 ? end : limit - 1)}…`;
};

const OCCASIONS: Readonly<Record<Brief['occasion'], string>> = {
  assigned: 'Mới giao',
  due: 'Đến hạn, quá hạn',
  returned: 'Cần bổ sung, hoàn thiện',
  urged: 'Đôn đốc',
  other: 'Cần xử lý',
};

interface Parameter {
  /** In Vietnamese, for whoever registers the template. */
  readonly meaning: string;
  readonly kind: ParameterKind;
  readonly of: (brief: Brief) => string;
}

/** Path and query alone: the button's host is part of the approved template. */
const pathOf = (url: string): string => {
  const { pathname, search } = new URL(url);
  return `${pathname.slice(1)}${search}`;
};

/**
 * The parameters of the template "Nhắc việc": names in ASCII as they were approved. No titles of tasks: a phone shows a message to
 * whoever holds it.
 */
const PARAMETERS: Readonly<Record<string, Parameter>> = {
  ten_nguoi_nhan: { meaning: 'Người nhận', kind: 'name', of: ({ name }) => name },
  co_quan_giao: { meaning: 'Cơ quan giao nhiệm vụ', kind: 'product', of: ({ authority }) => authority },
  noi_dung: { meaning: 'Nội dung nhắc', kind: 'status', of: ({ occasion }) => OCCASIONS[occasion] },
  so_nhiem_vu: { meaning: 'Số nhiệm vụ', kind: 'code', of: ({ count }) => String(count).padStart(2, '0') },
  van_ban: { meaning: 'Số văn bản giao', kind: 'code', of: ({ planNumber }) => planNumber ?? 'nhiều văn bản' },
  thoi_han: { meaning: 'Thời hạn gần nhất', kind: 'status', of: ({ due }) => due ?? 'xem trong hệ thống' },
  duong_dan: { meaning: 'Đường dẫn của nút "Xem nhiệm vụ"', kind: 'product', of: ({ url }) => pathOf(url) },
};

/** What the approved template must have. */
export const templateParameters = (): readonly { readonly name: string; readonly meaning: string; readonly limit: number }[] =>
  Object.entries(PARAMETERS).map(([name, { meaning, kind }]) => ({ name, meaning, limit: PARAMETER_LIMITS[kind] }));

/** Zalo refuses an empty value. */
const present = (text: string): string => (text === '' ? '-' : text);

/** A parameter of the template as it is sent. */
interface FilledParameter {
  readonly name: string;
  /** In Vietnamese. */
  readonly meaning: string;
  readonly value: string;
}

/** The template filled for one message, in the order in which it was registered; what a preview shows and what is sent. */
export const filledTemplate = (brief: Brief): readonly FilledParameter[] =>
  Object.entries(PARAMETERS).map(([name, { meaning, kind, of }]) => ({
    name,
    meaning,
    value: present(truncated(of(brief), PARAMETER_LIMITS[kind])),
  }));

export const templateData = (brief: Brief): Readonly<Record<string, string>> =>
  Object.fromEntries(filledTemplate(brief).map(({ name, value }) => [name, value]));

/** The same in sentences, for a message of the account. */
export const briefText = (brief: Brief): string =>
  [
    `Kính gửi ${brief.name},`,
    `${brief.authority}: ${String(brief.count).padStart(2, '0')} nhiệm vụ (${OCCASIONS[brief.occasion].toLowerCase()})` +
      `${brief.planNumber === null ? '' : ` theo ${brief.planNumber}`}${brief.due === null ? '' : `, thời hạn ${brief.due}`}.`,
    brief.url,
  ].join('\n');

/** As long as a message of the account may be. */
export const accountText = (brief: Brief): string => truncated(briefText(brief), OA_TEXT_LIMIT);
