import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import { programPath } from '../config/environment.js';
import { StartupError } from '../startup-error.js';
import { isReachable, type OperatingIdentity } from './operating-identity.js';

/** A program with its arguments, and the account that the spawning call has to give it. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly identity: OperatingIdentity | null;
}

export interface CommandWish {
  readonly program: string;
  readonly args: readonly string[];
  readonly identity: OperatingIdentity | null;
  /** Every path that the program must be able to reach. */
  readonly paths: readonly string[];
  /** The kernel asks the program to stop (SIGINT) when this process dies, however it dies. */
  readonly endsWithParent: boolean;
}

const findSetpriv = async (): Promise<string | null> => {
  for (const folder of programPath().split(path.delimiter)) {
    const file = path.join(folder, 'setpriv');
    const found = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return file;
  }
  return null;
};

const allReachable = async (paths: readonly string[], identity: OperatingIdentity | null): Promise<boolean> => {
  if (identity === null) return true;
  const answers = await Promise.all(paths.map((file) => isReachable(file, identity)));
  return answers.every(Boolean);
};

/**
 * A clone in a folder that only root may enter (`mktemp -d`) hides the programs from the account that runs them. That account
 * then keeps root's right to pass folders, and no other right; `no_setuid_fixup` makes access(2) honour it too.
 */
const passFolders = ['--securebits=+no_setuid_fixup', '--inh-caps=+dac_override', '--ambient-caps=+dac_override'];

const identityArguments = (identity: OperatingIdentity): string[] => [
  `--reuid=${identity.uid}`,
  `--regid=${identity.gid}`,
  '--clear-groups',
];

/** The command line that runs the program as that account. */
export const commandAs = async (wish: CommandWish): Promise<Command> => {
  const { program, args, identity } = wish;
  const setpriv = process.platform === 'linux' ? await findSetpriv() : null;
  const reachable = await allReachable(wish.paths, identity);
  if (setpriv === null) {
    if (reachable) return { program, args, identity };
    throw new StartupError(
      `Người dùng chạy PostgreSQL không vào được thư mục ${path.dirname(program)} hoặc thư mục dữ liệu; ` +
        'hãy cài gói util-linux (lệnh setpriv), hoặc đặt bản cài ở thư mục mọi người đi qua được (chmod o+x).',
    );
  }
  const wanted = [
    ...(wish.endsWithParent ? ['--pdeathsig=INT'] : []),
    ...(identity === null ? [] : identityArguments(identity)),
    ...(reachable ? [] : passFolders),
  ];
  return wanted.length === 0 ? { program, args, identity } : { program: setpriv, args: [...wanted, program, ...args], identity: null };
};
