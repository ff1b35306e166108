/** Places of a plan draft are named by JSON pointers (RFC 6901) into it. */
const tokensOf = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));

type Container = readonly unknown[] | Readonly<Record<string, unknown>>;

const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null;
const isList = (value: Container): value is readonly unknown[] => Array.isArray(value);

/** What stands at the pointer; undefined where there is no such place. */
export const readAt = (draft: unknown, pointer: string): unknown =>
  tokensOf(pointer).reduce<unknown>((value, token) => (isContainer(value) ? childOf(value, token) : undefined), draft);

const childOf = (value: Container, token: string): unknown => {
  if (isList(value)) return /^(?:0|[1-9]\d*)$/u.test(token) ? value[Number(token)] : undefined;
  return Object.hasOwn(value, token) ? value[token] : undefined;
};

/**
 * The draft with one place replaced; `-` at the end of a list's pointer adds to it. Null where the pointer leads nowhere:
 * a correction changes what was read and invents no new fields.
 */
export const correctedAt = (draft: unknown, pointer: string, value: unknown): unknown => {
  const tokens = tokensOf(pointer);
  return pointer.startsWith('/') ? replaced(draft, tokens, value) : null;
};

const replaced = (at: unknown, [token, ...rest]: readonly string[], value: unknown): unknown => {
  if (token === undefined) return value;
  if (!isContainer(at)) return null;
  if (isList(at) && token === '-' && rest.length === 0) return [...at, value];
  const child = childOf(at, token);
  if (child === undefined) return null;
  const changed = replaced(child, rest, value);
  if (changed === null && rest.length > 0) return null;
  return isList(at) ? at.map((each, index) => (index === Number(token) ? changed : each)) : { ...at, [token]: changed };
};
