import { Lexer, type Token, type Tokens } from 'marked';
import { readHtmlInto } from '../html/read-html.js';
import { SourceBuilder, type ReadSource } from '../source-builder.js';
import { TableBuilder } from '../table-builder.js';

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' };
const unescape = (text: string): string => text.replace(/&(amp|lt|gt|quot|#39|nbsp);/gu, (_, name: string) => entities[name] ?? '');

const tokensOf = (token: Token): readonly Token[] => ('tokens' in token ? (token.tokens ?? []) : []);

/** The words of inline Markdown, without its marks. */
const textOf = (tokens: readonly Token[]): string =>
  tokens
    .map((token) => {
      if (token.type === 'br') return '\n';
      if (token.type === 'html') return /^<br\s*\/?>$/iu.test(token.raw.trim()) ? '\n' : '';
      if (token.type === 'image') return '';
      const inner = tokensOf(token);
      if (inner.length > 0) return textOf(inner);
      return 'text' in token && typeof token.text === 'string' ? unescape(token.text) : '';
    })
    .join('');

class MarkdownReader {
  constructor(private readonly source: SourceBuilder) {}

  take(tokens: readonly Token[], marker = ''): void {
    for (const token of tokens) this.takeOne(token, marker);
  }

  private takeOne(token: Token, marker: string): void {
    if (token.type === 'table') this.takeTable(token as Tokens.Table);
    else if (token.type === 'html') readHtmlInto(token.raw, this.source);
    else if (token.type === 'list') this.takeList(token as Tokens.List);
    else if (token.type === 'blockquote') this.take(tokensOf(token), marker);
    else if (token.type !== 'space' && token.type !== 'hr' && token.type !== 'def') this.takeLines(token, marker);
  }

  private takeLines(token: Token, marker: string): void {
    const inner = tokensOf(token);
    const text = inner.length > 0 ? textOf(inner) : token.raw;
    for (const line of text.split('\n')) this.source.addLine(marker + line);
  }

  private takeList(list: Tokens.List): void {
    list.items.forEach((item, at) =>
      this.take(item.tokens, list.ordered ? `${String((list.start === '' ? 1 : list.start) + at)}. ` : '- '),
    );
  }

  private takeTable({ header, rows }: Tokens.Table): void {
    const table = new TableBuilder();
    for (const row of [header, ...rows]) {
      table.startRow();
      for (const cell of row) table.add(textOf(cell.tokens));
    }
    this.source.addTable(table);
  }
}

/** Reads Markdown with tables of pipes; tables written in HTML are read too. @throws ImportRefused */
export const readMarkdown = (text: string): ReadSource => {
  const source = new SourceBuilder('markdown');
  new MarkdownReader(source).take(new Lexer({ gfm: true }).lex(text));
  return source.build();
};
