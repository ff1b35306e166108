import { insertAtPointer, listIndexAt, readPointer, removeAtPointer, replaceAtPointer } from '../../shared/json-pointer.js';

/** One place of a draft changed, with what stood there before. Pointers are of the draft as it stood when the change was made. */
export type DraftChange =
  | { readonly op: 'replace'; readonly pointer: string; readonly value: unknown; readonly was: unknown }
  | { readonly op: 'add'; readonly pointer: string; readonly value: unknown }
  | { readonly op: 'remove'; readonly pointer: string; readonly was: unknown };

/** What a person orders: a value put in place of another, an item added before the one that stands there (`-`: at the end), an item taken out. */
export interface DraftEdit {
  readonly op: DraftChange['op'];
  readonly pointer: string;
  /** Of no meaning where an item is taken out. */
  readonly value: unknown;
}

/** Null where the place does not exist. */
export const changeOf = (draft: unknown, { op, pointer, value }: DraftEdit): DraftChange | null => {
  if (op === 'add') {
    const index = listIndexAt(draft, pointer);
    return index === null ? null : { op, pointer: `${pointer.slice(0, pointer.lastIndexOf('/'))}/${String(index)}`, value };
  }
  const found = pointer === '' ? null : readPointer(draft, pointer);
  if (found === null) return null;
  if (op === 'replace') return { op, pointer, value, was: found.value };
  return listIndexAt(draft, pointer) === null ? null : { op, pointer, was: found.value };
};

/** The draft after the change; as it was where the place does not exist. */
export const applyChange = (draft: unknown, change: DraftChange): unknown => {
  const { pointer } = change;
  const changed =
    change.op === 'replace'
      ? replaceAtPointer(draft, pointer, change.value)
      : change.op === 'add'
        ? insertAtPointer(draft, pointer, change.value)
        : removeAtPointer(draft, pointer);
  return changed === null ? draft : changed.value;
};

export const inverse = (change: DraftChange): DraftChange => {
  const { pointer } = change;
  switch (change.op) {
    case 'replace':
      return { op: 'replace', pointer, value: change.was, was: change.value };
    case 'add':
      return { op: 'remove', pointer, was: change.value };
    case 'remove':
      return { op: 'add', pointer, value: change.was };
  }
};

/** Whether one place lies within the other, or is it. */
export const overlap = (one: string, other: string): boolean => one === other || one.startsWith(`${other}/`) || other.startsWith(`${one}/`);

const listOf = (pointer: string): string => pointer.slice(0, pointer.lastIndexOf('/'));

/** The place within which a change matters to others: adding or taking out an item moves all items of its list. */
const reach = ({ op, pointer }: DraftChange): string => (op === 'replace' ? pointer : listOf(pointer));

export const touchesAny = (changes: readonly DraftChange[], others: readonly DraftChange[]): boolean =>
  changes.some((change) => others.some((other) => overlap(reach(change), reach(other))));
