const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

const fieldsOf = (value: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.keys(value).filter((field) => value[field] !== undefined);

const isSameRecord = (one: Readonly<Record<string, unknown>>, other: Readonly<Record<string, unknown>>): boolean => {
  const fields = fieldsOf(one);
  return fields.length === fieldsOf(other).length && fields.every((field) => isSameValue(one[field], other[field]));
};

/** Equal as JSON, whatever the order of the fields: a value that comes out of the log has lost the order in which it was written. */
export const isSameValue = (one: unknown, other: unknown): boolean => {
  if (Object.is(one, other)) return true;
  if (!isRecord(one) || !isRecord(other) || Array.isArray(one) !== Array.isArray(other)) return false;
  return isSameRecord(one, other);
};
