import { isUpperCase, startsAppendix } from '../document/line-kinds.js';
import { collapse } from '../text/collapse.js';

export interface SignatureBlock {
  readonly signer: string | null;
  /** TM., KT., TL., TUQ., Q.: the last one that stands there, by which the signer signs. */
  readonly form: string | null;
}

/** How far below the first title the name may stand, the recipients in the column beside it included. */
const BLOCK_LINES = 30;
const LONGEST_NAME = 60;
const authority = /^(TM|KT|TL|TUQ|Q)\s?\.\s*\p{Lu}/u;
const title =
  /^(?:(?:TM|KT|TL|TUQ|Q)\s?\.\s*)?(?:PHÓ\s+)?(?:CHỦ\s+TỊCH|(?:TỔNG\s+)?GIÁM\s+ĐỐC|CHÁNH\s+(?:VĂN\s+PHÒNG|THANH\s+TRA)|(?:CHI\s+)?CỤC\s+TRƯỞNG|TRƯỞNG\s+\p{Lu}+|BÍ\s+THƯ|CHỈ\s+HUY\s+TRƯỞNG|THỦ\s+TRƯỞNG|VIỆN\s+TRƯỞNG|HIỆU\s+TRƯỞNG)(?!\p{Ll})/u;
const degrees = /^(?:(?:GS|PGS|TS|ThS|BS|KS|BSCKI|BSCKII|Đại tá|Thượng tá|Trung tá|Thiếu tướng)\.?\s*)+(?=\p{Lu}\p{Ll})/u;
const name = /^\p{Lu}\p{Ll}*(?:\s+\p{Lu}\p{Ll}*){1,5}$/u;
const noName = /^(?:nơi|như|sở|ban|ủy|uỷ|tỉnh|chủ|phó|giám|chánh|kính|ngày|độc|cộng)\s/iu;

const begins = (text: string): boolean => isUpperCase(text) && (authority.test(text) || title.test(text));

const nameIn = (text: string): string | null => {
  if (text.length > LONGEST_NAME) return null;
  const bare = text.replace(degrees, '').trim();
  return name.test(bare) && !noName.test(bare) && !isUpperCase(bare) ? bare : null;
};

/** The titles that begin at a line, and the name below them; null where there is none, as under the name of who decides. */
const blockAt = (texts: readonly string[], start: number): SignatureBlock | null => {
  const below = texts.slice(start, start + BLOCK_LINES);
  const at = below.findIndex((text) => startsAppendix(text) || nameIn(text) !== null);
  const signer = nameIn(below[at] ?? '');
  if (signer === null) return null;
  const form = below.slice(0, at).flatMap((text) => (begins(text) ? (authority.exec(text)?.[1] ?? []) : []));
  return { signer, form: form.length === 0 ? null : `${form.at(-1) ?? ''}.` };
};

/** Who a document says has signed it: the first titles ("TM. …", "KT. CHỦ TỊCH", "GIÁM ĐỐC") with a name below. */
export const signatureBlockIn = (lines: readonly string[]): SignatureBlock => {
  const texts = lines.map(collapse);
  for (const [start, text] of texts.entries()) {
    const block = begins(text) ? blockAt(texts, start) : null;
    if (block !== null) return block;
  }
  return { signer: null, form: null };
};
