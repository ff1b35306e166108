import type { PrintedBlock, PrintedTable } from '../printed-document.js';

const cellText = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('*', '\\*').replaceAll('<', '&lt;').replaceAll('\n', '<br>');

/** Markdown knows no merged cells: what is merged stands in the first of them. */
const tableMarkdown = ({ rows, widths }: PrintedTable): string => {
  const taken = widths.map(() => 0);
  const lines = rows.map(({ cells }, at) => {
    const texts = widths.map(() => '');
    let column = 0;
    for (const { text, across, down } of cells) {
      while ((taken[column] ?? 0) > at) column += 1;
      texts[column] = cellText(text);
      for (let next = column; next < column + across; next += 1) taken[next] = at + down;
      column += across;
    }
    return `| ${texts.join(' | ')} |`;
  });
  return [lines[0], `|${widths.map(() => '---').join('|')}|`, ...lines.slice(1)].join('\n');
};

export const asMarkdown = (blocks: readonly PrintedBlock[]): string =>
  blocks
    .map((block) =>
      typeof block === 'string' ? block.replace(/^([-+*]|\d+\.)(?=\s)/u, '\\$1').replaceAll('*', '\\*') : tableMarkdown(block),
    )
    .join('\n\n');
