import type { FreeLine } from '../cells/cell.js';
import type { FlowItem } from './find-tables.js';
import { beginsSignature, isCaption, isClosing, isFiller, isLetterhead, isNote, isTotal, startsAppendix } from './line-kinds.js';

/** What the lines outside tables are. */
export interface SortedLines {
  /** Headings, captions, letterhead, signatures, page numbers: known for what they are. */
  readonly furniture: readonly FreeLine[];
  readonly notes: readonly FreeLine[];
  /** The document's own text above its appendices; not read for tasks. */
  readonly body: readonly FreeLine[];
  readonly unknown: readonly FreeLine[];
}

const prose =
  /^(?:căn cứ|thực hiện|để|theo|xét|ubnd|ủy ban nhân dân|điều\s+\d|[IVXLC]+\.|[A-ZĐ]\.|\d+(?:\.\d+)*\.?\s|[a-zđ]\)|[-+*•]\s|kính gửi|nay|trên đây|trong quá trình|quyết định|kế hoạch|về\s|giao\s)/iu;
const MOST_SIGNATURE_LINES = 40;

/** A signature's block: what follows "Nơi nhận" and the signer's title, up to the next appendix. */
const belongsToSignature = ({ text }: FreeLine): boolean =>
  beginsSignature(text) ||
  isFiller(text) ||
  /^[-–+]\s*\S/u.test(text) ||
  /^lưu\s*:/iu.test(text) ||
  /^(?:\p{Lu}\p{Ll}+\s?){2,6}$/u.test(text) ||
  (/^[\p{Lu}\s.,;()/-]+$/u.test(text) && text.length < 80) ||
  /^\(?(?:đã ký|ký tên)/iu.test(text);

class LineSorter {
  private readonly sorted: { furniture: FreeLine[]; notes: FreeLine[]; body: FreeLine[]; unknown: FreeLine[] } = {
    furniture: [],
    notes: [],
    body: [],
    unknown: [],
  };
  private signature = 0;
  private captionOpen = false;

  /** `aboveTables`: the line stands above the first table; `hasBody`: the document has a text of its own there. */
  take(line: FreeLine, aboveTables: boolean, hasBody: boolean): void {
    const { text } = line;
    if (this.captionOpen || isCaption(text) || startsAppendix(text) || isFiller(text)) this.takeHeading(line);
    else if (beginsSignature(text) || (this.signature > 0 && belongsToSignature(line))) this.sign(line);
    else this.takeText(line, aboveTables && hasBody);
  }

  private takeText(line: FreeLine, inBody: boolean): void {
    if (isNote(line.text) || isTotal(line.text)) this.sorted.notes.push(line);
    else if (isLetterhead(line.text) || isClosing(line.text)) this.sorted.furniture.push(line);
    else (inBody ? this.sorted.body : this.sorted.unknown).push(line);
  }

  private takeHeading(line: FreeLine): void {
    this.sorted.furniture.push(line);
    this.captionOpen = isCaption(line.text)
      ? line.text.startsWith('(') && !line.text.includes(')')
      : this.captionOpen && !line.text.includes(')');
    this.signature = startsAppendix(line.text) ? 0 : this.signature;
  }

  private sign(line: FreeLine): void {
    this.signature = beginsSignature(line.text) ? MOST_SIGNATURE_LINES : this.signature - 1;
    this.sorted.furniture.push(line);
  }

  result(): SortedLines {
    return this.sorted;
  }
}

const linesOf = (items: readonly FlowItem[]): readonly FreeLine[] => items.flatMap((item) => (item.kind === 'line' ? [item.line] : []));

/** Sorts the lines outside tables by what they are. */
export const sortLines = (flow: readonly FlowItem[]): SortedLines => {
  const first = flow.findIndex(({ kind }) => kind === 'table');
  const above = first < 0 ? [] : linesOf(flow.slice(0, first));
  const sentences = above.filter(({ text }) => prose.test(text) || text.length > 120);
  const hasBody = above.some(({ text }) => isLetterhead(text)) ? sentences.length >= 1 : sentences.length >= 3;
  const sorter = new LineSorter();
  flow.forEach((item, at) => {
    if (item.kind === 'line') sorter.take(item.line, at < first, hasBody);
  });
  return sorter.result();
};
