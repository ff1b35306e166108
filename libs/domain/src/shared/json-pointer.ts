/** Places inside a JSON value are named by pointers (RFC 6901). */
const tokensOf = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));

type Json = readonly unknown[] | Readonly<Record<string, unknown>>;
const isContainer = (value: unknown): value is Json => typeof value === 'object' && value !== null;
const isList = (value: Json): value is readonly unknown[] => Array.isArray(value);

/** Wraps what was found, so that "nothing there" differs from any value. */
type Found = { readonly value: unknown } | null;

const childOf = (value: Json, token: string): Found => {
  if (!isList(value)) return Object.hasOwn(value, token) ? { value: value[token] } : null;
  const index = indexOf(token);
  return index !== null && index < value.length ? { value: value[index] } : null;
};

const indexOf = (token: string): number | null => (/^(?:0|[1-9]\d*)$/u.test(token) ? Number(token) : null);

/** What stands at a place; null where the pointer leads nowhere. */
export const readPointer = (root: unknown, pointer: string): Found =>
  tokensOf(pointer).reduce<Found>((found, token) => (found !== null && isContainer(found.value) ? childOf(found.value, token) : null), {
    value: root,
  });

/** The value with one place replaced. Null where the pointer leads nowhere: no field is invented. */
export const replaceAtPointer = (root: unknown, pointer: string, value: unknown): Found =>
  pointer.startsWith('/') ? changedAt(root, tokensOf(pointer), () => ({ value })) : null;

/** The index that the pointer's last token means in the list before it, `-` its end; null where there is no such list or place. */
export const listIndexAt = (root: unknown, pointer: string): number | null => {
  const cut = pointer.lastIndexOf('/');
  const list = cut < 0 ? null : readPointer(root, pointer.slice(0, cut));
  if (list === null || !isContainer(list.value) || !isList(list.value)) return null;
  const token = pointer.slice(cut + 1);
  const index = token === '-' ? list.value.length : indexOf(token);
  return index !== null && index <= list.value.length ? index : null;
};

/** The value with one more item in a list, before the one that stood there. Null where the pointer names no place of a list. */
export const insertAtPointer = (root: unknown, pointer: string, value: unknown): Found =>
  onList(root, pointer, (list, index) => list.toSpliced(index, 0, value));

/** The value without one item of a list, `-` its last: what takes back an item added there. Null where the pointer names no item of a list. */
export const removeAtPointer = (root: unknown, pointer: string): Found =>
  onList(root, pointer, (list, index) => {
    const item = pointer.endsWith('/-') ? index - 1 : index;
    return item >= 0 && item < list.length ? list.toSpliced(item, 1) : null;
  });

const onList = (root: unknown, pointer: string, change: (list: readonly unknown[], index: number) => readonly unknown[] | null): Found => {
  const index = listIndexAt(root, pointer);
  if (index === null) return null;
  return changedAt(root, tokensOf(pointer.slice(0, pointer.lastIndexOf('/'))), (list) => {
    const changed = Array.isArray(list) ? change(list, index) : null;
    return changed === null ? null : { value: changed };
  });
};

const changedAt = (at: unknown, [token, ...rest]: readonly string[], change: (value: unknown) => Found): Found => {
  if (token === undefined) return change(at);
  if (!isContainer(at)) return null;
  const child = childOf(at, token);
  const changed = child === null ? null : changedAt(child.value, rest, change);
  if (changed === null) return null;
  return {
    value: isList(at) ? at.map((item, index) => (index === Number(token) ? changed.value : item)) : { ...at, [token]: changed.value },
  };
};
