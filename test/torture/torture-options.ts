/** How hard a run is. */
export interface TortureOptions {
  /** Appends that have to be accepted before the run ends. */
  readonly appends: number;
  /** `kill -9` of writers, readers, backends and servers, spread over the run. */
  readonly kills: number;
  readonly writers: number;
  readonly readers: number;
}

const shortForm: TortureOptions = { appends: 50_000, kills: 12, writers: 8, readers: 2 };
const longForm: TortureOptions = { appends: 1_000_000, kills: 60, writers: 8, readers: 2 };

const given = (name: string, usual: number): number => Number(process.env[name] ?? usual);

/** The short form is part of the test run; the long form is `npm run test:torture`. Each number can be set in the environment. */
export const tortureOptions = (form: 'short' | 'long'): TortureOptions => {
  const usual = form === 'short' ? shortForm : longForm;
  return {
    appends: given('TORTURE_APPENDS', usual.appends),
    kills: given('TORTURE_KILLS', usual.kills),
    writers: given('TORTURE_WRITERS', usual.writers),
    readers: given('TORTURE_READERS', usual.readers),
  };
};
