/** Lower case without diacritics (đ included), white space made single: what `q` is compared with. */
export const foldText = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/gu, 'd')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}/&%.,]+/gu, ' ')
    .trim();

/** The words of a query, each as a LIKE pattern; all of them must be found. */
export const searchPatterns = (query: string): readonly string[] =>
  foldText(query)
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, 12)
    .map((word) => `%${word.replace(/[\\%_]/gu, (sign) => `\\${sign}`)}%`);
