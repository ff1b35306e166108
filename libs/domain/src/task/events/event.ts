import type { Instant } from '../../shared/ids.js';
import type { DocumentRef } from '../../shared/references.js';

/** A stored event of a task; its type is a literal that never changes, `effectiveAt` is when it held. */
export type Event<Type extends string, Data> = { readonly type: Type; readonly data: Data & { readonly effectiveAt: Instant } };

/** An act of the Office that stands on a document. */
export interface WithBasis {
  /** Legal basis: the deciding document in words. */
  readonly basis: string;
  readonly document: DocumentRef | null;
}
