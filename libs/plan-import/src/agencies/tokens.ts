/** A word or a mark of an agency list, with its place in the text. */
export interface Token {
  /** Lower case without diacritics; marks as themselves; every dash as '-'; a line break as '\n'. */
  readonly norm: string;
  /** Lower case with its diacritics: "sở" is a department, "số" a number. */
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** Lower case without diacritics, for matching only. */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/đ/gu, 'd');

const pattern = /[\p{L}\p{N}\p{M}]+(?:&[\p{L}\p{N}\p{M}]+)*|&|[,;:.()/\n]|[-‐‑‒–—]/gu;

const normOf = (text: string): string => {
  if (text === '&') return 'va';
  return /^[-‐‑‒–—]$/u.test(text) ? '-' : fold(text);
};

const committee = ['uy', 'ban', 'nhan', 'dan'];

/** "Ủy ban nhân dân" and "UBND" are one word. */
const joinCommittee = (tokens: readonly Token[]): readonly Token[] => {
  const joined: Token[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined) break;
    const last = tokens[index + committee.length - 1];
    const isCommittee = last !== undefined && committee.every((word, offset) => tokens[index + offset]?.norm === word);
    joined.push(isCommittee ? { norm: 'ubnd', word: 'ubnd', start: token.start, end: last.end } : token);
    if (isCommittee) index += committee.length - 1;
  }
  return joined;
};

export const tokenise = (text: string): readonly Token[] =>
  joinCommittee(
    Array.from(text.matchAll(pattern), (match) => ({
      norm: normOf(match[0]),
      word: match[0].normalize('NFC').toLowerCase(),
      start: match.index,
      end: match.index + match[0].length,
    })),
  );

export const isWord = (token: Token | undefined): token is Token => token !== undefined && /[\p{L}\p{N}]/u.test(token.norm);
