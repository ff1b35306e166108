import { twoDigits, type DigestItem } from './digest.js';
import { escapeHtml } from './mail-shell.js';

export interface LetterSection {
  readonly heading: string;
  readonly items: readonly DigestItem[];
}

/** Bytes of all lines together: mail programs cut a letter off at about 100 kB, and the frame takes its share. */
const MOST_BYTES = 80_000;

/** High enough for a finger. */
const ACT_STYLE =
  'display:inline-block;margin-top:6px;padding:8px 14px;border:1px solid #1d4ed8;border-radius:6px;color:#1d4ed8;text-decoration:none';

const actHtml = ({ label, url }: NonNullable<DigestItem['act']>): string =>
  `<br><a href="${escapeHtml(url)}" style="${ACT_STYLE}">${escapeHtml(label)}</a>`;

const itemHtml = ({ title, facts, url, act, why }: DigestItem): string =>
  `<li style="margin:0 0 12px"><a href="${escapeHtml(url)}" style="color:#1d4ed8;font-weight:600;text-decoration:none">${escapeHtml(title)}</a>` +
  facts.map((fact) => `<br>${escapeHtml(fact)}`).join('') +
  (act === null ? '' : actHtml(act)) +
  why.map((reason) => `<br><small style="font-size:13px">${escapeHtml(reason)}</small>`).join('') +
  '</li>';

const restHtml = (count: number, listUrl: string): string =>
  `<li style="margin:0 0 12px">và ${twoDigits(count)} nội dung khác: <a href="${escapeHtml(listUrl)}" style="color:#1d4ed8">xem trong danh sách</a></li>`;

/** The lines of a letter under their headings. What no longer fits is counted, and stands in the text part and on the page `listUrl`. */
export const linesHtml = (sections: readonly LetterSection[], listUrl: string): string => {
  let left = MOST_BYTES;
  const fitting = (items: readonly DigestItem[]): readonly string[] => {
    const lines: string[] = [];
    for (const item of items) {
      const line = itemHtml(item);
      left -= Buffer.byteLength(line);
      if (left < 0) break;
      lines.push(line);
    }
    return lines;
  };
  return sections
    .map(({ heading, items }) => {
      const lines = fitting(items);
      const rest = lines.length === items.length ? '' : restHtml(items.length - lines.length, listUrl);
      return (
        `<h2 style="font-size:16px;margin:16px 0 8px;color:#9b1c1c">${escapeHtml(heading)}</h2>` +
        `<ul style="margin:0;padding-left:20px">${lines.join('')}${rest}</ul>`
      );
    })
    .join('');
};
