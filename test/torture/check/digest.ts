import { createHash } from 'node:crypto';

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, held]) => [key, sorted(held)]),
  );
};

/** Of the events of one append, whatever the order of their keys. Short, for there are a million of them. */
export const digestOf = (events: readonly { readonly type: string; readonly data: unknown }[]): string => {
  const hash = createHash('sha1');
  for (const { type, data } of events) hash.update(JSON.stringify([type, sorted(data)]));
  return hash.digest('base64').slice(0, 16);
};
