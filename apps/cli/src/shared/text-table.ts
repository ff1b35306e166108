/** A column of a plain text table; the one without `width` takes what is left. */
export interface TextColumn {
  readonly head: string;
  readonly width?: number;
  readonly align?: 'left' | 'right';
}

const cut = (text: string, width: number): string => {
  const letters = Array.from(text.normalize('NFC').replace(/\s+/gu, ' '));
  return letters.length <= width ? letters.join('') : `${letters.slice(0, Math.max(0, width - 1)).join('')}…`;
};

const pad = (text: string, width: number, align: TextColumn['align']): string => {
  const shown = cut(text, width);
  const gap = ' '.repeat(width - Array.from(shown).length);
  return align === 'right' ? gap + shown : shown + gap;
};

/** Rows under their heads, cut to the terminal's width. */
export const textTable = (columns: readonly TextColumn[], rows: readonly (readonly string[])[], width: number): string => {
  const fixed = columns.reduce((sum, column) => sum + (column.width ?? 0), 0) + 2 * (columns.length - 1);
  const free = Math.max(20, width - fixed);
  const line = (cells: readonly string[]): string =>
    columns
      .map((column, at) => pad(cells[at] ?? '', column.width ?? free, column.align))
      .join('  ')
      .trimEnd();
  const rule = columns.map((column) => '─'.repeat(column.width ?? free)).join('  ');
  return `${[line(columns.map(({ head }) => head)), rule, ...rows.map(line)].join('\n')}\n`;
};
