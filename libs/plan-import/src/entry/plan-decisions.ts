import { z } from 'zod';
import { ImportRefused } from '../refusal.js';

const row = z.int().nonnegative();
const agencyId = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u);

/** What a person decided about a plan beside its file: the format of `*-decisions.json`. Rows are 0-based, in the order of the tasks. */
export const PlanDecisions = z.strictObject({
  /** The day on which the plan began to hold, where the file leaves its day blank. */
  effectiveOn: z.iso.date(),
  assigningAuthority: agencyId,
  /** Approvers for rows that name none. They stay marked as proposed. */
  proposedApprovers: z.array(z.strictObject({ rows: z.array(row).min(1), approver: agencyId })).default([]),
  /** The baseline review: what is true of each row's parts when the plan is entered late. */
  baseline: z
    .strictObject({
      outcome: z.literal('in-progress'),
      note: z.string().min(1),
      /** Rows left out: their parts keep the mark `unreviewed`, for the Office to review. */
      except: z.array(row),
    })
    .nullable()
    .default(null),
});
export type PlanDecisions = z.output<typeof PlanDecisions>;

/**
 * Reads a decisions file.
 * @throws ImportRefused with the place of the first fault.
 */
export const readPlanDecisions = (json: string): PlanDecisions => {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new ImportRefused(
      'IMPORT.DECISIONS',
      `Tệp quyết định không phải JSON hợp lệ: ${cause instanceof Error ? cause.message : 'lỗi cú pháp'}.`,
    );
  }
  const parsed = PlanDecisions.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new ImportRefused(
    'IMPORT.DECISIONS',
    `Tệp quyết định sai ở /${issue?.path.join('/') ?? ''}: ${issue?.message ?? 'không đúng mẫu'}.`,
  );
};

/** The rows whose parts the baseline covers. */
export const baselineRows = (decisions: PlanDecisions, rows: number): readonly number[] => {
  const except = new Set(decisions.baseline?.except);
  return decisions.baseline === null ? [] : Array.from({ length: rows }, (_, at) => at).filter((at) => !except.has(at));
};
