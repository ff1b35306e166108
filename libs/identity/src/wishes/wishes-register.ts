import type pg from 'pg';
import { defaultWishes, type PersonId, type ReminderWishes } from '#domain';

/** Wishes as they were kept. `changedAt`: ISO instant. */
export interface KeptWishes {
  /** 0: the person never said anything. */
  readonly version: number;
  readonly wishes: ReminderWishes;
  readonly changedBy: PersonId | null;
  readonly changedAt: string | null;
  /** By a link in a mail, or signed in. */
  readonly via: WishedVia;
}

type WishedVia = 'web' | 'link';

interface WishesRow {
  readonly person_id: string;
  readonly version: number;
  readonly daily_at: number | null;
  readonly muted_days: number[];
  readonly muted_coordination: boolean;
  readonly changed_by: string;
  readonly changed_at: Date;
  readonly via: WishedVia;
}

const keptOf = (row: WishesRow): KeptWishes => ({
  version: row.version,
  wishes: {
    dailyAt: row.daily_at,
    mutedDays: row.muted_days,
    mutedCoordination: row.muted_coordination,
  },
  changedBy: row.changed_by as PersonId,
  changedAt: row.changed_at.toISOString(),
  via: row.via,
});

const unsaid: KeptWishes = { version: 0, wishes: defaultWishes, changedBy: null, changedAt: null, via: 'web' };

/** What persons wish of their reminders, with everything they wished before. Index: reminder_wishes_pkey. */
export class WishesRegister {
  constructor(private readonly sql: Pick<pg.Pool, 'query'>) {}

  async of(person: PersonId): Promise<KeptWishes> {
    const { rows } = await this.sql.query<WishesRow>(
      'select * from id.reminder_wishes where person_id = $1 order by version desc limit 1',
      [person],
    );
    return rows[0] === undefined ? unsaid : keptOf(rows[0]);
  }

  /** Newest first. */
  async history(person: PersonId, limit = 50): Promise<readonly KeptWishes[]> {
    const { rows } = await this.sql.query<WishesRow>(
      'select * from id.reminder_wishes where person_id = $1 order by version desc limit $2',
      [person, limit],
    );
    return rows.map(keptOf);
  }

  /** What held at an instant: why a reminder went, or did not. */
  async asOf(person: PersonId, at: string): Promise<ReminderWishes> {
    const { rows } = await this.sql.query<WishesRow>(
      'select * from id.reminder_wishes where person_id = $1 and changed_at <= $2 order by version desc limit 1',
      [person, at],
    );
    return rows[0] === undefined ? defaultWishes : keptOf(rows[0]).wishes;
  }

  /** False where somebody changed them since the version that was seen: nothing is kept then. The primary key decides between two. */
  async change(person: PersonId, wishes: ReminderWishes, seenVersion: number, via: WishedVia = 'web'): Promise<boolean> {
    const { rowCount } = await this.sql.query(
      `insert into id.reminder_wishes (person_id, version, daily_at, muted_days, muted_coordination, changed_by, via)
       select $1, $2::integer + 1, $3, $4, $5, $1, $6
        where coalesce((select max(version) from id.reminder_wishes where person_id = $1), 0) = $2::integer
       on conflict do nothing`,
      [person, seenVersion, wishes.dailyAt, wishes.mutedDays, wishes.mutedCoordination, via],
    );
    return rowCount === 1;
  }
}
