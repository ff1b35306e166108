const MOST_KNOWN = 10_000;

/** Plans name the same agencies in row after row: a cell that was read is remembered as long as its reader. */
export const remembering = <Reader extends object, Value>(
  all: WeakMap<Reader, Map<string, Value>>,
  reader: Reader,
  text: string,
  read: () => Value,
): Value => {
  const known = all.get(reader) ?? new Map<string, Value>();
  all.set(reader, known);
  const before = known.get(text);
  if (before !== undefined) return before;
  const value = read();
  if (known.size < MOST_KNOWN) known.set(text, value);
  return value;
};
