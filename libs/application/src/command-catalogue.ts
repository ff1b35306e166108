import 'reflect-metadata';
import {
  ActOnAgency,
  ActOnIndicator,
  ActOnReport,
  ActOnTask,
  AmendPlan,
  ChangeAgencyGroup,
  ChangeCalendar,
  ChangePolicy,
  CloseDraft,
  ConfirmSuccession,
  CorrectPlanDraft,
  DraftPlan,
  EnterLetter,
  EnterPlan,
  ForgetAgencyName,
  RecordReorganisation,
  RemarkOnTask,
  TurnCorrection,
} from './commands.js';

type Class = abstract new (...args: never[]) => unknown;

/** Where `@CommandHandler` leaves its command; the package does not export the key. */
const COMMAND_HANDLER_METADATA = '__commandHandler__';

const commands: readonly Class[] = [
  ActOnTask,
  RemarkOnTask,
  AmendPlan,
  DraftPlan,
  CorrectPlanDraft,
  TurnCorrection,
  CloseDraft,
  EnterPlan,
  EnterLetter,
  ForgetAgencyName,
  ActOnIndicator,
  ActOnAgency,
  ChangeAgencyGroup,
  ChangeCalendar,
  ChangePolicy,
  RecordReorganisation,
  ConfirmSuccession,
  ChangeCalendar,
  ActOnReport,
];

/** Called at boot: a command without a handler, or with two, stops the process with its name. */
export const assertEveryCommandHasOneHandler = (handlers: readonly Class[]): void => {
  for (const command of commands) {
    const count = handlers.filter((handler) => Reflect.getMetadata(COMMAND_HANDLER_METADATA, handler) === command).length;
    if (count !== 1) throw new Error(`Command ${command.name} has ${count} handlers; it must have exactly one`);
  }
};
