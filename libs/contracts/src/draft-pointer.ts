/** Places of a plan draft are named by JSON pointers (RFC 6901) into it. */
const tokensOf = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));

/** What stands at the pointer; undefined where there is no such place. */
export const readAt = (draft: unknown, pointer: string): unknown =>
  tokensOf(pointer).reduce<unknown>((value, token) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token)) return undefined;
    return Reflect.get(value, token) as unknown;
  }, draft);
