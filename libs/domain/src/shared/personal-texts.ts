/**
 * Where an event may name a person: who signed a document, whom a plan's column makes responsible. Everywhere else an event holds
 * the ids of people. What stands in these fields is sealed before it is recorded, so that it can be erased without touching the log.
 */
const personalFields: ReadonlySet<string> = new Set(['signer', 'responsible']);

const lastField = (pointer: unknown): string => (typeof pointer === 'string' ? pointer.slice(pointer.lastIndexOf('/') + 1) : '');

/** A correction of one personal field carries the name in its own fields. */
const isPersonal = (field: string, holder: Readonly<Record<string, unknown>>): boolean =>
  personalFields.has(field) || ((field === 'value' || field === 'was') && personalFields.has(lastField(holder['pointer'])));

const isHolder = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

/** The same data with every personal text replaced; whatever else stands in them is untouched. */
export const mapPersonalTexts = (data: unknown, replace: (text: string) => string): unknown => {
  if (Array.isArray(data)) return data.map((item) => mapPersonalTexts(item, replace));
  if (!isHolder(data)) return data;
  return Object.fromEntries(
    Object.entries(data).map(([field, value]) => [
      field,
      typeof value === 'string' && value !== '' && isPersonal(field, data) ? replace(value) : mapPersonalTexts(value, replace),
    ]),
  );
};

/** Every personal text in an event's data. */
export const personalTextsIn = (data: unknown): readonly string[] => {
  const found: string[] = [];
  mapPersonalTexts(data, (text) => {
    found.push(text);
    return text;
  });
  return found;
};
