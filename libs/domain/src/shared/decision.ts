/** What `decide` answers: events to append (none: already true), or the reason why not. */
export type Decision<Event, Rejection> =
  { readonly ok: true; readonly events: readonly Event[] } | { readonly ok: false; readonly rejection: Rejection };

/** A business reason: a stable code and the ids and values concerned. HTTP knows nothing of it here. */
export interface Reason<Code extends string> {
  readonly code: Code;
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
}

export const accept = <Event>(...events: readonly Event[]): Decision<Event, never> => ({ ok: true, events });

/** The command asks for what is already so. */
export const nothing = (): Decision<never, never> => ({ ok: true, events: [] });

export const reject = <Code extends string>(code: Code, details: Reason<Code>['details'] = {}): Decision<never, Reason<Code>> => ({
  ok: false,
  rejection: { code, details },
});

/** Closes a switch over a union: a forgotten case does not compile. */
export const assertNever = (value: never): never => {
  throw new Error(`Unexpected case: ${JSON.stringify(value)}`);
};
