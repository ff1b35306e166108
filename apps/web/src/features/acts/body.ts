import type { Problem } from '#contracts';
import type { Field, FieldValue, Values } from './act.js';

const isEmpty = (value: FieldValue | undefined): boolean => value === undefined || value.length === 0;

/** Whether a field belongs to the form as it is filled now. */
export const isShown = (field: Field, values: Values): boolean =>
  field.shownWhen === undefined || values[field.shownWhen.field] === field.shownWhen.equals;

const jsonValue = (field: Field, value: FieldValue): unknown => {
  if (field.kind === 'flag') return value === 'yes';
  if (['percent', 'count', 'pick'].includes(field.kind) && typeof value === 'string') return Number(value.replace(',', '.'));
  return typeof value === 'string' ? value.trim() : value;
};

type Branch = Record<string, unknown>;
const isBranch = (value: unknown): value is Branch => typeof value === 'object' && value !== null && !Array.isArray(value);

const place = (body: Branch, path: readonly string[], value: unknown): void => {
  const [head, ...rest] = path;
  if (head === undefined) return;
  if (rest.length === 0) {
    body[head] = value;
    return;
  }
  const known = body[head];
  const branch = isBranch(known) ? known : {};
  body[head] = branch;
  place(branch, rest, value);
};

/** The command's body: what is filled and shown, each at its place; what is empty is left out. */
export const bodyOf = (fields: readonly Field[], values: Values, fixed: Readonly<Record<string, unknown>>): Branch => {
  const body: Branch = { ...fixed };
  for (const field of fields) {
    const value = values[field.name];
    if (value === undefined || isEmpty(value) || !isShown(field, values)) continue;
    place(body, field.name.split('.'), jsonValue(field, value));
  }
  return body;
};

export type FieldErrors = Readonly<Record<string, string>>;

/** Fields that must be filled and are not. */
export const missingFields = (fields: readonly Field[], values: Values): FieldErrors => {
  const missing = fields.filter((field) => field.required === true && isShown(field, values) && isBlank(values[field.name]));
  return Object.fromEntries(missing.map((field) => [field.name, 'Chưa có nội dung.']));
};

/** Nothing but white space. */
export const isBlank = (value: FieldValue | undefined): boolean => isEmpty(value) || (typeof value === 'string' && value.trim() === '');

/** Places the server's complaints at the fields they point to; the rest are told above the form. */
export const placeErrors = (problem: Problem, fields: readonly Field[]): { readonly at: FieldErrors; readonly rest: readonly string[] } => {
  const at: Record<string, string> = {};
  const rest: string[] = [];
  for (const { pointer, message } of problem.errors ?? []) {
    const path = pointer.replace(/^#?\//u, '').replaceAll('/', '.');
    const field = fields.find(({ name }) => path === name || path.startsWith(`${name}.`));
    if (field === undefined) rest.push(message);
    else at[field.name] = message;
  }
  return { at, rest };
};
