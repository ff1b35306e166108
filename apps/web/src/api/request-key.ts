/** A random UUID also where the page is served without TLS, where `crypto.randomUUID` does not exist. */
export const newRequestKey = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};

/**
 * Gives the same key for the same body until `settle` is called: a submit repeated after a lost answer is the same
 * command to the server, a submit after a correction is a new one.
 */
export const createRequestKeys = (create: () => string = newRequestKey) => {
  let last: { readonly body: string; readonly key: string } | null = null;
  return {
    keyFor: (body: unknown): string => {
      const text = JSON.stringify(body);
      if (last?.body !== text) last = { body: text, key: create() };
      return last.key;
    },
    settle: (): void => {
      last = null;
    },
  };
};
