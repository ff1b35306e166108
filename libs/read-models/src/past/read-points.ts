import type { DataSource, EntityManager } from 'typeorm';
import { dateInVietnam, type PlainDate } from '#domain';
import { definitionOf, pastEdition, schemaOf, type PastEditions, type PastMoment, type View } from '#event-store';
import { projections } from '../projections.js';
import { Names } from '../shared/names.js';
import type { CurrentDay, Today } from '../shared/ports.js';
import { agencyRows, type AgencyQueries } from '../agencies/agency.queries.js';
import type { Past } from './past-question.js';

/** Where a query reads: tables as they are or as they were, and the day for which it counts. */
export interface ReadPoint {
  readonly manager: EntityManager;
  readonly today: Today;
  readonly names: Names;
}

export interface ReadPointParts {
  readonly database: DataSource;
  readonly past: PastEditions;
  readonly agencies: AgencyQueries;
  readonly currentDay: CurrentDay;
  /** How long a past may take to be built before the asker is told to come again; default 8,000 ms. */
  readonly patienceMs?: number;
}

type ViewName = 'tasks' | 'plans' | 'indicators' | 'reorganisations';

const viewNamed = (name: string): View => {
  const view = projections.find((one) => one.name === name);
  if (view === undefined) throw new Error(`There is no view ${name}`);
  return view;
};

/** Hands queries the tables of now, or those of a past in which nothing moves any more. */
export class ReadPoints {
  constructor(private readonly parts: ReadPointParts) {}

  /** `past` null: now. `views`: those that the work reads, besides the agencies. */
  async at<Result>(past: Past | null, views: readonly ViewName[], work: (point: ReadPoint) => Promise<Result>): Promise<Result> {
    const { database, currentDay, agencies } = this.parts;
    const [today, lives] = await Promise.all([currentDay.today(), past === null ? agencies.lives() : null]);
    if (past === null) return work({ manager: database.manager, today, names: Names.on(today.date, lives ?? new Map()) });
    const then = { ...today, date: dateInVietnam(past.at) };
    return this.inPast(past.moment, views, async (manager) => work({ manager, today: then, names: await namesIn(manager, then.date) }));
  }

  private async inPast<Result>(
    moment: PastMoment,
    names: readonly ViewName[],
    work: (manager: EntityManager) => Promise<Result>,
  ): Promise<Result> {
    // Only tasks are asked about by what held; plans, indicators and agencies are what was known.
    const known = { ...moment, held: null };
    const wanted = [...names, 'agencies'].map((name) => ({ view: viewNamed(name), moment: name === 'tasks' ? moment : known }));
    for (;;) {
      for (const { view, moment: own } of wanted) await this.parts.past.ensure(view, own, this.parts.patienceMs ?? 8_000);
      const found = await this.parts.database.transaction(async (manager) => {
        if (!(await allHeld(manager, wanted))) return null;
        const path = wanted.map(({ view, moment: own }) => schemaOf(view, pastEdition(own)));
        await manager.query(`set local search_path = ${[...path, 'public'].join(', ')}`);
        return { result: await work(manager) };
      });
      if (found !== null) return found.result;
    }
  }
}

/** Holds the editions until the transaction ends; false where one of them was taken away before that. */
const allHeld = async (
  manager: EntityManager,
  wanted: readonly { readonly view: View; readonly moment: PastMoment }[],
): Promise<boolean> => {
  const rows: unknown[] = await manager.query(
    `select 1 from es.projections
      where (name, definition, edition) in (select * from unnest($1::text[], $2::text[], $3::text[])) and shard = 0 and loaded
        for key share`,
    [wanted.map(({ view }) => view.name), wanted.map(({ view }) => definitionOf(view)), wanted.map(({ moment }) => pastEdition(moment))],
  );
  return rows.length === wanted.length;
};

/** Agencies as they were known, called as they were on the day. */
const namesIn = async (manager: EntityManager, day: PlainDate): Promise<Names> => {
  const rows = await agencyRows(manager);
  return Names.on(day, new Map(rows.map((row) => [row.id, row.life])));
};
