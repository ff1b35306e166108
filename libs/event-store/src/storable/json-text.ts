import { AppendRefused } from '../event-store.errors.js';
import type { Append } from '../event-store.port.js';
import { described } from './names.js';

/** Of a function or a symbol there is nothing to write. */
const written = (value: unknown): string | undefined => JSON.stringify(value);

/** JSON.stringify, which tells neither where nor, for a function, that it failed. @throws AppendRefused, naming the place */
export const toJsonText = (place: string, value: unknown): string => {
  let text: string | undefined;
  try {
    text = written(value);
  } catch (cause) {
    const why =
      cause instanceof RangeError ? 'is nested too deep' : `is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`;
    throw new AppendRefused(`${place} ${why}`, { cause });
  }
  if (text === undefined) throw new AppendRefused(`${place} is not JSON`);
  return text;
};

// eslint-disable-next-line no-control-regex -- that is what it looks for; under `u` the range finds surrogates that have no other half
const notInJsonb = /[\u0000\ud800-\udfff]/u;

const inside = (place: string, key: string): string =>
  /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key) ? `${place}.${key}` : `${place}[${JSON.stringify(key)}]`;

/**
 * The first place within parsed JSON that PostgreSQL's jsonb cannot hold, in words: `\u0000` or half of a surrogate pair, in a value
 * or a key. Null: there is none. It goes through everything, so it is for what the database has refused.
 */
export const unstorableIn = (place: string, json: unknown): string | null => {
  // Not by recursion: what is looked at may be as deep as it likes.
  const open: { readonly place: string; readonly value: unknown }[] = [{ place, value: json }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { place: at, value } = next;
    if (typeof value === 'string') {
      const index = value.search(notInJsonb);
      if (index !== -1) return `${at} holds ${described(value, index)}`;
    } else if (Array.isArray(value)) {
      open.push(...value.map((held: unknown, nth) => ({ place: `${at}[${nth}]`, value: held })).reverse());
    } else if (typeof value === 'object' && value !== null) {
      const bad = Object.keys(value).find((key) => notInJsonb.test(key));
      if (bad !== undefined) return `a key of ${at} holds ${described(bad, bad.search(notInJsonb))}`;
      open.push(
        ...Object.entries(value)
          .map(([key, held]) => ({ place: inside(at, key), value: held as unknown }))
          .reverse(),
      );
    }
  }
  return null;
};

/** As {@link unstorableIn}, within the data and meta of an append, as JSON has them. */
export const unstorableInAppend = ({ events, meta }: Append): string | null => {
  const parts = [...events.map(({ data }, index) => [`events[${index}].data`, data] as const), ['meta', meta ?? {}] as const];
  for (const [place, value] of parts) {
    const found = unstorableIn(place, JSON.parse(toJsonText(place, value)));
    if (found !== null) return found;
  }
  return null;
};
