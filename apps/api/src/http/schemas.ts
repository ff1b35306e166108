import { z } from 'zod';

/** A route's own parameters. */
export const Id = z.uuid();
/** SHA-256 in lower-case hex. */
export const Hash = z.string().regex(/^[0-9a-f]{64}$/u);
export const NoQuery = z.strictObject({});
