import type pg from 'pg';
import { CaughtMailStore } from '#channels';
import type { PersonId } from '#domain';
import { PostgresPeople } from '#identity';
import type { Erasure } from './erasure.js';

export type Sql = Pick<pg.Pool, 'query'>;

interface ErasureRow {
  readonly erasure_id: string;
  readonly person_id: string | null;
  readonly subject_ids: string[];
  readonly reason: string;
  readonly erased_by: string;
  readonly erased_at: Date;
}

/** Newest first. */
export const recordedErasures = async (sql: Sql): Promise<readonly Erasure[]> => {
  const { rows } = await sql.query<ErasureRow>('select * from id.erasures order by erased_at desc, erasure_id');
  return rows.map((row) => ({
    id: row.erasure_id,
    person: row.person_id,
    subjects: row.subject_ids,
    reason: row.reason,
    by: row.erased_by,
    at: row.erased_at.toISOString(),
  }));
};

/**
 * Takes the data away and records that. Doing it again changes nothing, so that a list of erasures can be laid over a restored
 * backup that is older than they are. Within the caller's transaction.
 */
export const applyErasure = async (sql: Sql, { id, person, subjects, reason, by, at }: Erasure): Promise<void> => {
  await sql.query(
    `update es.subject_keys set wrapped_key = null, finder = null, label = null, shredded_at = coalesce(shredded_at, $2)
      where tenant_id = 'main' and subject_id = any($1)`,
    [subjects, at],
  );
  if (person !== null) await erasePerson(sql, person as PersonId);
  await sql.query(
    `insert into id.erasures (erasure_id, person_id, subject_ids, reason, erased_by, erased_at) values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing`,
    [id, person, subjects, reason, by, at],
  );
};

const erasePerson = async (sql: Sql, id: PersonId): Promise<void> => {
  const people = new PostgresPeople(sql);
  const known = await people.person(id);
  if (known?.email != null) await new CaughtMailStore(sql).forget(known.email);
  await people.erase(id);
};
