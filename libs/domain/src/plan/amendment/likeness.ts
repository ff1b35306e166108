/** Words without case, spacing and punctuation: what two printings of one text have in common. */
export const plainText = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const pairsOf = (text: string): ReadonlyMap<string, number> => {
  const words = ['', ...plainText(text).split(' '), ''];
  const pairs = new Map<string, number>();
  for (let at = 1; at < words.length; at += 1) {
    const pair = `${words[at - 1] ?? ''} ${words[at] ?? ''}`;
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
};

export interface Likened<Item> {
  readonly item: Item;
  readonly pairs: ReadonlyMap<string, number>;
  readonly size: number;
}

export const likened = <Item>(item: Item, text: string): Likened<Item> => {
  const pairs = pairsOf(text);
  return { item, pairs, size: [...pairs.values()].reduce((sum, count) => sum + count, 0) };
};

/** Shared pairs of neighbouring words (Dice): 1 for the same text, 0 for texts without two words in common. */
export const likeness = (one: Likened<unknown>, other: Likened<unknown>): number => {
  if (one.size + other.size === 0) return 1;
  let shared = 0;
  for (const [pair, count] of one.pairs) shared += Math.min(count, other.pairs.get(pair) ?? 0);
  return (2 * shared) / (one.size + other.size);
};
