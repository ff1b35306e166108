import type { TaskListQuery } from '#contracts';

/** The cursor was not given out for this list. */
export class BadCursor extends Error {}

/** Opaque to clients: the list it belongs to and the key of the last row shown. */
export const encodeCursor = (query: TaskListQuery, key: string): string =>
  Buffer.from(JSON.stringify([query.by, query.sort, key])).toString('base64url');

export const decodeCursor = (query: TaskListQuery): string | null => {
  if (query.cursor === undefined) return null;
  try {
    const [by, sort, key] = JSON.parse(Buffer.from(query.cursor, 'base64url').toString('utf8')) as unknown[];
    if (by === query.by && sort === query.sort && typeof key === 'string') return key;
  } catch {
    // Falls through: whatever it is, it is no cursor of ours.
  }
  throw new BadCursor('The cursor does not belong to this list');
};
