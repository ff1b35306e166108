import { AppendRefused } from '../event-store.errors.js';
import type { Append } from '../event-store.port.js';

/** UTF-8 bytes of a name at most: two of them stand in one index entry, which takes 2,704. */
const longestName = 1_000;
/** PostgreSQL's integer and smallint. */
const [largestVersion, largestSchemaVersion] = [2 ** 31 - 1, 2 ** 15 - 1];

// eslint-disable-next-line no-control-regex -- that is what it looks for; under `u` the range finds surrogates that have no other half
const notInNames = /[\u0000-\u001f\u007f\ud800-\udfff]/u;

/** What a text holds that cannot be stored, in words. */
export const described = (text: string, index: number): string => {
  const code = text.charCodeAt(index);
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  const before = Array.from(text.slice(0, index)).length;
  const what = code >= 0xd800 && code <= 0xdfff ? `half of a surrogate pair (${name})` : name;
  return `${what} after ${before} character${before === 1 ? '' : 's'}`;
};

/**
 * Refuses what could not be told apart, indexed, or found again: a name is not empty, not too long, holds no control characters (the
 * statements part texts by one of them) and no half of a surrogate pair (which the wire would replace).
 */
export const assertName = (place: string, name: string): void => {
  if (name === '') throw new AppendRefused(`${place} is empty`);
  const index = name.search(notInNames);
  if (index !== -1) throw new AppendRefused(`${place} holds ${described(name, index)}`);
  if (name.length * 3 <= longestName) return;
  const bytes = Buffer.byteLength(name);
  if (bytes > longestName) throw new AppendRefused(`${place} has ${bytes} bytes, ${longestName} at most`);
};

const assertNameIfGiven = (place: string, name: string | undefined): void => {
  if (name !== undefined) assertName(place, name);
};

const assertWhole = (place: string, value: number, least: number, largest: number): void => {
  if (!Number.isInteger(value) || value < least || value > largest)
    throw new AppendRefused(`${place} is ${value}, not a whole number from ${least} to ${largest}`);
};

export const assertSchemaVersion = (place: string, schemaVersion: number): void =>
  assertWhole(place, schemaVersion, 1, largestSchemaVersion);

/** Of an event that is in a stream. */
export const assertVersion = (version: number): void => assertWhole('version', version, 1, largestVersion);

/** Refuses an append whose names or numbers cannot be stored, whatever its data. @throws AppendRefused, naming the place */
export const assertAppend = (append: Append): void => {
  const { streamId, actor, request, correlationId, causationId, expected, events } = append;
  if (events.length === 0) throw new AppendRefused(`Nothing to append to ${streamId}`);
  assertName('streamId', streamId);
  assertName('actor', actor);
  assertNameIfGiven('request.key', request?.key);
  assertNameIfGiven('request.hash', request?.hash);
  assertNameIfGiven('correlationId', correlationId);
  assertNameIfGiven('causationId', causationId);
  if (typeof expected === 'number') assertWhole('expected', expected, 0, largestVersion);
  events.forEach(({ type, schemaVersion }, index) => {
    assertName(`events[${index}].type`, type);
    if (schemaVersion !== undefined) assertSchemaVersion(`events[${index}].schemaVersion`, schemaVersion);
  });
};
