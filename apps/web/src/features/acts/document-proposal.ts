import type { DocumentProposal } from '#contracts';
import { ProblemError, request } from '../../api/http-client.js';
import { formatDate, formatInstant } from '../../words/dates.js';
import type { Values } from './act.js';

/** What a PDF that was attached says of itself. */
export interface ReadFile {
  readonly name: string;
  readonly proposal: DocumentProposal;
}

export const isPdf = ({ name, type }: { readonly name: string; readonly type: string }): boolean =>
  type === 'application/pdf' || /\.pdf$/iu.test(name);

/**
 * Has a PDF read before it is stored; the server keeps nothing of it. Null: nothing could be read, which hinders nobody.
 * @throws ProblemError where the file bears a mark of secrecy and must not be stored.
 */
export const readDocument = async (file: File): Promise<ReadFile | null> => {
  const form = new FormData();
  form.set('file', file);
  try {
    return { name: file.name, proposal: await request<DocumentProposal>('/files/read', { method: 'POST', form }) };
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'IMPORT.SECRET') throw error;
    return null;
  }
};

/** The fields of the document that a proposal fills in, by their names; only what was read. */
export const proposedValues = ({ number, date, signer }: DocumentProposal): Values =>
  Object.fromEntries(
    Object.entries({ 'document.number': number, 'document.date': date, 'document.signer': signer }).filter(
      (entry): entry is [string, string] => entry[1] !== null,
    ),
  );

const signedBy = ({ signer, form }: DocumentProposal): readonly string[] =>
  signer === null ? [] : [`người ký ${form === null ? '' : `${form} `}${signer}`];

const signedAt = (proposal: DocumentProposal): readonly string[] => {
  if (proposal.signatures.length === 0) return ['tệp không có chữ ký số'];
  const when = proposal.signedAt === null ? '' : ` lúc ${formatInstant(proposal.signedAt)}`;
  return [`ký số${when} (chưa kiểm tra hiệu lực chữ ký)`];
};

/** What was read, for comparing with what stands in the form; null where there is nothing to compare. */
export const proposalNote = ({ name, proposal }: ReadFile): string | null => {
  const { number, date } = proposal;
  const facts = [
    ...(number === null ? [] : [`số ${number}`]),
    ...(date === null ? [] : [`ngày ${formatDate(date)}`]),
    ...signedBy(proposal),
  ];
  const isSilent = facts.length === 0 && proposal.signatures.length === 0;
  return isSilent ? null : `Đọc từ tệp ${name}, đề nghị kiểm tra: ${[...facts, ...signedAt(proposal)].join('; ')}.`;
};
