import { ProblemError } from '../http/problem.js';

/** What the reader of documents says of one that it refuses. `pointer`: the field of the request that held it. */
export const importRefused = ({ code, message }: { readonly code: string; readonly message: string }, pointer: string): ProblemError =>
  new ProblemError({
    status: code === 'IMPORT.TOO_LARGE' ? 413 : 422,
    code,
    title: message,
    errors: [{ pointer, message }],
  });
