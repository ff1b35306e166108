import { DataSource } from 'typeorm';
import { schemaOf } from '#event-store';
import { sessionSettings } from '#platform';
import { AgencyGroupRow, AgencyRow } from '../agencies/agency.entity.js';
import { IndicatorRow } from '../indicators/indicator.entity.js';
import { PlanRow } from '../plans/plan.entity.js';
import { ReorganisationRow } from '../reorganisations/reorganisation.entity.js';
import { ReportRow } from '../reports/report.entity.js';
import { RemarksRow } from '../remarks/remarks.entity.js';
import { projections } from '../projections.js';
import { LeadPartRow } from '../tasks/lead-part.entity.js';
import { TaskRow } from '../tasks/task.entity.js';

/** No page is worth waiting longer for. */
const STATEMENT_TIMEOUT_MS = 15_000;

/** Where unqualified names of tables lead: to the serving editions of the views as this code defines them. */
const searchPath = [...projections.map((view) => schemaOf(view)), 'public'].join(',');

/** The query side's connection. The views' tables are made by their projections, never by TypeORM. */
export const readDatabase = (url: string, poolSize = 6): DataSource =>
  new DataSource({
    type: 'postgres',
    url,
    poolSize,
    entities: [AgencyRow, AgencyGroupRow, IndicatorRow, PlanRow, RemarksRow, ReorganisationRow, ReportRow, LeadPartRow, TaskRow],
    synchronize: false,
    migrationsRun: false,
    installExtensions: false,
    applicationName: 'dondoc-read',
    extra: { statement_timeout: STATEMENT_TIMEOUT_MS, options: sessionSettings({ search_path: searchPath }) },
  });
