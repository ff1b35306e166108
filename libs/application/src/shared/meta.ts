import { v7 as uuidv7 } from 'uuid';
import type { AgencyId, CommandMeta, Instant } from '#domain';
import type { Request } from '../commands.js';
import type { CommandActor } from '../ports.js';

/** Who, for whom, when, from where; the idempotency key is the command's id, else a new one. */
export const metaOf = (
  { actor, request }: { readonly actor: CommandActor; readonly request: Request | null },
  onBehalfOf: AgencyId | null,
  now: Instant,
  effectiveAt: Instant | null = null,
): CommandMeta => ({
  commandId: request?.key ?? uuidv7(),
  actor: actor.personId,
  onBehalfOf,
  now,
  via: actor.via,
  ...(effectiveAt === null ? {} : { effectiveAt }),
});
