import type { PrintedBlock, PrintedTable } from '../printed-document.js';

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const lines = (text: string): string => escape(text).replaceAll('\n', '<br>');

const tableHtml = ({ rows, widths }: PrintedTable): string => {
  const total = widths.reduce((sum, width) => sum + width, 0);
  const columns = widths.map((width) => `<col style="width:${String((100 * width) / total)}%">`).join('');
  const rowHtml = ({ cells }: PrintedTable['rows'][number]): string =>
    `<tr>${cells
      .map(
        ({ text, across, down }) =>
          `<td${across > 1 ? ` colspan="${String(across)}"` : ''}${down > 1 ? ` rowspan="${String(down)}"` : ''}>${lines(text)}</td>`,
      )
      .join('')}</tr>`;
  const heads = rows.filter(({ isHead }) => isHead);
  const body = rows.filter(({ isHead }) => !isHead);
  return `<table><colgroup>${columns}</colgroup>${heads.length === 0 ? '' : `<thead>${heads.map(rowHtml).join('')}</thead>`}<tbody>${body.map(rowHtml).join('')}</tbody></table>`;
};

const style =
  'body{font:12pt "Times New Roman",Tinos,serif}table{border-collapse:collapse;width:100%;table-layout:fixed}td{border:1px solid #000;padding:2pt 4pt;vertical-align:middle;overflow-wrap:break-word}p{margin:4pt 0}';

export const asHtml = (blocks: readonly PrintedBlock[]): string =>
  `<!doctype html><html lang="vi"><head><meta charset="utf-8"><style>${style}</style></head><body>${blocks
    .map((block) => (typeof block === 'string' ? `<p>${lines(block)}</p>` : tableHtml(block)))
    .join('\n')}</body></html>`;
