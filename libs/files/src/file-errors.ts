export type FileRefusal = 'FILE.EMPTY' | 'FILE.TOO_LARGE' | 'FILE.MEDIA_TYPE' | 'FILE.CONTENT_MISMATCH' | 'FILE.NAME';

/** The file is not taken; `message` says why and what to do, in Vietnamese. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused';

  constructor(
    readonly code: FileRefusal,
    message: string,
  ) {
    super(message);
  }
}

export class FileMissing extends Error {
  override readonly name = 'FileMissing';

  constructor(readonly sha256: string) {
    super(`No file ${sha256}`);
  }
}

/** The stored bytes are not those that were put: the store itself is damaged. */
export class FileDamaged extends Error {
  override readonly name = 'FileDamaged';

  constructor(readonly sha256: string) {
    super(`The stored bytes of ${sha256} do not match their hash`);
  }
}

/** The store does not answer, or not in time; the same request may succeed later. */
export class FileStoreUnavailable extends Error {
  override readonly name = 'FileStoreUnavailable';
}
