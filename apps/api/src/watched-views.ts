import { projections } from '#read-models';

/** The views that the api's pages are made of: what `Min-Position` waits for and what readiness looks at. */
export const watchedViews: readonly string[] = projections.map(({ name }) => name);
