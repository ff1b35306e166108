import { situationLabels, type WorkSituation } from '#domain';

/** Official words for the situation of a task or a lead part. */
export const workLabel = (work: WorkSituation): string => situationLabels[work];
