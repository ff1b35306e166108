import { v5, v7 } from 'uuid';

/** The namespace of every id that is derived from something, so that deriving it again gives the same one. */
const namespace = '5c1f3c62-6f0e-5b5e-9a53-0d0e0d0c0001';

/** A new id; ids made later sort later. */
export const newId = (): string => v7();

/** The same parts always give the same id, for example `derivedId('task', planId, rowKey)`. */
export const derivedId = (...parts: readonly string[]): string => v5(parts.map((part) => `${part.length}:${part}`).join('|'), namespace);
