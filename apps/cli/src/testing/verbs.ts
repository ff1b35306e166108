import { expect } from '@jest/globals';
import { runProgram } from '../program.js';

/** Runs one command line in a pipe. */
export const run = async (...args: string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> => {
  let out = '';
  let err = '';
  const terminal = {
    out: (text: string) => {
      out += text;
    },
    err: (text: string) => {
      err += text;
    },
    width: undefined,
    isTerminal: false,
  };
  return { code: await runProgram(args, terminal), out, err };
};

/** The one JSON value that a verb prints with `--json`. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into it
export const json = async (...args: string[]): Promise<any> => {
  const { code, out, err } = await run(...args, '--json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out) as unknown;
};

/** Points the verbs at a database; gives back what puts the environment right again. `more`: other variables of the environment. */
export const pointAt = (
  url: string,
  masterKey = Buffer.alloc(32, 7).toString('base64'),
  more: Readonly<Record<string, string>> = {},
): (() => void) => {
  const own = { DATABASE_URL: url, MASTER_KEY: masterKey, ...more };
  const before = Object.keys(own).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, own);
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  };
};
