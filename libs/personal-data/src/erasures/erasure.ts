import { z } from 'zod';

/** That somebody's data were erased: ids, never what was erased. */
export const erasure = z.strictObject({
  id: z.uuid(),
  person: z.uuid().nullable(),
  subjects: z.array(z.uuid()),
  /** On what request or ground, for example the number of the letter. */
  reason: z.string().min(1),
  /** Person id of the administrator, or `cli`. */
  by: z.string().min(1),
  /** ISO. */
  at: z.iso.datetime(),
});
export type Erasure = z.output<typeof erasure>;

/** Null: the text is no list of erasures. */
export const parseErasures = (text: string): readonly Erasure[] | null => {
  try {
    return z.array(erasure).parse(JSON.parse(text));
  } catch {
    return null;
  }
};
