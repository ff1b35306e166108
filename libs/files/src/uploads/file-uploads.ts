import type pg from 'pg';
import type { PersonId } from '#domain';
import { isHash } from '../intake.js';

/** Who sent which file. The file itself must be stored already. */
export class FileUploads {
  constructor(private readonly pool: pg.Pool) {}

  async record(sha256: string, person: PersonId): Promise<void> {
    await this.pool.query('insert into files.uploads (sha256, person_id) values ($1, $2) on conflict do nothing', [
      Buffer.from(sha256, 'hex'),
      person,
    ]);
  }

  /** By the primary key of `files.uploads`. */
  async isFrom(sha256: string, person: PersonId): Promise<boolean> {
    if (!isHash(sha256)) return false;
    const { rowCount } = await this.pool.query('select 1 from files.uploads where sha256 = $1 and person_id = $2', [
      Buffer.from(sha256, 'hex'),
      person,
    ]);
    return rowCount === 1;
  }
}
