import { randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';
import { type MasterKey, SealBroken, sealUnder } from '#platform';
import { KeyCache } from './key-cache.js';
import { holdsSealed, isSealed, type KnownKey, openTexts, sealText, subjectsIn } from './sealed-text.js';

type Sql = Pick<pg.Pool, 'query'>;

const TENANT = 'main';
const PURPOSE = 'subject keys';
const placeOf = (subject: string): string => `${TENANT}/${subject}`;

/** A name as it is compared: however it was typed, it is the same person. */
export const foldedName = (name: string): string => name.normalize('NFC').trim().replace(/\s+/gu, ' ').toLocaleLowerCase('vi');

interface KeyRow {
  readonly subject_id: string;
  readonly wrapped_key: Buffer | null;
}

/** Seals and opens personal texts. Each subject's key stands in `es.subject_keys`, wrapped with the master key. */
export class SubjectKeys {
  constructor(
    private readonly sql: Sql,
    private readonly masterKey: MasterKey,
    private readonly cache = new KeyCache(),
  ) {}

  /**
   * The sealed form of each text. One subject for each name and scope, found again by a keyed hash; a name whose key was shredded
   * begins anew. Texts that are sealed already stay as they are.
   */
  async seal(texts: readonly string[], scope: string): Promise<ReadonlyMap<string, string>> {
    const sealed = new Map<string, string>();
    for (const text of new Set(texts)) sealed.set(text, isSealed(text) ? text : await this.sealOne(text, scope));
    return sealed;
  }

  /** A text with everything sealed in it opened. @param write how an opened text is written into it */
  async open(text: string, write?: (opened: string) => string): Promise<string> {
    if (!holdsSealed(text)) return text;
    const keys = await this.keysOf(subjectsIn(text));
    return openTexts(text, (subject) => keys.get(subject), write);
  }

  /** JSON as text, with the strings in it opened. */
  openJson(json: string): Promise<string> {
    return this.open(json, (opened) => JSON.stringify(opened).slice(1, -1));
  }

  /** Its key must not be used any longer in this process. */
  forget(subject: string): void {
    this.cache.forget(subject);
  }

  private async sealOne(text: string, scope: string): Promise<string> {
    const finder = this.masterKey.fingerprint('subject finder', `${scope}\n${foldedName(text)}`);
    const found = (await this.find(finder)) ?? (await this.make(text, scope, finder)) ?? (await this.find(finder));
    if (found === null) throw new Error('A subject key was neither found nor made');
    const { subject, key } = found;
    this.cache.put(subject, key);
    return sealText(subject, key, text);
  }

  /** By subject_keys_finder. */
  private async find(finder: Buffer): Promise<{ readonly subject: string; readonly key: Buffer } | null> {
    const { rows } = await this.sql.query<KeyRow>(
      'select subject_id, wrapped_key from es.subject_keys where tenant_id = $1 and finder = $2',
      [TENANT, finder],
    );
    const [row] = rows;
    return row?.wrapped_key == null
      ? null
      : { subject: row.subject_id, key: this.masterKey.open(PURPOSE, row.wrapped_key, placeOf(row.subject_id)) };
  }

  /** Null: another process has made it in this moment. */
  private async make(text: string, scope: string, finder: Buffer): Promise<{ readonly subject: string; readonly key: Buffer } | null> {
    const [subject, key] = [randomUUID(), randomBytes(32)];
    const { rowCount } = await this.sql.query(
      `insert into es.subject_keys (tenant_id, subject_id, wrapped_key, scope, finder, label) values ($1, $2, $3, $4, $5, $6)
       on conflict do nothing`,
      [
        TENANT,
        subject,
        this.masterKey.seal(PURPOSE, key, placeOf(subject)),
        scope,
        finder,
        sealUnder(key, Buffer.from(text, 'utf8'), 'label'),
      ],
    );
    return rowCount === 1 ? { subject, key } : null;
  }

  private async keysOf(subjects: readonly string[]): Promise<ReadonlyMap<string, KnownKey>> {
    const keys = new Map<string, KnownKey>();
    const unknown: string[] = [];
    for (const subject of subjects) {
      const known = this.cache.get(subject);
      if (known === null) unknown.push(subject);
      else keys.set(subject, known.key);
    }
    if (unknown.length > 0) await this.read(unknown, keys);
    return keys;
  }

  private async read(subjects: readonly string[], keys: Map<string, KnownKey>): Promise<void> {
    const { rows } = await this.sql.query<KeyRow>(
      'select subject_id, wrapped_key from es.subject_keys where tenant_id = $1 and subject_id = any($2)',
      [TENANT, subjects],
    );
    for (const { subject_id: subject, wrapped_key: wrapped } of rows) {
      const key = wrapped === null ? 'shredded' : this.unwrap(subject, wrapped);
      keys.set(subject, key);
      this.cache.put(subject, key);
    }
  }

  private unwrap(subject: string, wrapped: Buffer): KnownKey {
    try {
      return this.masterKey.open(PURPOSE, wrapped, placeOf(subject));
    } catch (error) {
      if (error instanceof SealBroken) return undefined;
      throw error;
    }
  }
}
