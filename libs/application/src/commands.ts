import { Command } from '@nestjs/cqrs';
import type {
  AgencyCommand,
  AgencyGroupCommand,
  AgencyId,
  CalendarCommand,
  DocumentRef,
  DraftEdit,
  FileRef,
  IndicatorCommand,
  IndicatorId,
  Instant,
  LineChoice,
  PlainDate,
  PlanId,
  PolicyCommand,
  RemarkCommand,
  Reorganisation,
  ReportCommand,
  SuccessionLine,
  TaskCommandType,
  TaskId,
} from '#domain';
import type { PlanDraft } from '#contracts';
import type { ComparisonTerms } from './amendment/comparison.js';
import type { CommandActor } from './ports.js';

/** The client's idempotency key with the SHA-256 of what was asked. */
export interface Request {
  readonly key: string;
  readonly hash: string;
}

export type CommandOutcome =
  | { readonly ok: true; readonly id: string; readonly version: number; readonly position: number; readonly events: readonly string[] }
  | {
      readonly ok: false;
      /** HTTP: not-found 404, forbidden 403, rule 409, stale 412, key-reused 422, busy 503. */
      readonly kind: 'not-found' | 'forbidden' | 'rule' | 'invalid' | 'stale' | 'key-reused' | 'busy';
      readonly code: string;
      readonly details: Readonly<Record<string, unknown>>;
      /** The part or aggregate as it is now, for 409 and 412. */
      readonly current?: unknown;
    };

interface Common {
  readonly actor: CommandActor;
  readonly onBehalfOf: AgencyId | null;
  readonly request: Request | null;
}

/** Any command to one task. `data` has passed the verb's schema; part, submission, extension and ask may be left out. */
export class ActOnTask extends Command<CommandOutcome> {
  constructor(
    readonly input: Common & {
      readonly taskId: TaskId;
      readonly type: TaskCommandType;
      readonly data: Readonly<Record<string, unknown>>;
      readonly effectiveAt: Instant | null;
      /** The stream version the client saw; stale where a later event touched the part or the whole task. */
      readonly seenVersion: number | null;
    },
  ) {
    super();
  }
}

export class DraftPlan extends Command<CommandOutcome> {
  constructor(readonly input: Common & { readonly planId: PlanId; readonly file: FileRef; readonly draft: PlanDraft }) {
    super();
  }
}

export class CorrectPlanDraft extends Command<CommandOutcome> {
  constructor(
    readonly input: Common & {
      readonly planId: PlanId;
      readonly edits: readonly DraftEdit[];
      /** Findings, by index in the draft as it was read, that were looked at and left as they stand. */
      readonly seen: readonly number[];
      readonly seenVersion: number | null;
    },
  ) {
    super();
  }
}

/** Undoes a correction, or does it again; `correction` null: the newest that can be. */
export class TurnCorrection extends Command<CommandOutcome> {
  constructor(
    readonly input: Common & {
      readonly planId: PlanId;
      readonly type: 'UndoCorrection' | 'RedoCorrection';
      readonly correction: number | null;
      readonly seenVersion: number | null;
    },
  ) {
    super();
  }
}

/** Gives a draft up. What was read and corrected stays in the log. */
export class CloseDraft extends Command<CommandOutcome> {
  constructor(readonly input: Common & { readonly planId: PlanId; readonly reason: string; readonly seenVersion: number | null }) {
    super();
  }
}

/** Enters the drafted plan for follow-up: one `PlanEntered`; tasks and indicators follow by the process manager. */
export class EnterPlan extends Command<CommandOutcome> {
  constructor(
    readonly input: Common & {
      readonly planId: PlanId;
      readonly effectiveOn: PlainDate | null;
      readonly assigningAuthority: AgencyId;
      /** The draft as the person saw it: it is not entered where somebody corrected it since. */
      readonly seenVersion: number | null;
    },
  ) {
    super();
  }
}

/** Enters what a letter or a meeting's conclusion gives to whom, as a plan of its own: composed in one form, without a draft to review. */
export class EnterLetter extends Command<CommandOutcome> {
  constructor(
    readonly input: Common & {
      readonly planId: PlanId;
      /** The words of the letter; null where there are none. */
      readonly file: FileRef | null;
      readonly draft: PlanDraft;
      readonly effectiveOn: PlainDate | null;
      readonly assigningAuthority: AgencyId;
    },
  ) {
    super();
  }
}

