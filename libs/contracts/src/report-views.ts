import { z } from 'zod';
import { FigureLineView, FiguresCounts } from './figures-view.js';
import { AgencyIdText, PlainDateText, ProseText, ShortText } from './primitives.js';
import { AgencyName } from './view-words.js';

/** Which period of which plan (none: of all plans) is closed. */
export const TakeCutOffBody = z.strictObject({ from: PlainDateText, to: PlainDateText, plan: z.uuid().optional() });
/** The cut-off that the person saw. */
const ofCutOff = { cutOff: z.int().positive() };
const onBehalfOf = AgencyIdText.optional();
export const WithdrawCutOffBody = z.strictObject({ ...ofCutOff, reason: ProseText });
export const ConfirmLinesBody = z.strictObject({ ...ofCutOff, onBehalfOf });
export const ObjectToLinesBody = z.strictObject({
  ...ofCutOff,
  onBehalfOf,
  objections: z
    .array(z.strictObject({ line: z.string().min(1).max(120), reason: ProseText }))
    .min(1, 'Chưa chọn lượt giao cần điều chỉnh.')
    .max(1000),
});
export const AnswerObjectionBody = z.strictObject({
  ...ofCutOff,
  objection: z.int().positive(),
  outcome: z.enum(['kept', 'corrected', 'next-period']),
  answer: ProseText,
});
export const ConfirmReportBody = z.strictObject({
  ...ofCutOff,
  document: z
    .strictObject({ number: ShortText, date: PlainDateText.nullable().default(null) })
    .nullable()
    .default(null),
});
export const LockReportBody = z.strictObject(ofCutOff);
export const ReportLinesQuery = z.strictObject({ agency: AgencyIdText.optional() });
export const ReportDocumentQuery = z.strictObject({ format: z.enum(['docx', 'xlsx']).default('docx') });

const count = z.int().nonnegative();

export const ReportSummary = z
  .object({
    id: z.string(),
    /** "Quý III/2026". */
    title: z.string(),
    from: z.string(),
    to: z.string(),
    plan: z.object({ id: z.string(), name: z.string() }).nullable(),
    status: z.enum(['withdrawn', 'reconciling', 'confirmed', 'locked']),
    cutOff: z.int(),
    takenAt: z.string(),
    reconcileBy: z.string(),
    /** Of all, or of the reader's agencies alone. */
    total: count,
    agencies: count,
    answered: count,
    openObjections: count,
    lockedAt: z.string().nullable(),
  })
  .meta({ id: 'ReportSummary' });
export type ReportSummary = z.output<typeof ReportSummary>;

/** A lượt giao as it was counted. `key` names it in objections. */
export const ReportLineView = FigureLineView.extend({
  key: z.string(),
  result: z.object({ number: z.string(), on: z.string().nullable() }).nullable(),
}).meta({ id: 'ReportLine' });
export type ReportLineView = z.output<typeof ReportLineView>;

const Counted = z.object({ agency: AgencyName, cell: FigureLineView.shape.cell, daysLate: count });
/** A change to an earlier, locked period; that report stays as it was. */
export const AdjustmentView = z
  .object({
    report: z.string(),
    title: z.string(),
    task: FigureLineView.shape.task,
    part: z.string(),
    cycle: z.int().nullable(),
    before: Counted.nullable(),
    after: Counted.nullable(),
    movedBy: z.array(z.object({ text: z.string(), recordedAt: z.string() })),
  })
  .meta({ id: 'Adjustment' });
export type AdjustmentView = z.output<typeof AdjustmentView>;

export const ReportView = z
  .object({
    ...ReportSummary.shape,
    position: z.string(),
    digest: z.string(),
    figures: z.object({
      total: FiguresCounts,
      unassigned: count,
      rows: z.array(z.object({ key: z.string(), name: z.string(), figures: FiguresCounts })),
    }),
    reconciliations: z.array(
      z.object({
        agency: AgencyName,
        lines: count,
        /** Silence is no consent. */
        answer: z.enum(['silent', 'confirmed', 'objected']),
        at: z.string().nullable(),
        /** Answered after the last day. */
        late: z.boolean(),
        /** Confirmed at the cut-off before; its lines are the same. */
        carried: z.boolean(),
      }),
    ),
    objections: z.array(
      z.object({
        number: z.int(),
        /** Of an earlier cut-off: told, and in nobody's way. */
        cutOff: z.int(),
        agency: AgencyName,
        line: z.string(),
        task: FigureLineView.shape.task.nullable(),
        reason: z.string(),
        at: z.string(),
        answer: z.object({ outcome: z.enum(['kept', 'corrected', 'next-period']), text: z.string(), at: z.string() }).nullable(),
      }),
    ),
    adjustments: z.array(AdjustmentView),
    withdrawn: z.array(z.object({ cutOff: z.int(), takenAt: z.string(), reason: z.string(), at: z.string() })),
    confirmed: z
      .object({
        at: z.string(),
        by: z.string().nullable(),
        document: z.object({ number: z.string(), date: z.string().nullable() }).nullable(),
      })
      .nullable(),
    locked: z.object({ at: z.string(), by: z.string().nullable(), silent: z.array(AgencyName) }).nullable(),
    version: z.int(),
  })
  .meta({ id: 'Report' });
export type ReportView = z.output<typeof ReportView>;
