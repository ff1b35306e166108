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
  const index = /^(?:0|[1-9]\d*)$/u.test(token) ? Number(token) : -1;
  return index >= 0 && index < value.length ? { value: value[index] } : null;
};

/** What stands at a place; null where the pointer leads nowhere. */
export const readPointer = (root: unknown, pointer: string): Found =>
  tokensOf(pointer).reduce<Found>((found, token) => (found !== null && isContainer(found.value) ? childOf(found.value, token) : null), {
    value: root,
  });

/** The value with one place replaced; `-` adds to the end of a list. Null where the pointer leads nowhere: no field is invented. */
export const replaceAtPointer = (root: unknown, pointer: string, value: unknown): Found =>
  pointer.startsWith('/') ? replaced(root, tokensOf(pointer), value) : null;

const replaced = (at: unknown, [token, ...rest]: readonly string[], value: unknown): Found => {
  if (token === undefined) return { value };
  if (!isContainer(at)) return null;
  if (isList(at) && token === '-' && rest.length === 0) return { value: [...at, value] };
  const child = childOf(at, token);
  const changed = child === null ? null : replaced(child.value, rest, value);
  if (changed === null) return null;
  return {
    value: isList(at) ? at.map((item, index) => (index === Number(token) ? changed.value : item)) : { ...at, [token]: changed.value },
  };
};
