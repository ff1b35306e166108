import { correctedAt, PlanDraft } from '#contracts';
import type { FileRef } from '#domain';
import type { StoredEvent } from '#event-store';

export interface CurrentDraft {
  readonly file: FileRef;
  readonly draft: PlanDraft;
  /** Stream version of the last change of the draft. */
  readonly version: number;
}

/** The draft as read, with every correction laid over it; null where nothing has been drafted. */
export const currentDraft = (history: readonly StoredEvent[]): CurrentDraft | null => {
  const first = history.find(({ type }) => type === 'PlanDrafted');
  if (first === undefined) return null;
  const corrections = history.filter(({ type }) => type === 'DraftCorrected');
  const draft = corrections.reduce<unknown>(
    (before, { data }: StoredEvent) => correctedAt(before, data.pointer as string, data.value) ?? before,
    first.data.draft,
  );
  return { file: first.data.file as FileRef, draft: PlanDraft.parse(draft), version: corrections.at(-1)?.version ?? first.version };
};
