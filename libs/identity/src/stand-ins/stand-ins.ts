import type pg from 'pg';
import { newId } from '#platform';
import type { AgencyId, PersonId, PlainDate } from '#domain';
import { problemOfStandIn, type NewStandIn, type StandIn, type StandInProblem } from './stand-in.js';

interface StandInRow {
  readonly id: string;
  readonly agency_id: string;
  readonly absent_id: string;
  readonly receiver_id: string;
  readonly from_day: string;
  readonly to_day: string;
  readonly reason: string | null;
  readonly gets_copy: boolean;
  readonly named_by: string;
  readonly named_at: Date;
  readonly ended_by: string | null;
  readonly ended_at: Date | null;
}

/** Dates as text: node-postgres would read them in the server's own time zone. */
const COLUMNS = `id, agency_id, absent_id, receiver_id, from_day::text, to_day::text, reason, gets_copy, named_by, named_at, ended_by, ended_at`;

const standInOf = (row: StandInRow): StandIn => ({
  id: row.id,
  agencyId: row.agency_id as AgencyId,
  absentId: row.absent_id as PersonId,
  receiverId: row.receiver_id as PersonId,
  from: row.from_day as PlainDate,
  to: row.to_day as PlainDate,
  reason: row.reason,
  getsCopy: row.gets_copy,
  namedBy: row.named_by as PersonId,
  namedAt: row.named_at.toISOString(),
  ended: row.ended_by === null || row.ended_at === null ? null : { by: row.ended_by as PersonId, at: row.ended_at.toISOString() },
});

/** Who receives for whom, with everything that was ever named. Index: stand_ins_of_agency, stand_ins_pkey. */
export class StandIns {
  constructor(private readonly pool: Pick<pg.Pool, 'query' | 'connect'>) {}

  /** One names at a time: the table is held for the few milliseconds of the look and the insert. */
  async name(wanted: NewStandIn, today: PlainDate): Promise<StandIn | StandInProblem> {
    const client = await this.pool.connect();
    try {
      await client.query('begin');
      await client.query('lock table id.stand_ins in share row exclusive mode');
      const { rows: open } = await client.query<StandInRow>(
        `select ${COLUMNS} from id.stand_ins where ended_at is null and to_day >= $1 and (absent_id = any($2) or receiver_id = any($2))`,
        [wanted.from, [wanted.absentId, wanted.receiverId]],
      );
      const problem = problemOfStandIn(wanted, open.map(standInOf), today);
      const { rows } = problem === null ? await this.#insert(client, wanted) : { rows: [] };
      await client.query('commit');
      return rows[0] === undefined ? (problem ?? 'OVERLAP') : standInOf(rows[0]);
    } catch (error) {
      await client.query('rollback');
      throw error;
    } finally {
      client.release();
    }
  }

  /** From now on each gets their own again. False: it has ended already, or there is none. */
  async end(id: string, by: PersonId): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `update id.stand_ins set ended_by = $2, ended_at = date_trunc('milliseconds', app_now()) where id = $1 and ended_at is null`,
      [id, by],
    );
    return rowCount === 1;
  }

  async find(id: string): Promise<StandIn | null> {
    return (await this.byIds([id]))[0] ?? null;
  }

  async byIds(ids: readonly string[]): Promise<readonly StandIn[]> {
    const { rows } = await this.pool.query<StandInRow>(`select ${COLUMNS} from id.stand_ins where id = any($1)`, [ids]);
    return rows.map(standInOf);
  }

  /** Those that stand in an agency on a day. */
  async standing(agency: AgencyId, on: PlainDate): Promise<readonly StandIn[]> {
    const { rows } = await this.pool.query<StandInRow>(
      `select ${COLUMNS} from id.stand_ins where agency_id = $1 and ended_at is null and from_day <= $2 and to_day >= $2`,
      [agency, on],
    );
    return rows.map(standInOf);
  }

  /** Those that stood on a day by what was known at an instant, in the agencies named. */
  async stoodAt(agencies: readonly AgencyId[], on: PlainDate, known: string): Promise<readonly StandIn[]> {
    const { rows } = await this.pool.query<StandInRow>(
      `select ${COLUMNS} from id.stand_ins
        where agency_id = any($1) and from_day <= $2 and to_day >= $2 and named_at <= $3 and (ended_at is null or ended_at > $3)
        order by from_day, id`,
      [agencies, on, known],
    );
    return rows.map(standInOf);
  }

  /** Of the agencies named, newest first; null: of every agency. */
  async list(agencies: readonly AgencyId[] | null, limit = 200): Promise<readonly StandIn[]> {
    const { rows } = await this.pool.query<StandInRow>(
      `select ${COLUMNS} from id.stand_ins where $1::text[] is null or agency_id = any($1) order by named_at desc, id limit $2`,
      [agencies, limit],
    );
    return rows.map(standInOf);
  }

  #insert(client: pg.PoolClient, wanted: NewStandIn): Promise<pg.QueryResult<StandInRow>> {
    const { agencyId, absentId, receiverId, from, to, reason, getsCopy, namedBy } = wanted;
    return client.query<StandInRow>(
      `insert into id.stand_ins (id, agency_id, absent_id, receiver_id, from_day, to_day, reason, gets_copy, named_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning ${COLUMNS}`,
      [newId(), agencyId, absentId, receiverId, from, to, reason, getsCopy, namedBy],
    );
  }
}
