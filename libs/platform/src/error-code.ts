/** The code that Node, PostgreSQL or the operating system has given an error; empty when there is none. */
export const errorCode = (error: unknown): string => {
  if (error instanceof AggregateError) return errorCode(error.errors[0]);
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
};

/** For `catch`: goes on when the error has that code, throws it again otherwise. */
export const ignoring =
  (code: string) =>
  (error: unknown): undefined => {
    if (errorCode(error) !== code) throw error;
  };
