import { describe, expect, test } from '@jest/globals';
import { readMarkdown } from '../markdown/read-markdown.js';
import type { ReadSource } from '../source-builder.js';
import { readHtml } from './read-html.js';

const shown = ({ source }: ReadSource): unknown[] =>
  source.parts.map((part) =>
    part.kind === 'text'
      ? part.lines.map(({ text }) => text)
      : part.cells.map(({ row, column, rowSpan, columnSpan, text }) => [row, column, rowSpan, columnSpan, text]),
  );

describe('an HTML page', () => {
  test('is its lines and tables, spans and unclosed cells included', () => {
    const html = `<h1>PHỤ LỤC</h1><p>(Kèm theo <b>Kế hoạch</b>)</p>
      <table><thead><tr><th rowspan=2>TT<th colspan=2>Việc</tr><tr><th>A<th>B</tr></thead>
      <tbody><tr><td>1<td>x<br>y<td><ul><li>m</li><li>n</li></ul></table>Cuối`;
    expect(shown(readHtml(html))).toEqual([
      ['PHỤ LỤC', '(Kèm theo Kế hoạch)'],
      [
        [1, 1, 2, 1, 'TT'],
        [1, 2, 1, 2, 'Việc'],
        [2, 2, 1, 1, 'A'],
        [2, 3, 1, 1, 'B'],
        [3, 1, 1, 1, '1'],
        [3, 2, 1, 1, 'x\ny'],
        [3, 3, 1, 1, '- m\n- n'],
      ],
      ['Cuối'],
    ]);
  });

  test('shows nothing that it hides or deletes', () => {
    expect(
      shown(
        readHtml(
          '<style>p{}</style><script>x</script><p style="display: none">ẩn</p><p>giữ <del>bỏ</del><ins>thêm</ins></p><!-- ghi chú -->',
        ),
      ),
    ).toEqual([['giữ thêm']]);
  });

  test('keeps ordered lists’ numbers, nested tables and runs without a block', () => {
    const html =
      '<ol start=3><li>ba</li><li>bốn</li></ol>rời <i>rạc</i><div>khối</div><table><tr><td>a<table><tr><td>1<td>2<tr><td>3<td>4</table></table>';
    expect(shown(readHtml(html))).toEqual([
      ['3. ba', '4. bốn', 'rời rạc', 'khối'],
      [[1, 1, 1, 1, 'a']],
      [
        [1, 1, 1, 1, '1'],
        [1, 2, 1, 1, '2'],
        [2, 1, 1, 1, '3'],
        [2, 2, 1, 1, '4'],
      ],
    ]);
  });
});

describe('Markdown', () => {
  test('is its lines and tables of pipes, without its marks', () => {
    const text = '# PHỤ LỤC\n\nMột **dòng** `mã`\n\n1. mục\n2. mục\n\n| TT | Việc |\n|---|:-:|\n| 1 | a\\|b<br>c &amp; d |\n| 2 | *x* |\n';
    expect(shown(readMarkdown(text))).toEqual([
      ['PHỤ LỤC', 'Một dòng mã', '1. mục', '2. mục'],
      [
        [1, 1, 1, 1, 'TT'],
        [1, 2, 1, 1, 'Việc'],
        [2, 1, 1, 1, '1'],
        [2, 2, 1, 1, 'a|b\nc & d'],
        [3, 1, 1, 1, '2'],
        [3, 2, 1, 1, 'x'],
      ],
    ]);
  });

  test('may hold tables in HTML', () => {
    expect(shown(readMarkdown('đầu\n\n<table><tr><td>a</td><td>b</td></tr></table>\n\ncuối'))).toEqual([
      ['đầu'],
      [
        [1, 1, 1, 1, 'a'],
        [1, 2, 1, 1, 'b'],
      ],
      ['cuối'],
    ]);
  });
});
