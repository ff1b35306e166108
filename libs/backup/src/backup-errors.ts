/** What was asked cannot be done; `message` is one Vietnamese sentence with the remedy. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused';
}

/** The file is not as it was written. `offset` in bytes: where the first damaged block begins. */
export class BlockDamaged extends Error {
  override readonly name = 'BlockDamaged';

  constructor(
    readonly offset: number,
    readonly kind: 'cut-off' | 'altered',
  ) {
    super(`Block at byte ${offset} is ${kind}`);
  }
}
