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

export const DraftTask = z
  .object({
    ordinal: z.string().nullable(),
    group: z.string().nullable(),
    title: z.string(),
    leads: z.array(AgencyRef),
    coordinators: z.array(AgencyRef),
    approvers: z.array(AgencyRef),
    funding: z.string().nullable(),
    output: z.string().nullable(),
    responsible: z.string().nullable(),
    /** The agency cells as printed, for the appendix with live status. */
    printed: z.object({ leads: z.string(), coordinators: z.string(), approvers: z.string() }).optional(),
    deadline: DraftDeadline,
    source: SourceView,
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
    targets: z.array(DraftTarget),
    leads: z.array(AgencyRef),
    source: SourceView,
    findings: z.array(z.string()),
  })
  .meta({ id: 'DraftIndicator' });
export type DraftIndicator = z.output<typeof DraftIndicator>;

export const Finding = z
  .object({ code: z.string(), severity: z.enum(['info', 'warning', 'error']), message: z.string(), source: SourceView.nullable() })
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
    groups: z.array(z.object({ ordinal: z.string(), title: z.string() })),
    tasks: z.array(DraftTask),
    indicators: z.array(DraftIndicator),
    findings: z.array(Finding),
    coverage: z.object({ units: z.int(), accounted: z.int(), unaccounted: z.array(SourceView) }),
  })
  .meta({ id: 'PlanDraft' });
export type PlanDraft = z.output<typeof PlanDraft>;
