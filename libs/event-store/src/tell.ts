/** Tells all who listen. What they do with it is theirs: the append is written, and one that fails must not make it look otherwise. */
export const tell = (listeners: ReadonlySet<(position: number) => void>, position: number): void => {
  for (const listener of listeners) {
    try {
      listener(position);
    } catch {
      // A hint only: polling stays the truth.
    }
  }
};
