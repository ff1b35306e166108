import type { AgencyDirectory } from '#domain';
import { departments } from './body-grammar.js';
import { isWord, tokenise, type Token } from './tokens.js';

export interface Known {
  readonly kind: 'agency' | 'group' | 'standard';
  /** Of the directory; null for a department that every province has, but not this directory. */
  readonly id: string | null;
  /** A person's correction taught this name. */
  readonly remembered: boolean;
}

/** A step of the trie: a word, or a word before which the name has a comma that a text may leave out. */
interface Node {
  readonly next: Map<string, Node>;
  known: Known | null;
}

export interface Match {
  readonly known: Known;
  /** Index of the first token after the match. */
  readonly end: number;
  /** A word stood twice ("các các sở"). */
  readonly doubled: boolean;
}

/** What a correction taught: a name as printed, and the agency or group that it means. */
export interface RememberedName {
  readonly name: string;
  readonly id: string;
}

/** Finds the longest known name that begins at a token. */
export interface AgencyIndex {
  longest(tokens: readonly Token[], from: number): Match | null;
  /** Whether the words from here name the directory's own province ("tỉnh Lạng Sơn"): the index after them, else `from`. */
  skipQualifier(tokens: readonly Token[], from: number): number;
  /** The open group for "các cơ quan liên quan" in spellings that the directory does not list. */
  readonly openGroup: string | null;
  readonly directory: AgencyDirectory;
}

const node = (): Node => ({ next: new Map(), known: null });

const insert = (root: Node, name: string, known: Known): void => {
  let place = root;
  let comma = '';
  for (const token of tokenise(name)) {
    if (token.norm === ',') comma = ',';
    if (!isWord(token)) continue;
    const step = comma + token.norm;
    comma = '';
    const following = place.next.get(step) ?? node();
    place.next.set(step, following);
    place = following;
  }
  place.known ??= known;
};

interface Walk {
  readonly place: Node;
  readonly at: number;
  readonly doubled: boolean;
}

const previousWord = (tokens: readonly Token[], at: number, from: number): string | null => {
  for (let index = at - 1; index >= from; index -= 1) if (isWord(tokens[index])) return tokens[index]?.norm ?? null;
  return null;
};

/** The walks that one more word of the text allows. */
const steps = (tokens: readonly Token[], from: number, walk: Walk): readonly Walk[] => {
  let at = walk.at;
  while (tokens[at]?.norm === '-') at += 1;
  const comma = tokens[at]?.norm === ',';
  const token = tokens[comma ? at + 1 : at];
  if (!isWord(token)) return [];
  const after = comma ? at + 2 : at + 1;
  const edges = comma ? [`,${token.norm}`] : [token.norm, `,${token.norm}`];
  const found = edges.flatMap((edge) => {
    const place = walk.place.next.get(edge);
    return place === undefined ? [] : [{ place, at: after, doubled: walk.doubled }];
  });
  const repeats = !comma && found.length === 0 && previousWord(tokens, at, from) === token.norm;
  return repeats ? [{ place: walk.place, at: after, doubled: true }] : found;
};

const longestFrom = (root: Node, tokens: readonly Token[], from: number): Match | null => {
  let best: Match | null = null;
  let walks: readonly Walk[] = isWord(tokens[from]) ? [{ place: root, at: from, doubled: false }] : [];
  while (walks.length > 0) {
    walks = walks.flatMap((walk) => steps(tokens, from, walk));
    for (const { place, at, doubled } of walks) {
      if (place.known !== null && (best === null || at > best.end)) best = { known: place.known, end: at, doubled };
    }
  }
  return best;
};

/** "tỉnh Lạng Sơn" → the words that may follow any provincial body's name. */
const provinceWords = (names: readonly string[]): readonly string[] => {
  const words = names
    .map((name) => tokenise(name).map(({ norm }) => norm))
    .find(([first, second, third]) => first === 'ubnd' && (second === 'tinh' || second === 'thanh') && third !== undefined);
  return words?.slice(words[1] === 'thanh' ? 3 : 2) ?? [];
};

const fill = (root: Node, directory: AgencyDirectory, remembered: readonly RememberedName[]): void => {
  const groups = new Set(directory.groups.map(({ id }) => id));
  const agencies = new Set<string>(directory.agencies.map(({ id }) => id));
  for (const { name, id } of remembered) {
    if (groups.has(id) || agencies.has(id)) insert(root, name, { kind: groups.has(id) ? 'group' : 'agency', id, remembered: true });
  }
  for (const { id, name, abbreviations } of directory.agencies) {
    for (const text of [name, ...abbreviations]) insert(root, text, { kind: 'agency', id, remembered: false });
  }
  for (const { id, names } of directory.groups) for (const text of names) insert(root, text, { kind: 'group', id, remembered: false });
  for (const department of departments) insert(root, `Sở ${department}`, { kind: 'standard', id: null, remembered: false });
};

export const agencyIndexOf = (directory: AgencyDirectory, remembered: readonly RememberedName[] = []): AgencyIndex => {
  const root = node();
  fill(root, directory, remembered);
  const province = provinceWords(directory.agencies.flatMap(({ name, abbreviations }) => [name, ...abbreviations]));
  const follows = (tokens: readonly Token[], from: number, words: readonly string[]): boolean =>
    words.length > 0 && words.every((word, offset) => tokens[from + offset]?.norm === word);
  const openGroup = directory.groups.find(({ open, names }) => open && names.some((name) => /li[eê]n quan/iu.test(name)));
  return {
    directory,
    longest: (tokens, from) => longestFrom(root, tokens, from),
    skipQualifier: (tokens, from) => {
      const afterTinh = tokens[from]?.norm === 'tinh' ? from + 1 : from;
      return follows(tokens, afterTinh, province) ? afterTinh + province.length : afterTinh;
    },
    openGroup: openGroup?.id ?? null,
  };
};
