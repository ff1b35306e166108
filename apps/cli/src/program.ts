import { Command, CommanderError } from 'commander';
import { addBackup } from './backup/backup.command.js';
import { addRestore } from './backup/restore.command.js';
import { addBounces } from './bounces/bounces.command.js';
import { addErase } from './erase/erase.command.js';
import { addAnchor } from './evidence/anchor.command.js';
import { addExportProof } from './evidence/export-proof.command.js';
import { addVerify } from './evidence/verify.command.js';
import { addFiles } from './files/files.command.js';
import { addImport } from './import-plan/import.command.js';
import { Refused, TryAgain, WrongUsage, type Terminal } from './shared/terminal.js';
import { addStream } from './stream/stream.command.js';
import { addSuccession } from './succession/succession.command.js';
import { addUsers } from './users/users.command.js';
import { addRebuild } from './views/rebuild.command.js';
import { addViews } from './views/views.command.js';

const SUCCESS = 0;
const REFUSED = 1;
const WRONG_USAGE = 2;
/** EX_TEMPFAIL of sysexits.h. */
const TRY_AGAIN = 75;

const build = (terminal: Terminal): Command => {
  const program = new Command('dondoc')
    .description('Đôn Đốc: theo dõi, đôn đốc thực hiện nhiệm vụ giao trong kế hoạch')
    .configureOutput({ writeOut: (text) => terminal.out(text), writeErr: (text) => terminal.err(text) })
    .helpCommand('help [verb]', 'xem hướng dẫn của một lệnh')
    .helpOption('-h, --help', 'xem hướng dẫn')
    .showHelpAfterError('(thêm --help để xem hướng dẫn)');
  addImport(program, terminal);
  addStream(program, terminal);
  addUsers(program, terminal);
  addBackup(program, terminal);
  addRestore(program, terminal);
  addVerify(program, terminal);
  addAnchor(program, terminal);
  addExportProof(program, terminal);
  addRebuild(program, terminal);
  addViews(program, terminal);
  addErase(program, terminal);
  addBounces(program, terminal);
  addFiles(program, terminal);
  addSuccession(program, terminal);
  return withExitOverride(program);
};

/** Commander ends the process itself unless each command is told not to. */
const withExitOverride = (command: Command): Command => {
  command.exitOverride();
  for (const child of command.commands) withExitOverride(child);
  return command;
};

/** Errors of this system's own libraries carry their sentence; anything else is unforeseen and shows its stack. */
const sentence = async (error: unknown): Promise<string> => {
  if (error instanceof Refused || error instanceof WrongUsage || error instanceof TryAgain) return error.message;
  if (error instanceof Error && ['ImportRefused', 'FileRefused', 'StartupError', 'BackupRefused', 'LogNotSound'].includes(error.name))
    return error.message;
  const { sentenceOf } = await import('#platform');
  return sentenceOf(error);
};

const exitCodeOf = (error: CommanderError): number => (error.exitCode === 0 ? SUCCESS : WRONG_USAGE);

/** Runs one command line; resolves with the exit code: 0 success, 1 refused, 2 wrong usage. */
export const runProgram = async (args: readonly string[], terminal: Terminal): Promise<number> => {
  const program = build(terminal);
  if (args.length === 0) {
    terminal.err(program.helpInformation());
    return WRONG_USAGE;
  }
  try {
    await program.parseAsync(args, { from: 'user' });
    return SUCCESS;
  } catch (error) {
    if (error instanceof CommanderError) return exitCodeOf(error);
    terminal.err(`${await sentence(error)}\n`);
    if (error instanceof TryAgain) return TRY_AGAIN;
    return error instanceof WrongUsage ? WRONG_USAGE : REFUSED;
  }
};
