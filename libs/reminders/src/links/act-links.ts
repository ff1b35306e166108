import { createHash, randomBytes } from 'node:crypto';
import type { LeadPartId, PersonId, TaskId } from '#domain';
import type { Sql, Statement } from '#event-store';
import { Together } from '../shared/together.js';

/** What a link is good for: one person, one lead part, one assignment of it. */
export interface ActBinding {
  readonly person: PersonId;
  readonly task: TaskId;
  readonly part: LeadPartId;
  /** The number of the assignment: after a reassignment the link is void. */
  readonly assignment: number;
}

export interface ActLink extends ActBinding {
  readonly state: 'open' | 'used' | 'expired';
}

interface LinkRow {
  readonly person_id: string;
  readonly task_id: string;
  readonly part: string;
  readonly assignment: number;
  readonly used: boolean;
  readonly expired: boolean;
}

const DAYS = 14;
const digest = (token: string): Buffer => createHash('sha256').update(token, 'utf8').digest();

interface Minted extends ActBinding {
  readonly token: string;
}

const MINT: Statement = {
  name: 'rem_mint',
  text: `
  insert into rem.act_links (token_sha256, person_id, task_id, part, assignment, expires_at)
  select *, app_now() + make_interval(days => ${DAYS})
    from unnest($1::bytea[], $2::uuid[], $3::uuid[], $4::text[], $5::integer[])`,
};

/** Tokens of links in mails: kept as hashes, good for a fortnight and for one act. */
export class ActLinks {
  readonly #minting: Together<Minted, string>;

  constructor(private readonly sql: Sql) {
    this.#minting = new Together(async (minted) => {
      await sql.query(MINT, [
        minted.map(({ token }) => digest(token)),
        minted.map(({ person }) => person),
        minted.map(({ task }) => task),
        minted.map(({ part }) => part),
        minted.map(({ assignment }) => assignment),
      ]);
      return minted.map(({ token }) => token);
    });
  }

  mint(binding: ActBinding): Promise<string> {
    return this.#minting.ask({ ...binding, token: randomBytes(24).toString('base64url') });
  }

  /** Null: nobody was given this token. Reading changes nothing. */
  async read(token: string): Promise<ActLink | null> {
    const { rows } = await this.sql.query<LinkRow>(
      `select person_id, task_id, part, assignment, used_at is not null as used, expires_at <= app_now() as expired
         from rem.act_links where token_sha256 = $1`,
      [digest(token)],
    );
    const row = rows[0];
    if (row === undefined) return null;
    return {
      person: row.person_id as PersonId,
      task: row.task_id as TaskId,
      part: row.part as LeadPartId,
      assignment: row.assignment,
      state: row.used ? 'used' : row.expired ? 'expired' : 'open',
    };
  }

  /** The act is done: this link, and every other to the same assignment for the same person. */
  async use({ person, task, part, assignment }: ActBinding): Promise<void> {
    await this.sql.query(
      `update rem.act_links set used_at = app_now()
        where person_id = $1 and task_id = $2 and part = $3 and assignment = $4 and used_at is null`,
      [person, task, part, assignment],
    );
  }
}

const PLACE = /\[\[tiep-nhan ([0-9a-f-]{36}) (\w+) (\d+)\]\]/gu;

/** Where a token will stand in a letter; a preview shows it as it is, and mints nothing. */
export const linkPlace = ({ task, part, assignment }: Omit<ActBinding, 'person'>): string => `[[tiep-nhan ${task} ${part} ${assignment}]]`;

/** Puts a token of its own into each place of text and HTML alike. */
export const fillLinks = async (
  letter: { readonly text: string; readonly html: string },
  mint: (binding: Omit<ActBinding, 'person'>) => Promise<string>,
): Promise<{ readonly text: string; readonly html: string }> => {
  const tokens = new Map<string, string>();
  const places = new Map([...letter.text.matchAll(PLACE)].map((found) => [found[0], found] as const));
  await Promise.all(
    [...places].map(async ([place, [, task = '', part = '', assignment = '']]) => {
      tokens.set(place, await mint({ task: task as TaskId, part: part as LeadPartId, assignment: Number(assignment) }));
    }),
  );
  const fill = (text: string): string => text.replace(PLACE, (place) => tokens.get(place) ?? place);
  return { text: fill(letter.text), html: fill(letter.html) };
};
