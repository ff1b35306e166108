/** White space, non-breaking included, is one space; ends are trimmed. */
export const collapse = (text: string): string => text.replace(/[\s\u00a0\u200b]+/gu, ' ').trim();
