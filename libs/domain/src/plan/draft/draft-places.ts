import { stands, type Correction } from './corrections.js';
import { overlap, type DraftChange } from './draft-change.js';

/** What became of a place of the draft as it was read. */
export interface PlaceNow {
  /** Where it stands now; null where its row was taken out. */
  readonly pointer: string | null;
  /** The last correction that changed it, by number; null while it stands as it was read. */
  readonly correctedBy: number | null;
}

const isWithin = (place: string, list: string): boolean => place === list || place.startsWith(`${list}/`);

/** Adding to a list or taking from it changes the list and what holds it, not the other items. */
const touches = ({ op, pointer }: DraftChange, place: string): boolean => {
  if (op === 'replace') return overlap(pointer, place);
  const isItem = op === 'remove' && isWithin(place, pointer);
  return isItem || isWithin(pointer.slice(0, pointer.lastIndexOf('/')), place);
};

/** Items behind one that was added or taken out move by one; behind the end of a list (`-`) there are none. */
const follow = (place: string, { op, pointer }: DraftChange): string | null => {
  const cut = pointer.lastIndexOf('/') + 1;
  const list = pointer.slice(0, cut);
  if (op === 'replace' || pointer.endsWith('/-') || !place.startsWith(list)) return place;
  const [token = '', ...rest] = place.slice(cut).split('/');
  const [index, changed] = [Number(token), Number(pointer.slice(cut))];
  if (op === 'remove' && index === changed) return null;
  if (index < changed) return place;
  return list + [String(op === 'add' ? index + 1 : index - 1), ...rest].join('/');
};

/** Follows a place of the draft as it was read through the corrections that stand. */
export const placeNow = (corrections: readonly Correction[], place: string): PlaceNow => {
  let now: PlaceNow = { pointer: place, correctedBy: null };
  for (const { changes, number } of corrections.filter(stands)) {
    for (const change of changes) {
      if (now.pointer === null) return now;
      now = { pointer: follow(now.pointer, change), correctedBy: touches(change, now.pointer) ? number : now.correctedBy };
    }
  }
  return now;
};
