/** Does something over and over: a moment after the start, then at intervals; a round that takes long delays the next. */
export const rounds = (
  run: () => Promise<unknown>,
  { firstMs, everyMs, onError }: { readonly firstMs: number; readonly everyMs: number; readonly onError: (error: unknown) => void },
): { readonly stop: () => Promise<void> } => {
  let stopped = false;
  let round: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout;
  const later = (after: number): void => {
    timer = setTimeout(() => {
      round = run()
        .then(() => undefined, onError)
        .then(() => {
          if (!stopped) later(everyMs);
        });
    }, after).unref();
  };
  later(firstMs);
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await round;
    },
  };
};
