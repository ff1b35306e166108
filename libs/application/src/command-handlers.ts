import type { Provider } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Application, type ApplicationPorts } from './application.js';
import { assertEveryCommandHasOneHandler } from './command-catalogue.js';
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
  type CommandOutcome,
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
import { APPLICATION_PORTS } from './tokens.js';

@CommandHandler(ActOnTask)
export class ActOnTaskHandler implements ICommandHandler<ActOnTask> {
  constructor(private readonly application: Application) {}
  execute(command: ActOnTask): Promise<CommandOutcome> {
    return this.application.actOnTask(command);
  }
}

@CommandHandler(RemarkOnTask)
export class RemarkOnTaskHandler implements ICommandHandler<RemarkOnTask> {
  constructor(private readonly application: Application) {}
  execute(command: RemarkOnTask): Promise<CommandOutcome> {
    return this.application.remarkOnTask(command);
  }
}

@CommandHandler(DraftPlan)
export class DraftPlanHandler implements ICommandHandler<DraftPlan> {
  constructor(private readonly application: Application) {}
  execute(command: DraftPlan): Promise<CommandOutcome> {
    return this.application.draftPlan(command);
  }
}

@CommandHandler(CorrectPlanDraft)
export class CorrectPlanDraftHandler implements ICommandHandler<CorrectPlanDraft> {
  constructor(private readonly application: Application) {}
  execute(command: CorrectPlanDraft): Promise<CommandOutcome> {
    return this.application.correctPlanDraft(command);
  }
}

@CommandHandler(TurnCorrection)
export class TurnCorrectionHandler implements ICommandHandler<TurnCorrection> {
  constructor(private readonly application: Application) {}
  execute(command: TurnCorrection): Promise<CommandOutcome> {
    return this.application.turnCorrection(command);
  }
}

@CommandHandler(CloseDraft)
export class CloseDraftHandler implements ICommandHandler<CloseDraft> {
  constructor(private readonly application: Application) {}
  execute(command: CloseDraft): Promise<CommandOutcome> {
    return this.application.closeDraft(command);
  }
}

@CommandHandler(EnterPlan)
export class EnterPlanHandler implements ICommandHandler<EnterPlan> {
  constructor(private readonly application: Application) {}
  execute(command: EnterPlan): Promise<CommandOutcome> {
    return this.application.enterPlan(command);
  }
}

@CommandHandler(EnterLetter)
export class EnterLetterHandler implements ICommandHandler<EnterLetter> {
  constructor(private readonly application: Application) {}
  execute(command: EnterLetter): Promise<CommandOutcome> {
    return this.application.enterLetter(command);
  }
}

@CommandHandler(AmendPlan)
export class AmendPlanHandler implements ICommandHandler<AmendPlan> {
  constructor(private readonly application: Application) {}
  execute(command: AmendPlan): Promise<CommandOutcome> {
    return this.application.amendPlan(command);
  }
}

@CommandHandler(ForgetAgencyName)
export class ForgetAgencyNameHandler implements ICommandHandler<ForgetAgencyName> {
  constructor(private readonly application: Application) {}
  execute(command: ForgetAgencyName): Promise<CommandOutcome> {
    return this.application.forgetAgencyName(command);
  }
}

@CommandHandler(ActOnIndicator)
export class ActOnIndicatorHandler implements ICommandHandler<ActOnIndicator> {
  constructor(private readonly application: Application) {}
  execute(command: ActOnIndicator): Promise<CommandOutcome> {
    return this.application.actOnIndicator(command);
  }
}

@CommandHandler(ActOnAgency)
export class ActOnAgencyHandler implements ICommandHandler<ActOnAgency> {
  constructor(private readonly application: Application) {}
  execute(command: ActOnAgency): Promise<CommandOutcome> {
    return this.application.actOnAgency(command);
  }
}

@CommandHandler(ChangeAgencyGroup)
export class ChangeAgencyGroupHandler implements ICommandHandler<ChangeAgencyGroup> {
  constructor(private readonly application: Application) {}
  execute(command: ChangeAgencyGroup): Promise<CommandOutcome> {
    return this.application.changeAgencyGroup(command);
  }
}

@CommandHandler(RecordReorganisation)
export class RecordReorganisationHandler implements ICommandHandler<RecordReorganisation> {
  constructor(private readonly application: Application) {}
  execute(command: RecordReorganisation): Promise<CommandOutcome> {
    return this.application.recordReorganisation(command);
  }
}

@CommandHandler(ConfirmSuccession)
export class ConfirmSuccessionHandler implements ICommandHandler<ConfirmSuccession> {
  constructor(private readonly application: Application) {}
  execute(command: ConfirmSuccession): Promise<CommandOutcome> {
    return this.application.confirmSuccession(command);
  }
}

@CommandHandler(ChangeCalendar)
export class ChangeCalendarHandler implements ICommandHandler<ChangeCalendar> {
  constructor(private readonly application: Application) {}
  execute(command: ChangeCalendar): Promise<CommandOutcome> {
    return this.application.changeCalendar(command);
  }
}

@CommandHandler(ActOnReport)
export class ActOnReportHandler implements ICommandHandler<ActOnReport> {
  constructor(private readonly application: Application) {}
  execute(command: ActOnReport): Promise<CommandOutcome> {
    return this.application.actOnReport(command);
  }
}

@CommandHandler(ChangePolicy)
export class ChangePolicyHandler implements ICommandHandler<ChangePolicy> {
  constructor(private readonly application: Application) {}
  execute(command: ChangePolicy): Promise<CommandOutcome> {
    return this.application.changePolicy(command);
  }
}

export const commandHandlers = [
  ActOnTaskHandler,
  RemarkOnTaskHandler,
  DraftPlanHandler,
  CorrectPlanDraftHandler,
  TurnCorrectionHandler,
  CloseDraftHandler,
  EnterPlanHandler,
  EnterLetterHandler,
  AmendPlanHandler,
  ForgetAgencyNameHandler,
  ActOnIndicatorHandler,
  ActOnAgencyHandler,
  ChangeAgencyGroupHandler,
  RecordReorganisationHandler,
  ConfirmSuccessionHandler,
  ChangeCalendarHandler,
  ActOnReportHandler,
  ChangePolicyHandler,
] as const;

const bootApplication = (ports: ApplicationPorts): Application => {
  assertEveryCommandHasOneHandler(commandHandlers);
  return new Application(ports);
};

/** For a Nest module that imports `CqrsModule` and provides `APPLICATION_PORTS`. Refuses to start with a command that nobody handles. */
export const applicationProviders: Provider[] = [
  { provide: Application, inject: [APPLICATION_PORTS], useFactory: bootApplication },
  ...commandHandlers,
];
