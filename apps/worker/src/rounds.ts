interface RoundsOptions {
  readonly firstMs: number;
  readonly everyMs: number;
  readonly onError: (error: unknown) => void;
  /** Told after each round: null where it went well, else what went wrong. */
  readonly onRound?: (problem: string | null) => Promise<void>;
}

/** Does something over and over: a moment after the start, then at intervals; a round that takes long delays the next. */
export const rounds = (
  run: () => Promise<unknown>,
  { firstMs, everyMs, onError, onRound }: RoundsOptions,
): { readonly stop: () => Promise<void> } => {
  let stopped = false;
  let round: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout;
  const once = async (): Promise<void> => {
    try {
      await run();
      await onRound?.(null);
    } catch (error) {
      onError(error);
      await onRound?.(error instanceof Error ? error.message : String(error)).catch(() => undefined);
    }
    if (!stopped) later(everyMs);
  };
  const later = (after: number): void => {
    timer = setTimeout(() => {
      round = once();
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
