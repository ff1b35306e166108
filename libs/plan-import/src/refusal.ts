/** Stable codes of refusals. */
export type RefusalCode =
  'IMPORT.EMPTY' | 'IMPORT.TOO_LARGE' | 'IMPORT.NOT_TEXT' | 'IMPORT.ENCODING' | 'IMPORT.SECRET' | 'IMPORT.DECISIONS';

/** The document cannot be read as a plan at all; `message` names the place and the remedy, in Vietnamese. */
export class ImportRefused extends Error {
  override readonly name = 'ImportRefused';

  constructor(
    readonly code: RefusalCode,
    message: string,
  ) {
    super(message);
  }
}
