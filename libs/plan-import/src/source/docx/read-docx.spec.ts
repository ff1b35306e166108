import { describe, expect, test } from '@jest/globals';
import type { SourceDocument } from '#contracts';
import { cell, docxOf, paragraph, row, run, table } from '../../testing/office-files.js';
import { readSource } from '../read-source.js';

/** Each part as its lines, or as its cells: row, column, spans where there are any, text. */
const shown = ({ parts }: SourceDocument): unknown[] =>
  parts.map((part) =>
    part.kind === 'text'
      ? part.lines.map(({ text }) => text)
      : part.cells.map(({ row: at, column, rowSpan, columnSpan, text }) =>
          [
            `${String(at)}.${String(column)}`,
            rowSpan > 1 ? `↓${String(rowSpan)}` : '',
            columnSpan > 1 ? `→${String(columnSpan)}` : '',
            text,
          ]
            .filter((each) => each !== '')
            .join(' '),
        ),
  );
const read = async (body: string, parts: Parameters<typeof docxOf>[1] = {}): Promise<unknown[]> =>
  shown((await readSource(await docxOf(body, parts))).source);
const notes = async (body: string): Promise<string[]> => (await readSource(await docxOf(body))).notes.map(({ code }) => code);

describe('a Word document', () => {
  test('is lines and tables in its own order, lines numbered through', async () => {
    const body =
      paragraph(run('PHỤ LỤC')) + table(row(['TT', 'Nhiệm vụ']), row(['1', 'Một'])) + paragraph('') + paragraph(run('Nơi nhận:'));
    expect((await readSource(await docxOf(body))).source).toEqual({
      format: 'docx',
      parts: [
        { kind: 'text', part: 'text', lines: [{ line: 1, text: 'PHỤ LỤC' }] },
        {
          kind: 'table',
          part: 'table 1',
          name: null,
          rows: 2,
          columns: 2,
          cells: [
            { row: 1, column: 1, rowSpan: 1, columnSpan: 1, text: 'TT' },
            { row: 1, column: 2, rowSpan: 1, columnSpan: 1, text: 'Nhiệm vụ' },
            { row: 2, column: 1, rowSpan: 1, columnSpan: 1, text: '1' },
            { row: 2, column: 2, rowSpan: 1, columnSpan: 1, text: 'Một' },
          ],
        },
        { kind: 'text', part: 'text', lines: [{ line: 3, text: 'Nơi nhận:' }] },
      ],
    });
  });

  test('has cells merged across, down and the old way', async () => {
    const body = table(
      row(['A', cell('B', '<w:gridSpan w:val="2"/>')]),
      row([cell('C', '<w:vMerge w:val="restart"/>'), 'D', 'E']),
      row([cell('', '<w:vMerge/>'), cell('F', '<w:hMerge w:val="restart"/>'), cell('', '<w:hMerge/>')]),
      row(['G'], '<w:gridBefore w:val="2"/>'),
    );
    expect(await read(body)).toEqual([['1.1 A', '1.2 →2 B', '2.1 ↓2 C', '2.2 D', '2.3 E', '3.2 →2 F', '4.3 G']]);
  });

  test('is read as if every tracked change were accepted, and says so', async () => {
    const body =
      paragraph(`${run('Sở ')}<w:del>${run('Nội vụ').replaceAll('w:t', 'w:delText')}</w:del><w:ins>${run('Tài chính')}</w:ins>`) +
      paragraph(run('Một dòng '), '<w:rPr><w:del/></w:rPr>') +
      paragraph(run('nối tiếp')) +
      table(row(['giữ', 'lại']), row(['bỏ', 'đi'], '<w:del/>'), row(['thêm', 'vào'], '<w:ins/>'), row(['x', cell('y', '<w:cellDel/>')]));
    expect(await read(body)).toEqual([
      ['Sở Tài chính', 'Một dòng nối tiếp'],
      ['1.1 giữ', '1.2 lại', '2.1 thêm', '2.2 vào', '3.1 x'],
    ]);
    expect(await notes(body)).toEqual(['tracked-changes']);
    expect(await notes(paragraph(run('không sửa')))).toEqual([]);
  });

  test('keeps what content controls, links and text boxes hold, and no text twice', async () => {
    const box = `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:txbxContent>${paragraph(run('Trong khung'))}</w:txbxContent></mc:Choice><mc:Fallback><w:pict><w:txbxContent>${paragraph(run('Trong khung'))}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>`;
    const body =
      `<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>${paragraph(run('Trong ô điều khiển'))}</w:sdtContent></w:sdt>` +
      paragraph(`<w:hyperlink>${run('liên kết')}</w:hyperlink>${box}`) +
      table(`<w:sdt><w:sdtContent>${row(['a', `<w:sdt><w:sdtContent>${cell('b')}</w:sdtContent></w:sdt>`])}</w:sdtContent></w:sdt>`);
    expect(await read(body)).toEqual([
      ['Trong ô điều khiển', 'Trong khung', 'liên kết'],
      ['1.1 a', '1.2 b'],
    ]);
  });

  test('has its paragraphs, breaks, symbols and hidden words in cells', async () => {
    const content =
      paragraph(`${run('một')}<w:r><w:br/></w:r>${run('hai')}<w:r><w:tab/></w:r>${run('ba')}`) +
      paragraph(run('ẩn', '<w:vanish/>') + run('\u00a0bốn\u200b'));
    const body = table(row([cell(content), cell(paragraph('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'))]));
    expect(await read(body)).toEqual([['1.1 một\nhai ba\nbốn', '1.2 ✓']]);
    expect(await notes(body)).toEqual(['hidden-content']);
  });

  test('takes a table within a cell for a table of its own, but a mere frame for lines', async () => {
    const inner = table(row(['x', 'y']), row(['z', 't']));
    const frame = table(row(['khung']));
    expect(await read(table(row([cell(paragraph(run('ngoài')) + inner), cell(paragraph(run('và')) + frame)])))).toEqual([
      ['1.1 ngoài', '1.2 và\nkhung'],
      ['1.1 x', '1.2 y', '2.1 z', '2.2 t'],
    ]);
  });

  const numbering =
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>' +
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum>' +
    '<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>' +
    '<w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl></w:abstractNum>' +
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="3"/></w:num>' +
    '<w:num w:numId="4"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>';
  const item = (list: number, text = '', level = 0): string =>
    paragraph(text === '' ? '' : run(text), `<w:numPr><w:ilvl w:val="${String(level)}"/><w:numId w:val="${String(list)}"/></w:numPr>`);

  test('shows the numbers and dashes that Word sets by itself, also in cells with nothing else', async () => {
    const body = table(
      row([cell(item(2)), 'Nhóm']),
      row([cell(item(1)), cell(item(3, 'gạch'))]),
      row([cell(item(1)), cell(item(1, 'mục', 1) + item(1, 'mục', 1))]),
      row([cell(item(4)), 'bắt đầu lại']),
      row([cell(item(4)), '']),
    );
    expect(await read(body, { numbering })).toEqual([
      ['1.1 I', '1.2 Nhóm', '2.1 1.', '2.2 - gạch', '3.1 2.', '3.2 2.a) mục\n2.b) mục', '4.1 7.', '4.2 bắt đầu lại', '5.1 8.', '5.2'],
    ]);
  });

  test('takes a list from the paragraph’s style, or its base', async () => {
    const styles =
      '<w:style w:styleId="base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:styleId="own"><w:basedOn w:val="base"/></w:style>';
    expect(
      await read(paragraph(run('một'), '<w:pStyle w:val="own"/>') + paragraph(run('hai'), '<w:pStyle w:val="base"/>'), {
        numbering,
        styles,
      }),
    ).toEqual([['1. một', '2. hai']]);
  });

  test('keeps page headers apart', async () => {
    const read = await readSource(await docxOf(paragraph(run('a')), { header: paragraph(run('TỐI MẬT')) }));
    expect(read.margins).toEqual(['TỐI MẬT']);
  });
});
