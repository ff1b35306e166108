/**
 * What a table of the database holds; a test fails for a table of which nobody says it. `truth` goes into a backup, `cache` is
 * made again from the truth, `left-out` stays out on purpose, for the reason given. A name may end with `*`, but for a truth.
 */
export type DeclaredTable =
  | { readonly name: string; readonly holds: 'truth' | 'cache' }
  | { readonly name: string; readonly holds: 'left-out'; readonly reason: string };
