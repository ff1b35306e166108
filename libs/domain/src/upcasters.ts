/** Turns the data of one schema version of an event into that of the next. It sees the data alone, and never throws. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- data as an older code wrote them; a golden sample of each version goes through here
export type Upcaster = (data: any) => unknown;

/** The first corrections named one place each; a pointer that ends in `-` added to the end of a list. */
const correctionOfOnePlace: Upcaster = ({ pointer, value, was, effectiveAt }: Readonly<Record<string, unknown>>) => ({
  changes: [String(pointer).endsWith('/-') ? { op: 'add', pointer, value } : { op: 'replace', pointer, value, was }],
  seen: [],
  effectiveAt,
});

/** The first refusals were the assigning authority's own: the Office recorded none with a document. */
const refusalWithoutDocument: Upcaster = (data: Readonly<Record<string, unknown>>) => ({ ...data, document: null });

/** The first measurements were one number, or words; they were given for their day. */
const figureOfOneShape: Upcaster = (data: Readonly<Record<string, unknown>>) => {
  const { value, text } = data;
  const reading =
    typeof value === 'number'
      ? { text: String(value).replace('.', ','), kind: 'number', min: value, max: value }
      : { text: String(text), kind: 'text', min: null, max: null };
  return { ...data, period: null, reading, meets: null };
};

/** Until then only some ways of reminding rang a telephone, the same for every policy. */
const phoneOfFixedOccasions: Upcaster = (data: Readonly<Record<'settings', Readonly<Record<string, unknown>>>>) => ({
  ...data,
  settings: {
    ...data.settings,
    phone: { ...(data.settings['phone'] as object), occasions: ['assigned', 'returned', 'urged'], beforeDue: [1] },
  },
});

/** Until then nothing was told again at the beginning of a week. */
const withoutOverview: Upcaster = (data: Readonly<Record<'settings', object>>) => ({
  ...data,
  settings: { ...data.settings, weeklyOverview: null },
});

/** The first urgings could wait for office hours. */
const urgedWithoutHaste: Upcaster = (data: Readonly<Record<string, unknown>>) => ({ ...data, urgent: false });

/**
 * For each event type that has had an older schema version: how its data are read today. The first step leads from version 1 to 2.
 * A stored event is never changed; it is read through these steps. The log does not open where a step is missing.
 */
export const upcasters: Readonly<Record<string, readonly Upcaster[]>> = {
  DraftCorrected: [correctionOfOnePlace],
  ExtensionRefused: [refusalWithoutDocument],
  MeasurementReported: [figureOfOneShape],
  PartUrged: [urgedWithoutHaste],
  PolicyAdopted: [phoneOfFixedOccasions, withoutOverview],
};
