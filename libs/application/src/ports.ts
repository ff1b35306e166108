import type { AgencyDirectory, AgencyId, Instant, LeadPart, PersonId, Task, TaskCommandType, TaskFacts, TaskState } from '#domain';

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
  ): string | null;
  maySee(actor: CommandActor, task: Task): boolean;
}

/** The agencies known now; implemented by libs/read-models. */
export interface AgencyRegistry {
  directory(): Promise<AgencyDirectory>;
  isActive(agency: AgencyId): Promise<boolean>;
}

/** Gathers what a decision about this task may need; calendar, policy and membership stand behind it. */
export interface TaskFactsSource {
  gather(task: TaskState): Promise<TaskFacts>;
}
