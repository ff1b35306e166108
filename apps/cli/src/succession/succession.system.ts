import {
  Application,
  CalendarOfTheLog,
  ConfirmSuccession,
  PoliciesOfTheLog,
  RecordReorganisation,
  ReorganisationProcess,
  reorganisationOf,
  type CommandActor,
  type CommandOutcome,
} from '#application';
import type { ReorganisationFile, ReorganisationView, SuccessionProposalLine } from '#contracts';
import { dateInVietnam, type SuccessionLine } from '#domain';
import { PastEditions, ProjectionRunner, type PostgresEventStore } from '#event-store';
import { PostgresPeople, TaskPolicy } from '#identity';
import { SubjectKeys } from '#personal-data';
import { planRowsOf } from '#plan-import';
import type { AppContext } from '#platform';
import { AgencyQueries, projections, readDatabase, ReadPoints, ReorganisationQueries, type Today } from '#read-models';
import { isSuperiorIn, langSon2023, vietnamWorkingCalendar } from '#reference-data';
import { withSystem } from '../shared/open-system.js';
import { withLog } from '../shared/system-data.js';
import { Refused } from '../shared/terminal.js';

/** Whoever runs the command line on the server acts for the Office. */
const office: CommandActor = { personId: null, roles: ['office'], agencies: [], via: 'cli' };
const by = { actor: office, onBehalfOf: null, request: null };

interface Parts {
  readonly context: AppContext;
  readonly store: PostgresEventStore;
  readonly agencies: AgencyQueries;
  readonly calendar: CalendarOfTheLog;
  readonly reorganisations: ReorganisationQueries;
}

const carriedOut = (outcome: CommandOutcome): void => {
  if (outcome.ok) return;
  throw new Refused(`Chưa thực hiện được: ${outcome.code} ${JSON.stringify(outcome.details)}. Chưa có gì được ghi ở bước này.`);
};

/** What the verbs of succession do in the system. */
export class SuccessionSystem {
  constructor(private readonly parts: Parts) {}

  /** Lets the views follow the log to its end: a worker need not run. */
  async follow(): Promise<void> {
    const { context, store } = this.parts;
    await new ProjectionRunner({ store, pool: context.pool, projections }).catchUp();
  }

  async proposal(file: ReorganisationFile): Promise<readonly SuccessionProposalLine[]> {
    await this.follow();
    return this.parts.reorganisations.proposal(reorganisationOf(file));
  }

  /** Records the reorganisation, with its agencies and groups; again changes nothing. */
  async record(file: ReorganisationFile): Promise<void> {
    await this.follow();
    carriedOut(await this.application().recordReorganisation(new RecordReorganisation({ ...by, reorganisation: reorganisationOf(file) })));
    await this.carryOut(file.id);
  }

  /** Confirms the lines and moves them. */
  async confirm(reorganisationId: string, lines: readonly SuccessionLine[]): Promise<void> {
    carriedOut(await this.application().confirmSuccession(new ConfirmSuccession({ ...by, reorganisationId, lines })));
    await this.carryOut(reorganisationId);
  }

  async view(id: string): Promise<ReorganisationView> {
    const found = await this.parts.reorganisations.reorganisation(id);
    if (found === null) throw new Refused(`Chưa ghi nhận đợt sắp xếp ${id}.`);
    return found;
  }

  /** A worker may do the same at once: what has moved stays moved. */
  private async carryOut(id: string): Promise<void> {
    const { context, store, calendar } = this.parts;
    await new ReorganisationProcess({ store, clock: context.clock, calendar }).carryOut(id);
    await this.follow();
  }

  private application(): Application {
    const { context, store, agencies, calendar } = this.parts;
    return new Application({
      store,
      clock: context.clock,
      calendar,
      agencies,
      policy: new TaskPolicy(),
      memberships: new PostgresPeople(context.pool),
      personalTexts: new SubjectKeys(context.pool, context.masterKey),
      planRows: { rowsOf: planRowsOf },
      superiors: isSuperiorIn,
    });
  }
}

/** Opens what succession needs, for as long as the work takes. */
export const withSuccession = <Result>(work: (system: SuccessionSystem) => Promise<Result>): Promise<Result> =>
  withSystem((context) =>
    withLog(context, async (store) => {
      // The views' tables must be there before anybody reads them.
      await new ProjectionRunner({ store, pool: context.pool, projections }).prepare();
      const database = await readDatabase(context.databaseUrl).initialize();
      const past = new PastEditions({ store, pool: context.pool });
      try {
        const agencies = new AgencyQueries(database, langSon2023.groups);
        const calendar = new CalendarOfTheLog(store, vietnamWorkingCalendar);
        const policies = await new PoliciesOfTheLog(store).book();
        const today: Today = {
          date: dateInVietnam(context.clock.now()),
          calendar: await calendar.calendar(),
          dayOffRuleOf: (plan) => policies.ruling(plan).dayOffRule,
        };
        const points = new ReadPoints({ database, past, agencies, currentDay: { today: () => Promise.resolve(today) } });
        return await work(new SuccessionSystem({ context, store, agencies, calendar, reorganisations: new ReorganisationQueries(points) }));
      } finally {
        await past.close();
        await database.destroy();
      }
    }),
  );
