import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { ImportRefused } from '../../refusal.js';
import { limits } from '../limits.js';
import { SourceBuilder, type ReadSource } from '../source-builder.js';
import { TableBuilder } from '../table-builder.js';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

const unseen = new Set([
  'script',
  'style',
  'head',
  'template',
  'noscript',
  'del',
  'object',
  'iframe',
  'svg',
  'select',
  'textarea',
  'title',
]);
const blocks = new Set(
  'p div li ul ol tr td th table thead tbody tfoot caption h1 h2 h3 h4 h5 h6 section article header footer main aside blockquote pre dl dt dd form fieldset center address hr body'.split(
    ' ',
  ),
);

const isElement = (node: Node): node is Element => 'tagName' in node;
const attribute = (element: Element, name: string): string => element.attrs.find((each) => each.name === name)?.value ?? '';
const isHidden = (element: Element): boolean =>
  /display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all/iu.test(attribute(element, 'style')) ||
  element.attrs.some(({ name }) => name === 'hidden');

/** Refuses endless nesting before anything walks the tree by recursion. */
const checkDepth = (root: Node): void => {
  let level: readonly Node[] = [root];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limits.depth)
      throw new ImportRefused(
        'IMPORT.UNSAFE',
        `Tệp HTML có các phần tử lồng nhau quá ${String(limits.depth)} lớp. Hãy lưu phần phụ lục thành .docx rồi nhập lại.`,
      );
    level = level.flatMap((node) => ('childNodes' in node ? node.childNodes : []));
  }
};

/** The number or dash that a browser sets before a list's item. */
const markerOf = (item: Element): string => {
  const list = item.parentNode;
  if (list === null || !isElement(list) || list.tagName !== 'ol') return '- ';
  const items = list.childNodes.filter((node) => isElement(node) && node.tagName === 'li');
  return `${String((Number(attribute(list, 'start')) || 1) + items.indexOf(item))}. `;
};

/** The text of a part of the page: blocks and line breaks begin lines; tables inside are read as lines. */
class TextReader {
  private text = '';

  read(nodes: readonly Node[]): string {
    for (const node of nodes) this.take(node);
    return this.text;
  }

  private take(node: Node): void {
    if (node.nodeName === '#text' && 'value' in node) this.text += node.value.replace(/[\s]+/gu, ' ');
    if (!isElement(node) || unseen.has(node.tagName) || isHidden(node)) return;
    if (node.tagName === 'br') {
      this.text += '\n';
      return;
    }
    const isBlock = blocks.has(node.tagName);
    if (isBlock) this.text += '\n';
    if (node.tagName === 'li') this.text += markerOf(node);
    for (const child of node.childNodes) this.take(child);
    if (isBlock) this.text += '\n';
  }
}

const textOf = (nodes: readonly Node[]): string => new TextReader().read(nodes);

const rowsOf = (table: Element): readonly Element[] =>
  table.childNodes.filter(isElement).flatMap((child) => {
    if (child.tagName === 'tr') return [child];
    return ['thead', 'tbody', 'tfoot'].includes(child.tagName) ? rowsOf(child) : [];
  });

const cellsOf = (row: Element): readonly Element[] =>
  row.childNodes.filter(isElement).filter(({ tagName }) => tagName === 'td' || tagName === 'th');

const spanOf = (cell: Element, name: string, whole: number): number => {
  const value = Number.parseInt(attribute(cell, name), 10);
  return value === 0 ? whole : value || 1;
};

/** Tables of several rows and columns that stand inside a cell are tables of their own. */
const tablesIn = (node: Node): readonly Element[] => {
  if (!('childNodes' in node)) return [];
  return node.childNodes.flatMap((child) => (isElement(child) && child.tagName === 'table' ? [child] : tablesIn(child)));
};
const isGrid = (table: Element): boolean => {
  const rows = rowsOf(table).map(cellsOf);
  return rows.length >= 2 && rows.some((cells) => cells.length >= 2);
};

class HtmlReader {
  /** Inline content since the last block. */
  private loose: Node[] = [];

  constructor(private readonly source: SourceBuilder) {}

  walk(node: Node): void {
    if (!isElement(node)) {
      this.loose.push(node);
      return;
    }
    if (unseen.has(node.tagName) || isHidden(node)) return;
    if (node.tagName === 'table') {
      this.flush();
      this.takeTable(node);
    } else if (blocks.has(node.tagName)) {
      this.flush();
      this.walkInto(node);
      this.flush();
    } else this.walkInto(node);
  }

  /** Blocks inside are read one by one; anything else is one run of text, marks of lists included. */
  private walkInto(node: Element): void {
    if (node.childNodes.some((child) => this.isBlockLike(child))) for (const child of node.childNodes) this.walk(child);
    else this.loose.push(node);
  }

  end(): void {
    this.flush();
  }

  private isBlockLike(node: Node): boolean {
    if (!isElement(node)) return false;
    return blocks.has(node.tagName) || node.childNodes.some((child) => this.isBlockLike(child));
  }

  private flush(): void {
    if (this.loose.length > 0) for (const line of textOf(this.loose).split('\n')) this.source.addLine(line);
    this.loose = [];
  }

  private takeTable(table: Element): void {
    const rows = rowsOf(table).filter((row) => !isHidden(row));
    const caption = table.childNodes.find((child) => isElement(child) && child.tagName === 'caption');
    if (caption !== undefined) for (const line of textOf([caption]).split('\n')) this.source.addLine(line);
    const builder = new TableBuilder();
    const nested: Element[] = [];
    rows.forEach((row, at) => {
      builder.startRow();
      for (const cell of cellsOf(row).filter((each) => !isHidden(each))) {
        const inner = tablesIn(cell).filter(isGrid);
        nested.push(...inner);
        const text = textOf(
          inner.length === 0 ? cell.childNodes : cell.childNodes.filter((child) => !inner.some((each) => each === child)),
        );
        builder.add(text, { columnSpan: spanOf(cell, 'colspan', 1), rowSpan: spanOf(cell, 'rowspan', rows.length - at) });
      }
    });
    this.source.addTable(builder);
    for (const inner of nested) this.takeTable(inner);
  }
}

/** Adds what an HTML page or fragment shows to a source. */
export const readHtmlInto = (html: string, source: SourceBuilder): void => {
  const document = parse(html);
  checkDepth(document);
  const reader = new HtmlReader(source);
  for (const node of document.childNodes) reader.walk(node);
  reader.end();
};

/** Reads an HTML page: what it shows, not what it hides. @throws ImportRefused */
export const readHtml = (html: string): ReadSource => {
  const source = new SourceBuilder('html');
  readHtmlInto(html, source);
  return source.build();
};
