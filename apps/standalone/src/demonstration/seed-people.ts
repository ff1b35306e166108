import type pg from 'pg';
import { type AgencyDirectory, plainDate } from '#domain';
import { Accounts, PostgresPeople } from '#identity';
import { type DemoAccountsFile } from './demo-accounts.file.js';
import { type DemoAccount, demoPeople, mailboxOf } from './demo-people.js';

/** Before the plan's first day, so that its tasks find their people. */
export const SINCE = plainDate('2023-01-01');

/** People, their memberships and each agency's mailbox. May be repeated. */
export const seedPeople = async (pool: pg.Pool, directory: AgencyDirectory): Promise<void> => {
  const people = new PostgresPeople(pool);
  await Promise.all(directory.agencies.map(({ id }) => people.saveMailbox(id, mailboxOf(id))));
  await Promise.all(
    demoPeople(directory).map(async ({ memberships, ...person }) => {
      await people.savePerson(person);
      for (const membership of memberships) {
        await people.saveMembership({ ...membership, personId: person.id, from: SINCE, to: null });
      }
    }),
  );
};

/** The accounts that do not stand yet; hashing runs beside everything else, on the thread pool. */
export const seedAccounts = async (pool: pg.Pool, wanted: readonly DemoAccount[], passwords: DemoAccountsFile): Promise<void> => {
  const accounts = new Accounts(pool);
  const standing = new Set((await accounts.list()).map(({ username }) => username));
  const passwordOf = new Map(passwords.map(({ username, password }) => [username, password]));
  const missing = wanted.filter(({ username }) => !standing.has(username));
  await Promise.all(
    missing.map(async ({ username, personId, roles }) => {
      const password = passwordOf.get(username);
      if (password !== undefined) await accounts.create({ username, password, personId, roles });
    }),
  );
};
