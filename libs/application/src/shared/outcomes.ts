import type { CommandOutcome } from '../commands.js';

export type Refusal = Extract<CommandOutcome, { ok: false }>;

/** A command that is not carried out, and why: a stable code and the values concerned. */
export const refuse = (kind: Refusal['kind'], code: string, details: Refusal['details'] = {}, current?: unknown): Refusal => ({
  ok: false,
  kind,
  code,
  details,
  ...(current === undefined ? {} : { current }),
});
