import { PlanDraft, type AgencyRef } from '#contracts';
import { nameKey, stands, type Correction, type NameMeaning } from '#domain';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

const isRef = (value: unknown): value is AgencyRef =>
  isRecord(value) && typeof value['text'] === 'string' && typeof value['kind'] === 'string' && 'id' in value;

/** Every reference to an agency within a value of a draft, however deep. */
const refsIn = (value: unknown): readonly AgencyRef[] => {
  if (isRef(value)) return [value];
  if (Array.isArray(value)) return value.flatMap(refsIn);
  return isRecord(value) ? Object.values(value).flatMap(refsIn) : [];
};

const meaningsOf = (refs: readonly AgencyRef[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const meanings = new Map<string, Set<string>>();
  for (const { text, id } of refs) {
    if (id !== null) meanings.set(nameKey(text), (meanings.get(nameKey(text)) ?? new Set()).add(id));
  }
  return meanings;
};

/**
 * What a review teaches: names that a correction gave another meaning than they were read with, and that mean one thing in the
 * whole reviewed draft. A name that means two things there is told apart by people alone.
 */
export const learnedNames = (draft: unknown, corrections: readonly Correction[]): readonly NameMeaning[] => {
  const parsed = PlanDraft.parse(draft);
  const meanings = meaningsOf([...refsIn(parsed.tasks), ...refsIn(parsed.indicators)]);
  const learned = new Map<string, NameMeaning>();
  for (const change of corrections.filter(stands).flatMap(({ changes }) => changes)) {
    if (change.op !== 'replace') continue;
    for (const { text, id: before } of refsIn(change.was)) {
      const [id, ...others] = meanings.get(nameKey(text)) ?? [];
      if (id !== undefined && others.length === 0 && id !== before) learned.set(nameKey(text), { name: text, id });
    }
  }
  return [...learned.values()];
};
