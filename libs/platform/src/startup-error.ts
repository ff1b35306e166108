/** A reason not to start, as one Vietnamese sentence for the person at the terminal. Printed without a stack trace. */
export class StartupError extends Error {
  override readonly name = 'StartupError';
}
