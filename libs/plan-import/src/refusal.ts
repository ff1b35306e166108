/** The document cannot be read as a plan at all; `message` names the place and the remedy, in Vietnamese. */
export class ImportRefused extends Error {
  override readonly name = 'ImportRefused';

  constructor(
    /** Stable: `IMPORT.EMPTY`, `IMPORT.TOO_LARGE`, `IMPORT.NOT_TEXT`, `IMPORT.ENCODING`, `IMPORT.SECRET`. */
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
