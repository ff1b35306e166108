import { z } from 'zod';

/** A route's own parameters. */
export const Id = z.uuid();
export const NoQuery = z.strictObject({});
