import type { AgencyDirectory } from '#domain';
import { fold, isWord, tokenise } from './tokens.js';

interface Word {
  readonly norm: string;
  /** Set in capitals: its letters may each stand for a word. */
  readonly isShort: boolean;
}

const connectives = new Set(['va', 'the']);

const wordsOf = (text: string): readonly Word[] =>
  tokenise(text)
    .filter((token) => isWord(token) && !connectives.has(token.norm))
    .flatMap(({ start, end, norm }) => {
      const printed = text.slice(start, end);
      // "KH&ĐT" is one token of two groups of initials.
      return norm.split('&').map((part) => ({ norm: part, isShort: /^[\p{Lu}&]{2,}$/u.test(printed) && printed.length <= 10 }));
    });

/** Whether the words of a text, some of them initials, are those of a name: "Sở LĐ-TB&XH", "BQL KKT cửa khẩu …". */
const stands = (text: readonly Word[], name: readonly Word[], at = 0, to = 0): boolean => {
  const word = text[at];
  if (word === undefined) return to === name.length;
  if (word.norm === name[to]?.norm && stands(text, name, at + 1, to + 1)) return true;
  if (!word.isShort || word.norm.length < 2) return false;
  const letters = Array.from(word.norm);
  const initials = letters.every((letter, offset) => name[to + offset]?.norm.startsWith(letter) === true);
  return initials && stands(text, name, at + 1, to + letters.length);
};

export type Resemblance = 'abbreviation' | 'spelling';

export interface Resembling {
  readonly id: string;
  readonly how: Resemblance;
}

const MOST_WORDS = 30;

/**
 * Finds the one agency of a directory whose name a text shortens or spells without its "và", commas or dashes. Two that would
 * do are none: nothing is guessed.
 */
export const resemblingAgency = (directory: AgencyDirectory): ((text: string) => Resembling | null) => {
  const names = directory.agencies.flatMap(({ id, name, abbreviations }) =>
    [name, ...abbreviations.filter((each) => /\s/u.test(each))].map((each) => ({ id, words: wordsOf(each) })),
  );
  const known = new Map<string, Resembling | null>();
  const find = (text: string): Resembling | null => {
    const words = wordsOf(text);
    if (words.length === 0 || words.length > MOST_WORDS) return null;
    const found = [...new Set(names.filter((name) => stands(words, name.words)).map(({ id }) => id))];
    const [id] = found;
    if (id === undefined || found.length > 1) return null;
    return { id, how: words.some(({ isShort, norm }) => isShort && norm !== 'ubnd') ? 'abbreviation' : 'spelling' };
  };
  return (text) => {
    const key = fold(text) === text.toLowerCase() ? text : text.normalize('NFC');
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = find(text);
    if (known.size < 5_000) known.set(key, found);
    return found;
  };
};
