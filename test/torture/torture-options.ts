/** How hard a run is. */
export interface TortureOptions {
  /** Appends that have to be accepted before the run ends. */
  readonly appends: number;
  /** `kill -9` of writers, readers, backends and servers, spread over the run. */
  readonly kills: number;
  readonly writers: number;
  readonly readers: number;
}

const usual = {
  short: { appends: 50_000, kills: 12, writers: 8, readers: 2 },
  long: { appends: 1_000_000, kills: 60, writers: 8, readers: 2 },
} satisfies Record<string, TortureOptions>;

type Form = keyof typeof usual;

const given = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);

/** The short form is part of the test run; the long form is `npm run test:torture`. Each number can be set in the environment. */
export const tortureOptions = (form: Form): TortureOptions => {
  const { appends, kills, writers, readers } = usual[form];
  return {
    appends: given('TORTURE_APPENDS', appends),
    kills: given('TORTURE_KILLS', kills),
    writers: given('TORTURE_WRITERS', writers),
    readers: given('TORTURE_READERS', readers),
  };
};

/** Nothing was set in the environment. */
export const isAsUsual = (form: Form, options: TortureOptions): boolean => JSON.stringify(options) === JSON.stringify(usual[form]);
