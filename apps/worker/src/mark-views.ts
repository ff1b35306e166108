import { ViewMarks } from '#event-store';
import type { AppContext } from '#platform';
import { projections } from '#read-models';

const EVERY_MS = 10 * 60_000;

/** Looks now and then whether the views are due for a mark, from which a past one can begin. Returns what ends it. */
export const markViews = ({ pool, logger }: Pick<AppContext, 'pool' | 'logger'>): (() => Promise<void>) => {
  const marks = new ViewMarks({ pool, views: projections });
  let looking: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    looking = marks.keep().catch((error: unknown) => {
      logger.warn({ err: error }, 'a view could not be marked');
    });
  }, EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await looking;
  };
};
