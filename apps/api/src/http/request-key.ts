import { createHash } from 'node:crypto';
import type { Request } from '#application';
import { invalid } from './problem.js';

const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, item]) => [key, canonical(item)]),
  );
};

/** SHA-256 of method, path and the body with its keys in order: what the key was used for. */
const hashOf = (method: string, path: string, body: unknown): string =>
  createHash('sha256')
    .update(`${method} ${path}\n${JSON.stringify(canonical(body ?? null))}`)
    .digest('hex');

/** The client's idempotency key, or null where none was sent. */
export const requestOf = (key: string | undefined, method: string, path: string, body: unknown): Request | null => {
  if (key === undefined) return null;
  if (!/^[\x21-\x7e]{1,200}$/u.test(key)) {
    throw invalid([{ pointer: '/Idempotency-Key', message: 'Khóa gồm 1–200 ký tự ASCII, không có khoảng trắng.' }]);
  }
  return { key, hash: hashOf(method, path, body) };
};
