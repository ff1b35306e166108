/** One element of DER (ITU-T X.690). */
export interface DerElement {
  readonly tag: number;
  readonly content: Uint8Array;
  /** With its tag and length. */
  readonly whole: Uint8Array;
}

/** Longer lengths are of no certificate. */
const LENGTH_BYTES = 4;

/** Null: cut short, or of an indefinite length, which DER does not have. */
const lengthAt = (bytes: Uint8Array, at: number): { readonly length: number; readonly start: number } | null => {
  const first = bytes[at];
  if (first === undefined) return null;
  if (first < 0x80) return { length: first, start: at + 1 };
  const count = first & 0x7f;
  if (count === 0 || count > LENGTH_BYTES) return null;
  const digits = bytes.subarray(at + 1, at + 1 + count);
  return { length: digits.reduce((sum, digit) => sum * 256 + digit, 0), start: at + 1 + count };
};

const elementAt = (bytes: Uint8Array, at: number): DerElement | null => {
  const tag = bytes[at];
  const size = lengthAt(bytes, at + 1);
  if (tag === undefined || size === null || size.start + size.length > bytes.length) return null;
  const end = size.start + size.length;
  return { tag, content: bytes.subarray(size.start, end), whole: bytes.subarray(at, end) };
};

/** The elements that follow one another, up to the first that is none. */
export const elementsIn = (bytes: Uint8Array): readonly DerElement[] => {
  const elements: DerElement[] = [];
  let at = 0;
  for (let element = elementAt(bytes, at); element !== null; element = elementAt(bytes, at)) {
    elements.push(element);
    at += element.whole.length;
  }
  return elements;
};

export const childrenOf = (element: DerElement | undefined): readonly DerElement[] =>
  element === undefined ? [] : elementsIn(element.content);