/** Takes a reviewed draft into a plan that is followed, as its new version: what the person saw compared, line by line, and chose. */
export class AmendPlan extends Command<CommandOutcome> {
  constructor(
    readonly input: Common &
      ComparisonTerms & {
        /** The new version's own file. */
        readonly file: FileRef | null;
        readonly basis: string;
        readonly basisDocument: DocumentRef | null;
        readonly choices: readonly ({ readonly taskId: TaskId } & LineChoice)[];
        /** Of the comparison that was confirmed; it is refused where anything of it has changed since. */
        readonly digest: string;
      },
  ) {
    super();
  }
}

/** A name that a review put right is to be read by its letters alone again. */
export class ForgetAgencyName extends Command<CommandOutcome> {
  constructor(readonly input: Common & { readonly name: string }) {
    super();
  }
}

/** Remarks on a task: adds, edits, removes one, or says that it was seen. `data` has passed the route's schema. */
export class RemarkOnTask extends Command<CommandOutcome> {
  constructor(
    readonly input: Common & {
      readonly taskId: TaskId;
      readonly type: RemarkCommand['type'];
      readonly data: Readonly<Record<string, unknown>>;
    },
  ) {
    super();
  }
}

export class ActOnIndicator extends Command<CommandOutcome> {
  constructor(
    readonly input: Common & {
      readonly indicatorId: IndicatorId;
      readonly type: IndicatorCommand['type'];
      readonly data: Readonly<Record<string, unknown>>;
    },
  ) {
    super();
  }
}

/** Registers, renames, dissolves an agency, or says who succeeds it. `data` has passed the route's schema. */
export class ActOnAgency extends Command<CommandOutcome> {
  constructor(
    readonly input: Common & {
      readonly agencyId: AgencyId;
      readonly type: AgencyCommand['type'];
      readonly data: Readonly<Record<string, unknown>>;
    },
  ) {
    super();
  }
}

export class ChangeAgencyGroup extends Command<CommandOutcome> {
  constructor(readonly input: Common & { readonly change: AgencyGroupCommand['data'] }) {
    super();
  }
}

/** Takes a reorganisation up: one `ReorganisationRecorded`; its agencies and groups follow by the process. */
export class RecordReorganisation extends Command<CommandOutcome> {
  constructor(readonly input: Common & { readonly reorganisation: Reorganisation }) {
    super();
  }
}

/** Confirms who succeeds to what, as a person has reviewed it; the lines are carried out by the process. */
export class ConfirmSuccession extends Command<CommandOutcome> {
  constructor(readonly input: Common & { readonly reorganisationId: string; readonly lines: readonly SuccessionLine[] }) {
    super();
  }
}

type ChangeOf<Command> = Command extends { readonly type: 'OpenCalendar' }
  ? never
  : Command extends CalendarCommand
    ? Pick<Command, 'type' | 'data'>
    : never;

/** What may be ordered of the calendar. */
export type CalendarChange = ChangeOf<CalendarCommand>;

/** The Office declares a day off or worked, takes one back, or calls a year published. */
export class ChangeCalendar extends Command<CommandOutcome> {
  constructor(
    readonly input: Common & {
      readonly change: CalendarChange;
      /** The calendar whose effects were shown; null: whatever it is. */
      readonly seenVersion: number | null;
    },
  ) {
    super();
  }
}

type OrderOf<Command> = Command extends ReportCommand ? Pick<Command, 'type' | 'data'> : never;

/** One step in closing the figures of a period. `order` has passed the route's schema; a cut-off brings its content. */
export class ActOnReport extends Command<CommandOutcome> {
  constructor(readonly input: Common & { readonly reportId: string; readonly order: OrderOf<ReportCommand> }) {
    super();
  }
}

type PolicyOrderOf<Command> = Command extends PolicyCommand ? Pick<Command, 'type' | 'data'> : never;

/** What may be ordered of a reminder policy. */
export type PolicyChange = PolicyOrderOf<PolicyCommand>;

/** The Office adopts a reminder policy, for every plan or for one, or gives a plan back to the general one. */
export class ChangePolicy extends Command<CommandOutcome> {
  constructor(
    readonly input: Common & {
      readonly change: PolicyChange;
      /** Of the policy whose effects were shown; null: whatever it is. */
      readonly seenVersion: number | null;
    },
  ) {
    super();
  }
}
