import { readFileSync } from 'node:fs';
import type pg from 'pg';
import { plainDate, type AgencyId, type PersonId } from '#domain';
import { importEvents, type ImportedEvent } from '#event-store';
import { Accounts, PostgresPeople } from '#identity';
import { newId } from '#platform';

const agency = 'so-noi-vu' as AgencyId;
export const credentials = { username: 'so-noi-vu', password: 'one long password for a benchmark' };

/** One person of the agency that leads every task, with an account. */
export const seedPerson = async (pool: pg.Pool): Promise<void> => {
  const id = newId() as PersonId;
  const people = new PostgresPeople(pool);
  await people.savePerson({ id, name: 'Người thử', email: null, phone: null, zaloId: null, zaloConsent: false });
  await people.saveMembership({ personId: id, agencyId: agency, unit: null, position: 'officer', from: plainDate('2023-01-01'), to: null });
  await new Accounts(pool).create({ ...credentials, personId: id, roles: ['member'] });
};

const golden = (name: string): { readonly type: string; readonly data: object } => {
  const { type, data } = JSON.parse(readFileSync(`libs/domain/golden/${name}.v1.json`, 'utf8')) as { type: string; data: object };
  return { type, data };
};

/** So many tasks, entered and given to the agency, that wait to be acknowledged; returns their ids. */
export const seedTasks = async (pool: pg.Pool, count: number): Promise<readonly string[]> => {
  const [entered, assigned] = [golden('task-entered'), golden('part-assigned')];
  const ids = Array.from({ length: count }, () => newId());
  const events = function* (): Generator<ImportedEvent> {
    for (const taskId of ids) {
      const common = { streamId: `task-${taskId}`, actor: 'system', occurredAt: '2026-11-02T02:00:00.000Z', meta: { via: 'system' } };
      yield { ...common, version: 1, type: entered.type, data: { ...entered.data, taskId } };
      yield { ...common, version: 2, type: assigned.type, data: assigned.data };
    }
  };
  await importEvents(pool, events());
  await pool.query('vacuum analyze es.events');
  return ids;
};
