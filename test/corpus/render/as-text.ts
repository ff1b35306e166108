import type { PrintedBlock, PrintedTable } from '../printed-document.js';

/** As a table comes out of Word by "save as text": a cell a line, each begun by a tab, a blank line between rows. */
const tableText = ({ rows }: PrintedTable): string => rows.map(({ cells }) => cells.map(({ text }) => `\t${text}`).join('\n')).join('\n\n');

export const asText = (blocks: readonly PrintedBlock[]): string =>
  blocks.map((block) => (typeof block === 'string' ? block : tableText(block))).join('\n\n');
