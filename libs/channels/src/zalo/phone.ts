/** A Vietnamese mobile number as Zalo wants it, `84` and nine digits, from `0…`, `+84…` or `84…`; null: not one. */
export const zaloPhone = (text: string): string | null => {
  const digits = text.replace(/[\s.()-]/gu, '');
  const found = /^(?:\+?84|0)([1-9]\d{8})$/u.exec(digits);
  return found?.[1] === undefined ? null : `84${found[1]}`;
};
