import { z } from 'zod';
import { AsOf } from './past-query.js';
import { PlainDateText, ShortText } from './primitives.js';
import { AgencyName } from './view-words.js';

/** Where a lượt giao stands at the cut-off: in one of four cells, or listed beside them and counted in no rate. */
export const LineCellName = z.enum([
  'doneOnTime',
  'doneLate',
  'openInTime',
  'openOverdue',
  'noDeadline',
  'suspended',
  'ended',
  'unreviewed',
  'inherited',
]);

/** How a lượt giao came into the period. */
export const OriginName = z.enum(['carriedOver', 'given', 'reopened']);

/**
 * Which figures: of a period, its last day being the cut-off; `asOf`: as known then; of one plan, of one agency.
 * Without `from`: from the first day of the year of `to`. Without `to`: until now.
 */
const figuresScope = {
  from: PlainDateText.optional(),
  to: PlainDateText.optional(),
  asOf: AsOf.optional(),
  plan: z.uuid().optional(),
  agency: ShortText.optional(),
};
export const FiguresQuery = z.strictObject({ ...figuresScope, by: z.enum(['agency', 'plan', 'task']).default('agency') });
export type FiguresQuery = z.output<typeof FiguresQuery>;
export const FigureLinesQuery = z.strictObject({
  ...figuresScope,
  cell: LineCellName.optional(),
  origin: OriginName.optional(),
});
export type FigureLinesQuery = z.output<typeof FigureLinesQuery>;

export const HeldTimeQuery = z.strictObject(figuresScope);

const count = z.int().nonnegative();
/** `ratio` is null where `of` is under five. */
const Rate = z.object({ count, of: count, ratio: z.number().nullable() });
/** Calendar days late: 1–30, 31–90, 91–120, more than 120. */
const Bands = z.array(count);

/** The total adds up twice: from the origins, and from the cells. */
export const FiguresCounts = z
  .object({
    /** Lượt giao. */
    total: count,
    tasks: count,
    origins: z.record(OriginName, count),
    cells: z.record(LineCellName, count),
    inTimeSubmitted: count,
    overdueSubmitted: count,
    overdueExtensionAsked: count,
    lateness: z.object({ done: Bands, open: Bands }),
    rates: z.object({ completion: Rate, punctuality: Rate }),
  })
  .meta({ id: 'Figures' });
export type FiguresCounts = z.output<typeof FiguresCounts>;

export const FiguresView = z
  .object({
    from: z.string(),
    to: z.string(),
    by: z.enum(['agency', 'plan', 'task']),
    total: FiguresCounts,
    /** Tasks without a lead agency at the cut-off: no lượt giao yet. */
    unassigned: count,
    rows: z.array(z.object({ key: z.string(), name: z.string(), figures: FiguresCounts })),
  })
  .meta({ id: 'FiguresOfPeriod' });
export type FiguresView = z.output<typeof FiguresView>;

export const FigureLineView = z
  .object({
    task: z.object({ id: z.string(), title: z.string(), ordinal: z.string().nullable() }),
    plan: z.object({ id: z.string(), name: z.string() }).nullable(),
    part: z.string(),
    /** The period counted, where a recurring task is counted by its periods. */
    period: z.string().nullable(),
    agency: AgencyName,
    due: z.string().nullable(),
    cell: LineCellName,
    origin: OriginName,
    submitted: z.boolean(),
    extensionAsked: z.boolean(),
    daysLate: count,
  })
  .meta({ id: 'FigureLine' });
export type FigureLineView = z.output<typeof FigureLineView>;

/** The fair clock of a period summed by holder: every hour of every lượt giao belongs to one of them. */
export const HeldTimeView = z
  .object({
    from: z.string(),
    to: z.string(),
    /** Of all rows together. */
    milliseconds: z.number(),
    rows: z.array(
      z.object({
        holder: z.string(),
        agency: AgencyName.nullable(),
        milliseconds: z.number(),
        /** Held for a while, at least. */ parts: count,
      }),
    ),
  })
  .meta({ id: 'HeldTime' });
export type HeldTimeView = z.output<typeof HeldTimeView>;
