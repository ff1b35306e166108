/** Stable codes of refusals. */
export type RefusalCode =
  | 'IMPORT.EMPTY'
  | 'IMPORT.TOO_LARGE'
  /** Not a kind of file that is read. */
  | 'IMPORT.UNSUPPORTED'
  /** Name and content disagree. */
  | 'IMPORT.WRONG_KIND'
  | 'IMPORT.ENCODING'
  /** Broken, cut short, or not what its own directory says. */
  | 'IMPORT.DAMAGED'
  /** Built to harm: bombs, entities, endless nesting; or it carries macros. */
  | 'IMPORT.UNSAFE'
  /** Locked with a password. */
  | 'IMPORT.LOCKED'
  /** Pictures of pages, without letters. */
  | 'IMPORT.SCANNED'
  | 'IMPORT.SECRET'
  | 'IMPORT.DECISIONS';

/** The document cannot be read as a plan at all; `message` names the place and the remedy, in Vietnamese. */
export class ImportRefused extends Error {
  override readonly name = 'ImportRefused';

  constructor(
    readonly code: RefusalCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
