import type { PlainDate } from './plain-date.js';

/** A file kept in the content-addressed store. Size in bytes; sha256 in lower-case hex. */
export interface FileRef {
  readonly sha256: string;
  readonly name: string;
  readonly size: number;
  readonly mediaType: string;
}

/** An official document, as its heading and signature give it. `form` is the form of signature (KT., TL., TUQ., TM.). */
export interface DocumentRef {
  readonly number: string;
  readonly date: PlainDate | null;
  readonly signer: string | null;
  readonly form: string | null;
}

/** Where in a source document something was read. */
export type Source =
  { readonly line: number; readonly toLine: number } | { readonly part: string; readonly row: number; readonly column: number | null };
