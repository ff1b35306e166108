import type { Registry } from 'prom-client';
import { liveGauge } from '#platform';
import type { ProjectionProgress, ProjectionProgressRow } from './projection-progress.js';
import type { ProjectionRunner } from './projection-runner.js';

interface Measure {
  readonly name: string;
  readonly help: string;
  readonly of: (row: ProjectionProgressRow) => number;
}

const measures: readonly Measure[] = [
  { name: 'dondoc_projection_lag_events', help: 'Events of the log that the projection has not seen yet', of: ({ lag }) => lag },
  { name: 'dondoc_projection_position', help: 'Position of the log up to which the projection has come', of: ({ position }) => position },
  { name: 'dondoc_projection_parked_events', help: 'Events that the projection has set aside', of: ({ parked }) => parked },
  {
    name: 'dondoc_projection_problem',
    help: '1: something keeps the projection from advancing',
    of: ({ problem }) => (problem === null ? 0 : 1),
  },
  {
    name: 'dondoc_projection_followed',
    help: '1: a process follows the log for the projection',
    of: ({ owner }) => (owner === null ? 0 : 1),
  },
];

const statuses: readonly ProjectionProgressRow['status'][] = ['building', 'live', 'retired'];

/** How far each projection is, for Prometheus, whichever process leads it. */
export const measureProgress = (registry: Registry, progress: ProjectionProgress): void => {
  for (const { name, help, of } of measures) {
    liveGauge(registry, { name, help, labels: ['projection'] }, async (own) => {
      for (const row of await progress.status()) own.set({ projection: row.name }, of(row));
    });
  }
  liveGauge(
    registry,
    { name: 'dondoc_projection_status', help: '1 for the status that the projection has', labels: ['projection', 'status'] },
    async (own) => {
      for (const row of await progress.status()) {
        for (const status of statuses) own.set({ projection: row.name, status }, row.status === status ? 1 : 0);
      }
    },
  );
};

/** What the followers of this process are doing. */
export const measureRunner = (registry: Registry, runner: Pick<ProjectionRunner, 'states'>): void => {
  liveGauge(
    registry,
    {
      name: 'dondoc_projection_follower_state',
      help: '1 for what this process does for the projection: idle, waiting, loading, following, retrying, stopped',
      labels: ['projection', 'state'],
    },
    (own) => {
      for (const [projection, state] of runner.states()) own.set({ projection, state }, 1);
      return Promise.resolve();
    },
  );
};
