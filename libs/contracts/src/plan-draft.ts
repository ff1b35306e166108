import { z } from 'zod';
import { SourceView } from './primitives.js';

/** What an import reads out of a document; printed by `import --dry-run --json` and returned by the plan-drafts routes. */
export const AgencyRef = z
  .object({ text: z.string(), kind: z.enum(['agency', 'group', 'unresolved']), id: z.string().nullable() })
  .meta({ id: 'AgencyRef' });
export type AgencyRef = z.output<typeof AgencyRef>;

export const DraftDeadline = z.object({
  text: z.string(),
  kind: z.enum(['date', 'month', 'quarter', 'half-year', 'year', 'range', 'recurring', 'by-rule', 'none', 'unparsed']),
  start: z.iso.date().nullable(),
  due: z.iso.date().nullable(),
  recurrence: z.enum(['yearly', 'half-yearly', 'quarterly', 'monthly', 'continuous', 'by-rule']).nullable(),
});
export type DraftDeadline = z.output<typeof DraftDeadline>;

/**
 * Where each field of a row was read. A key is the field's place within the row: "title", "leads", "deadline", "targets/0";
 * a field that was not read has no key. Drafts stored before there were places have none.
 */
export const FieldPlaces = z.record(z.string(), z.array(SourceView)).default({});
export type FieldPlaces = z.output<typeof FieldPlaces>;

/** The cells of columns for which a row has no field, such as "Ghi chú", under the column's own head. */
const OtherCells = z.array(z.object({ head: z.string(), text: z.string() })).default([]);
/** 0-based index into the draft's groups: ordinals of groups may repeat, in two appendices or below two headings. */
const groupIndex = z.int().nonnegative().nullable().default(null);

export const DraftTask = z
  .object({
    ordinal: z.string().nullable(),
    group: z.string().nullable(),
    groupIndex,
    title: z.string(),
    leads: z.array(AgencyRef),
    coordinators: z.array(AgencyRef),
    approvers: z.array(AgencyRef),
    funding: z.string().nullable(),
    output: z.string().nullable(),
    responsible: z.string().nullable(),
    /** The column "Tình trạng" or "Kết quả thực hiện", as printed. */
    status: z.string().nullable().default(null),
    others: OtherCells,
    /** The agency cells as printed, for the appendix with live status. */
    printed: z.object({ leads: z.string(), coordinators: z.string(), approvers: z.string() }).optional(),
    deadline: DraftDeadline,
    source: SourceView,
    places: FieldPlaces,
    findings: z.array(z.string()),
  })
  .meta({ id: 'DraftTask' });
export type DraftTask = z.output<typeof DraftTask>;

export const DraftTarget = z.object({
  period: z.string(),
  text: z.string(),
  kind: z.enum(['number', 'range', 'at-least', 'at-most', 'text']),
  min: z.number().nullable(),
  max: z.number().nullable(),
});
export type DraftTarget = z.output<typeof DraftTarget>;

export const DraftIndicator = z
  .object({
    ordinal: z.string().nullable(),
    name: z.string(),
    unit: z.string().nullable(),
    group: z.string().nullable(),
    groupIndex,
    targets: z.array(DraftTarget),
    leads: z.array(AgencyRef),
    /** The cell of the leads as printed. */
    printedLeads: z.string().optional(),
    others: OtherCells,
    source: SourceView,
    places: FieldPlaces,
    findings: z.array(z.string()),
  })
  .meta({ id: 'DraftIndicator' });
export type DraftIndicator = z.output<typeof DraftIndicator>;

export const DraftGroup = z.object({
  ordinal: z.string(),
  title: z.string(),
  /** The group that this one stands in: 0-based index into the draft's groups. */
  parent: z.int().nonnegative().nullable().default(null),
  source: SourceView.nullable().default(null),
});
export type DraftGroup = z.output<typeof DraftGroup>;

export const FindingFix = z.object({
  /** Vietnamese, for a button: "Chọn Sở Kế hoạch và Đầu tư". */
  label: z.string(),
  /** Laid over the draft together, each by its JSON pointer. */
  corrections: z.array(z.object({ pointer: z.string(), value: z.unknown() })).min(1),
});
export type FindingFix = z.output<typeof FindingFix>;

export const Finding = z
  .object({
    /** Stable; `findingSeverities` lists them. */
    code: z.string(),
    severity: z.enum(['info', 'warning', 'error']),
    message: z.string(),
    source: SourceView.nullable(),
    /** JSON pointer into the draft of what it concerns: a row ("/tasks/3") or one of its fields ("/tasks/3/leads/0"). */
    pointer: z.string().nullable().default(null),
    /** What the reader proposes; null where it has nothing to propose. */
    fix: FindingFix.nullable().default(null),
  })
  .meta({ id: 'Finding' });
export type Finding = z.output<typeof Finding>;

export const PlanDraft = z
  .object({
    document: z.object({
      number: z.string().nullable(),
      issuedOn: z.iso.date().nullable(),
      issuer: z.string().nullable(),
      title: z.string(),
    }),
    groups: z.array(DraftGroup),
    tasks: z.array(DraftTask),
    indicators: z.array(DraftIndicator),
    findings: z.array(Finding),
    coverage: z.object({ units: z.int(), accounted: z.int(), unaccounted: z.array(SourceView) }),
  })
  .meta({ id: 'PlanDraft' });
export type PlanDraft = z.output<typeof PlanDraft>;
