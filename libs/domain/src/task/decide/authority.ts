import type { DocumentRef } from '../../shared/references.js';
import { firstOf, refuseIf, type PartScene, type Refusal } from './scene.js';

/**
 * Extensions and objective causes are the assigning authority's to decide, or its superior's; whoever else records such a decision
 * (the Office) names the document in which it was taken. Never the holder.
 */
export const notAuthorised = ({ part, task, facts, meta }: PartScene, document: DocumentRef | null): Refusal | null => {
  const actor = meta.onBehalfOf;
  const authority = task.assigningAuthority;
  const decidesItself = actor !== null && (actor === authority || facts.isSuperior(actor, authority));
  return firstOf(
    refuseIf(actor === part.holder, 'TASK.NOT_APPROVER', { part: part.id, approver: authority }),
    refuseIf(!decidesItself && document === null, 'TASK.DOCUMENT_NEEDED', { part: part.id, authority }),
  );
};
