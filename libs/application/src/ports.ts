import type { PlanDraft } from '#contracts';
import type {
  AgencyDirectory,
  AgencyId,
  IndicatorCommand,
  Instant,
  LeadPart,
  PersonId,
  PlainDate,
  PlanCommand,
  PlanId,
  PlanIndicatorRow,
  PlanTaskRow,
  ReportCommand,
  PolicyBook,
  Task,
  TaskCommandType,
  TaskFacts,
  TaskState,
  WorkingCalendar,
} from '#domain';

/** Time as the whole system sees it (the database's clock plus the set offset). */
export interface Clock {
  now(): Instant;
}

/** Who orders something. Structurally the `Actor` of libs/identity. */
export interface CommandActor {
  readonly personId: PersonId | null;
  readonly roles: readonly string[];
  readonly agencies: readonly AgencyId[];
  readonly via: 'web' | 'api' | 'link' | 'cli' | 'system';
}

/** The one place that says who may order what; implemented by libs/identity. */
export interface CommandPolicy {
  /** Null: allowed. Otherwise a stable code, such as `TASK.NOT_YOUR_PART`. */
  forbids(
    actor: CommandActor,
    command: TaskCommandType,
    onBehalfOf: AgencyId | null,
    task: Task | null,
    part: LeadPart | null,
    /** Whether the first agency may approve in place of the second. Left out: none may. */
    isSuperior?: TaskFacts['isSuperior'],
  ): string | null;
  maySee(actor: CommandActor, task: Task): boolean;
  /** Acts for the Office. */
  isOffice(actor: CommandActor): boolean;
  /** Ý kiến chỉ đạo: of the Office, an approver of the task, its assigning authority, or a superior of these. */
  forbidsDirective(actor: CommandActor, onBehalfOf: AgencyId | null, task: Task, isSuperior: TaskFacts['isSuperior']): string | null;
  forbidsOnPlan(actor: CommandActor, command: PlanCommand['type'], onBehalfOf: AgencyId | null): string | null;
  /** On the directory of agencies, its groups and reorganisations. */
  forbidsOnDirectory(actor: CommandActor, onBehalfOf: AgencyId | null): string | null;
  /** On the figures of a period: the Office closes them, agencies answer for their own lines. */
  forbidsOnReport(actor: CommandActor, command: ReportCommand['type'], onBehalfOf: AgencyId | null): string | null;
  /** `leads`: the agencies that follow and assess the indicator. */
  forbidsOnIndicator(
    actor: CommandActor,
    command: IndicatorCommand['type'],
    onBehalfOf: AgencyId | null,
    leads: readonly AgencyId[],
  ): string | null;
}

/** The agencies known now; implemented by libs/read-models. */
export interface AgencyRegistry {
  directory(): Promise<AgencyDirectory>;
  /** Whether it stands in the directory and has not ended. */
  isActive(agency: AgencyId): Promise<boolean>;
  /** Whether it was there on a day: a document of that day may name it. */
  existedOn(agency: AgencyId, day: PlainDate): Promise<boolean>;
}

/** The people and agencies that a command names. */
export interface Concerned {
  readonly people: readonly PersonId[];
  readonly agencies: readonly AgencyId[];
  /** The day of the document that names them: an agency that was there then counts as active, though it may have ended since. */
  readonly namedOn?: PlainDate;
}

/** Gathers what a decision about a task may need; calendar, policy and membership stand behind it. */
export interface TaskFactsSource {
  /** For whatever task it turns out to be. Facts about people and agencies that are not among those concerned are not promised. */
  gather(concerning?: Concerned): Promise<(task: TaskState) => TaskFacts>;
}

/** The working calendar in force; implemented from libs/reference-data. */
export interface CalendarSource {
  calendar(): Promise<WorkingCalendar>;
}

/** The policies in force; implemented by `PoliciesOfTheLog`. */
export interface PolicySource {
  book(): Promise<PolicyBook>;
}

/** Who belongs where on a civil date; structurally a part of `People` of libs/identity. */
export interface MembershipSource {
  membershipsOf(person: PersonId, on: PlainDate): Promise<readonly { readonly agencyId: AgencyId; readonly position: string }[]>;
}

/** Rows ready to be entered, made of a reviewed draft; implemented from libs/plan-import. */
export interface PlanRows {
  rowsOf(
    draft: PlanDraft,
    directory: AgencyDirectory,
    options: { readonly planId: PlanId; readonly assigningAuthority: AgencyId; readonly effectiveOn: PlainDate },
  ): {
    readonly tasks: readonly PlanTaskRow[];
    readonly indicators: readonly PlanIndicatorRow[];
    /** What a row names and makes no part of, in Vietnamese. */
    readonly problems: readonly {
      readonly kind: 'task' | 'indicator';
      readonly row: number;
      readonly code: string;
      readonly message: string;
    }[];
  };
}

/** Keeps names out of the log: each is recorded under a key that can be destroyed; implemented by libs/personal-data. */
export interface PersonalTexts {
  /** The sealed form of each text. `scope`: in whose documents it stands; the same name elsewhere may be another person. */
  seal(texts: readonly string[], scope: string): Promise<ReadonlyMap<string, string>>;
}
