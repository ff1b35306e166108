import type { AgencyDirectory, TaskFacts } from '#domain';
import { StreamLoader, type EventStore, type Snapshots } from '#event-store';
import type {
  ActOnAgency,
  ActOnIndicator,
  ActOnReport,
  ActOnTask,
  AmendPlan,
  ChangeAgencyGroup,
  ChangeCalendar,
  ChangePolicy,
  CloseDraft,
  CommandOutcome,
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
import { DirectoryCommands } from './agency/act-on-agency.js';
import { ForgetAgencyNames } from './agency-names/forget-agency-name.js';
import { AmendPlans } from './amendment/amend-plan.js';
import { PlanComparisons } from './amendment/compare-versions.js';
import type { ComparisonTerms, PlanComparison } from './amendment/comparison.js';
import { CalendarChanges } from './calendar/change-calendar.js';
import { IndicatorCommands } from './indicator/act-on-indicator.js';
import { DraftPlans } from './plan/draft-plan.js';
import { currentDraft } from './plan/current-draft.js';
import { EnterPlans } from './plan/enter-plan.js';
import { prepareEntry, type EntryTerms, type PreparedEntry } from './plan/prepare-entry.js';
import { DraftReviews } from './plan/review-draft.js';
import type {
  AgencyRegistry,
  CalendarSource,
  Clock,
  CommandPolicy,
  MembershipSource,
  PersonalTexts,
  PlanRows,
  PolicySource,
} from './ports.js';
import { taskFold } from './shared/aggregates.js';
import { RemarkCommands } from './remarks/remark-on-task.js';
import { ReorganisationCommands } from './reorganisation/confirm-succession.js';
import { ReportCommands } from './report/act-on-report.js';
import { metaOf } from './shared/meta.js';
import type { Refusal } from './shared/outcomes.js';
import { system } from './shared/system-actor.js';
import { WritePath } from './shared/write-path.js';
import { PolicyChanges } from './policy/change-policy.js';
import { TaskCommands } from './task/act-on-task.js';
import { GatheredTaskFacts } from './task/task-facts.source.js';

/** What the application needs from outside. */
export interface ApplicationPorts {
  readonly store: EventStore;
  readonly clock: Clock;
  readonly policy: CommandPolicy;
  readonly agencies: AgencyRegistry;
  readonly calendar: CalendarSource;
  /** Left out: the terms that ship with the system. */
  readonly policies?: PolicySource;
  readonly memberships: MembershipSource;
  readonly planRows: PlanRows;
  readonly personalTexts: PersonalTexts;
  /** Spare the replay of long streams; absent: every load replays. `foldHash`: of the code that folds. */
  readonly snapshots?: { readonly kept: Snapshots; readonly foldHash: string };
  /** Who may approve in place of whom, by the directory. */
  readonly superiors: (directory: AgencyDirectory) => TaskFacts['isSuperior'];
}

/** The system's commands, ready to be carried out: by the command bus, the command line, or a test. */
export class Application {
  private readonly tasks: TaskCommands;
  private readonly remarks: RemarkCommands;
  private readonly drafts: DraftPlans;
  private readonly reviews: DraftReviews;
  private readonly plans: EnterPlans;
  private readonly comparisons: PlanComparisons;
  private readonly amendments: AmendPlans;
  private readonly indicators: IndicatorCommands;
  private readonly names: ForgetAgencyNames;
  private readonly directory: DirectoryCommands;
  private readonly reorganisations: ReorganisationCommands;
  private readonly calendar: CalendarChanges;
  private readonly reports: ReportCommands;
  private readonly policies: PolicyChanges;

  private readonly facts: GatheredTaskFacts;

  constructor(private readonly ports: ApplicationPorts) {
    const writePath = new WritePath(ports.store, ports.personalTexts);
    const facts = new GatheredTaskFacts(ports);
    this.facts = facts;
    const { store, snapshots } = ports;
    const loader = new StreamLoader({ store, ...(snapshots === undefined ? {} : { snapshots: snapshots.kept }) });
    const fold = taskFold(snapshots?.foldHash ?? null);
    this.tasks = new TaskCommands({ ...ports, writePath, facts, loader, taskFold: fold });
    this.remarks = new RemarkCommands({ ...ports, writePath, facts, loader, taskFold: fold });
    this.drafts = new DraftPlans({ ...ports, writePath });
    this.reviews = new DraftReviews({ ...ports, writePath });
    this.plans = new EnterPlans({ ...ports, writePath, facts });
    this.comparisons = new PlanComparisons({ ...ports, facts });
    this.amendments = new AmendPlans({ ...ports, writePath, comparisons: this.comparisons });
    this.indicators = new IndicatorCommands({ ...ports, writePath, loader, taskFold: fold });
    this.names = new ForgetAgencyNames({ ...ports, writePath });
    this.directory = new DirectoryCommands({ ...ports, writePath });
    this.reorganisations = new ReorganisationCommands({ ...ports, writePath });
    this.calendar = new CalendarChanges({ ...ports, writePath });
    this.reports = new ReportCommands({ ...ports, writePath });
    this.policies = new PolicyChanges({ ...ports, writePath });
  }

  actOnTask({ input }: ActOnTask): Promise<CommandOutcome> {
    return this.tasks.execute(input);
  }

  /** Why the command would be refused as things stand; null where it would not. Writes nothing. */
  tryOnTask({ input }: ActOnTask): Promise<Refusal | null> {
    return this.tasks.tryOut(input);
  }

  remarkOnTask({ input }: RemarkOnTask): Promise<CommandOutcome> {
    return this.remarks.execute(input);
  }

  draftPlan({ input }: DraftPlan): Promise<CommandOutcome> {
    return this.drafts.execute(input);
  }

  correctPlanDraft({ input }: CorrectPlanDraft): Promise<CommandOutcome> {
    return this.reviews.correct(input);
  }

  turnCorrection({ input }: TurnCorrection): Promise<CommandOutcome> {
    return this.reviews.turn(input);
  }

  closeDraft({ input }: CloseDraft): Promise<CommandOutcome> {
    return this.reviews.close(input);
  }

  enterPlan({ input }: EnterPlan): Promise<CommandOutcome> {
    return this.plans.execute(input);
  }

  enterLetter({ input }: EnterLetter): Promise<CommandOutcome> {
    return this.plans.executeLetter(input);
  }

  /** What entering the draft would write, as things stand; null where there is no draft. Writes nothing. */
  async previewEntry(terms: EntryTerms): Promise<PreparedEntry | null> {
    const current = currentDraft(await this.ports.store.readStream(`plan-${terms.planId}`));
    const meta = metaOf({ actor: system, request: null }, null, this.ports.clock.now());
    return current === null ? null : prepareEntry({ ...this.ports, facts: this.facts }, current, terms, meta);
  }

  /** Writes nothing. */
  compareVersions(terms: ComparisonTerms): Promise<PlanComparison | Refusal> {
    return this.comparisons.compare(terms);
  }

  amendPlan({ input }: AmendPlan): Promise<CommandOutcome> {
    return this.amendments.execute(input);
  }

  forgetAgencyName({ input }: ForgetAgencyName): Promise<CommandOutcome> {
    return this.names.execute(input);
  }

  actOnIndicator({ input }: ActOnIndicator): Promise<CommandOutcome> {
    return this.indicators.execute(input);
  }

  actOnAgency({ input }: ActOnAgency): Promise<CommandOutcome> {
    return this.directory.actOnAgency(input);
  }

  changeAgencyGroup({ input }: ChangeAgencyGroup): Promise<CommandOutcome> {
    return this.directory.changeGroup(input);
  }

  recordReorganisation({ input }: RecordReorganisation): Promise<CommandOutcome> {
    return this.reorganisations.record(input);
  }

  confirmSuccession({ input }: ConfirmSuccession): Promise<CommandOutcome> {
    return this.reorganisations.confirm(input);
  }

  changeCalendar({ input }: ChangeCalendar): Promise<CommandOutcome> {
    return this.calendar.execute(input);
  }

  actOnReport({ input }: ActOnReport): Promise<CommandOutcome> {
    return this.reports.execute(input);
  }

  changePolicy({ input }: ChangePolicy): Promise<CommandOutcome> {
    return this.policies.execute(input);
  }

  /** Why the change would be refused as things stand; null where it would not. Writes nothing. */
  tryPolicy({ input }: ChangePolicy): Promise<Refusal | null> {
    return this.policies.tryOut(input);
  }
}
