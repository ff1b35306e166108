import type { View } from '#event-store';
import { agencyProjection } from './agencies/agency.projection.js';
import { indicatorProjection } from './indicators/indicator.projection.js';
import { planProjection } from './plans/plan.projection.js';
import { remarksProjection } from './remarks/remarks.projection.js';
import { reorganisationProjection } from './reorganisations/reorganisation.projection.js';
import { reportProjection } from './reports/report.projection.js';
import { taskProjection } from './tasks/task.projection.js';

/** Every view of this library; the worker lets them follow the log. */
export const projections: readonly View[] = [
  agencyProjection,
  planProjection,
  taskProjection,
  indicatorProjection,
  reorganisationProjection,
  reportProjection,
  remarksProjection,
];
