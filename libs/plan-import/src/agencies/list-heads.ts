import type { AgencyIndex } from './agency-index.js';
import { LONGEST_PHRASE, wordsFrom } from './body-grammar.js';
import { isWord, tokenise, type Token } from './tokens.js';

/** The words that the head of a list puts before each of its names. */
export interface ListHead {
  /** In order of trial: "UBND các huyện, thành phố: A, B" may name either. Empty where the name says enough by itself. */
  readonly prefixes: readonly string[];
  /** Index of the first token after it. */
  readonly end: number;
}

const withColon: readonly (readonly [pattern: RegExp, prefixes: readonly string[]])[] = [
  [/^(?:cac )?so(?: ,? ?(?:ban|nganh))* :/u, ['Sở']],
  [/^(?:ubnd )?(?:cac )?huyen(?: ,? ?(?:va )?(?:thanh pho|thi xa))+ :/u, ['UBND huyện', 'UBND thành phố', 'UBND thị xã']],
  [/^(?:ubnd )?(?:cac )?huyen :/u, ['UBND huyện']],
  [/^(?:ubnd )?(?:cac )?(?:xa|phuong)(?: ,? ?(?:va )?(?:xa|phuong|thi tran|dac khu))+ :/u, ['UBND']],
  [/^(?:ubnd )?(?:cac )?xa :/u, ['UBND xã']],
  [/^(?:ubnd )?(?:cac )?phuong :/u, ['UBND phường']],
  [/^(?:cac )?ban :/u, ['Ban']],
  [/^(?:cac )?phong :/u, ['Phòng']],
  [/^(?:cac )?hoi :/u, ['Hội']],
];

const withoutColon: readonly (readonly [pattern: RegExp, prefix: string, length: number])[] = [
  [/^cac so /u, 'Sở', 2],
  [/^ubnd cac huyen/u, 'UBND huyện', 3],
  [/^cac huyen /u, 'UBND huyện', 2],
];

/** "các Sở:", "UBND các huyện:" at a token; null where no list begins. */
const headWithColon = (tokens: readonly Token[], from: number): ListHead | null => {
  const text = wordsFrom(tokens, from, 10);
  const found = withColon.find(([pattern]) => pattern.test(text));
  if (found === undefined) return null;
  const colon = tokens.slice(from, from + 10).findIndex(({ norm }) => norm === ':');
  return { prefixes: found[1], end: from + colon + 1 };
};

/** "các Sở Xây dựng, Tài chính": a head without its colon, before a name that is known with it. */
const headWithoutColon = (tokens: readonly Token[], at: number, index: AgencyIndex): ListHead | null => {
  const text = wordsFrom(tokens, at, 3);
  for (const [pattern, words, length] of withoutColon) {
    if (!pattern.test(text) || !isWord(tokens[at + length])) continue;
    const prefix = tokenise(words);
    const match = index.longest([...prefix, ...tokens.slice(at + length, at + length + LONGEST_PHRASE)], 0);
    if (match !== null && match.known.kind !== 'group' && match.end > prefix.length) return { prefixes: [words], end: at + length };
  }
  return null;
};

export const listHeadAt = (tokens: readonly Token[], at: number, index: AgencyIndex): ListHead | null =>
  headWithColon(tokens, at) ?? headWithoutColon(tokens, at, index);
