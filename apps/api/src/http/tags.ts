import { malformed, ProblemError } from './problem.js';

/** Opaque to clients: the stream version that was seen. */
export const etagOf = (version: number): string => `"v${version}"`;

const TAG = /^(?:W\/)?"v(\d{1,9})"$/u;

const noMatch = (): ProblemError =>
  new ProblemError({ status: 412, code: 'REQUEST.STALE', title: 'Nội dung đã thay đổi so với bản đang xem.' });

/** The newest version named by `If-Match`; null where the header is missing or `*`. A tag of another make never matches. */
export const seenVersionOf = (header: string | undefined): number | null => {
  if (header === undefined || header.trim() === '*') return null;
  const versions = header.split(',').map((tag) => TAG.exec(tag.trim())?.[1]);
  const known = versions.filter((version) => version !== undefined).map(Number);
  if (known.length === 0) throw noMatch();
  return Math.max(...known);
};

const POSITION = /^p(\d{1,15})$/u;

/** Opaque to clients: how far the log has come. */
export const positionText = (position: number): string => `p${position}`;

export const positionOf = (header: string | undefined): number | null => {
  if (header === undefined) return null;
  const digits = POSITION.exec(header.trim())?.[1];
  if (digits === undefined) throw malformed('Min-Position không phải là vị trí do hệ thống trả về.');
  return Number(digits);
};
