/** One line of the source; numbers are 1-based, as an editor shows them. */
export interface Line {
  readonly number: number;
  readonly text: string;
  readonly isBlank: boolean;
}

export const linesOf = (text: string): readonly Line[] =>
  text
    .replace(/^\uFEFF/u, '')
    .normalize('NFC')
    .split(/\r\n|\r|\n/u)
    .map((content, index) => ({ number: index + 1, text: content, isBlank: content.trim() === '' }));

/** White space, non-breaking included, is one space; ends are trimmed. */
export const collapse = (text: string): string => text.replace(/[\s\u00a0\u200b]+/gu, ' ').trim();
