import type pg from 'pg';
import { newId, type Clock, type MasterKey, openUnder, SealBroken } from '#platform';
import type { SubjectKeys } from '../keys/subject-keys.js';
import { foldedName } from '../keys/subject-keys.js';
import { applyErasure, recordedErasures } from './apply-erasure.js';
import type { Erasure } from './erasure.js';

/** A name that stands in recorded documents. */
export interface FoundName {
  readonly subject: string;
  readonly name: string;
  /** In whose documents: an agency's id, or `plan-<id>`. */
  readonly scope: string;
  /** Events that hold it. */
  readonly events: number;
}

/** A person of the register whose name fits. */
export interface FoundPerson {
  readonly person: string;
  readonly name: string;
}

export interface ErasureWish {
  readonly person: string | null;
  readonly subjects: readonly string[];
  readonly reason: string;
  readonly by: string;
}

interface LabelRow {
  readonly subject_id: string;
  readonly scope: string;
  readonly wrapped_key: Buffer;
  readonly label: Buffer;
}

/** Finds a person's data wherever they stand, and takes them away on request. What was done is recorded with ids alone. */
export class Erasures {
  constructor(
    private readonly pool: pg.Pool,
    private readonly masterKey: MasterKey,
    private readonly keys: SubjectKeys,
    private readonly clock: Clock,
  ) {}

  /** Names in documents that hold the given text; every kept name is opened for it. */
  async findNames(text: string): Promise<readonly FoundName[]> {
    const wanted = foldedName(text);
    const { rows } = await this.pool.query<LabelRow>(
      `select subject_id, scope, wrapped_key, label from es.subject_keys
        where tenant_id = 'main' and wrapped_key is not null and label is not null order by scope, subject_id`,
    );
    const found = rows.flatMap((row) => {
      const name = this.nameOf(row);
      return name !== null && foldedName(name).includes(wanted) ? [{ subject: row.subject_id, name, scope: row.scope }] : [];
    });
    const counts = await this.eventsOf(found.map(({ subject }) => subject));
    return found.map((one) => ({ ...one, events: counts.get(one.subject) ?? 0 }));
  }

  async findPeople(text: string): Promise<readonly FoundPerson[]> {
    const { rows } = await this.pool.query<{ person: string; name: string }>(
      'select person_id as person, name from id.people where erased_at is null order by name, person_id',
    );
    const wanted = foldedName(text);
    return rows.filter(({ name }) => foldedName(name).includes(wanted));
  }

  /** Null: there is nothing to erase under these ids. */
  async erase({ person, subjects, reason, by }: ErasureWish): Promise<Erasure | null> {
    const one: Erasure = { id: newId(), person, subjects: [...subjects], reason, by, at: this.clock.now() };
    const client = await this.pool.connect();
    try {
      await client.query('begin');
      const stands = await somethingStands(client, one);
      if (stands) await applyErasure(client, one);
      await client.query('commit');
      for (const subject of subjects) this.keys.forget(subject);
      return stands ? one : null;
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      throw error;
    } finally {
      client.release();
    }
  }

  /** Newest first. */
  list(): Promise<readonly Erasure[]> {
    return recordedErasures(this.pool);
  }

  private nameOf({ subject_id: subject, wrapped_key: wrapped, label }: LabelRow): string | null {
    try {
      return openUnder(this.masterKey.open('subject keys', wrapped, `main/${subject}`), label, 'label').toString('utf8');
    } catch (error) {
      if (error instanceof SealBroken) return null;
      throw error;
    }
  }

  /** One pass over the log; a request of this kind is rare. */
  private async eventsOf(subjects: readonly string[]): Promise<ReadonlyMap<string, number>> {
    if (subjects.length === 0) return new Map();
    const { rows } = await this.pool.query<{ subject: string; events: string }>(
      `select subject, count(*) as events
         from (select distinct position, (regexp_matches(data::text, 'sealed:v1:([0-9a-f-]{36}):', 'g'))[1] as subject
                 from es.events where data::text like '%sealed:v1:%') as mentioned
        where subject = any($1) group by subject`,
      [subjects],
    );
    return new Map(rows.map(({ subject, events }) => [subject, Number(events)]));
  }
}

const somethingStands = async (sql: Pick<pg.Pool, 'query'>, { person, subjects }: Erasure): Promise<boolean> => {
  const { rows } = await sql.query<{ stands: boolean }>(
    `select exists (select 1 from es.subject_keys where tenant_id = 'main' and subject_id = any($1) and wrapped_key is not null)
         or exists (select 1 from id.people where person_id = $2 and erased_at is null) as stands`,
    [subjects, person],
  );
  return rows[0]?.stands === true;
};
