import type { FieldError } from './problem.js';

/** What a schema says of one bad place, as Standard Schema gives it; zod adds `code` and `keys`. */
export interface SchemaIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  readonly code?: string;
  readonly keys?: readonly string[];
}

const segment = (key: PropertyKey): string => String(key).replace(/~/gu, '~0').replace(/\//gu, '~1');

const pointer = (path: SchemaIssue['path']): string =>
  (path ?? []).map((part) => `/${segment(typeof part === 'object' ? part.key : part)}`).join('');

/** zod reports all unknown keys in one issue; each gets a pointer of its own. */
const fieldErrors = (issue: SchemaIssue): readonly FieldError[] => {
  const base = pointer(issue.path);
  if (issue.code !== 'unrecognized_keys') return [{ pointer: base, message: issue.message }];
  return (issue.keys ?? []).map((key) => ({ pointer: `${base}/${segment(key)}`, message: 'Trường này không có trong quy định.' }));
};

/** JSON pointers and Vietnamese messages of what a schema refused. */
export const fieldErrorsOf = (issues: readonly SchemaIssue[]): readonly FieldError[] => issues.flatMap(fieldErrors);
