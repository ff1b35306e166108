import type { DocumentProposal, FileSignature } from '#contracts';
import { fold } from '../agencies/tokens.js';
import { lineUnit } from '../cells/cell.js';
import { factsOf } from '../document/document-facts.js';
import { isCaption } from '../document/line-kinds.js';
import type { Refused } from '../read-plan-document.js';
import { ImportRefused } from '../refusal.js';
import { fileKindOf } from '../source/file-kind.js';
import { readPdf } from '../source/pdf/read-pdf.js';
import { refuseSecret } from '../source/secrecy.js';
import { signatureBlockIn } from './signature-block.js';
import { signaturesIn } from './signatures.js';

export type DocumentReading = { readonly ok: true; readonly proposal: DocumentProposal } | Refused;

/** A letterhead stands above everything else; documents that are named further down are others. */
const LETTERHEAD_LINES = 20;

/** The lines outside tables; none where the pages are pictures, or the file is damaged or locked. */
const linesOf = async (bytes: Uint8Array): Promise<readonly string[]> => {
  try {
    const read = await readPdf(bytes);
    refuseSecret(read);
    return read.source.parts.flatMap((part) => (part.kind === 'text' ? part.lines.map(({ text }) => text) : []));
  } catch (error) {
    if (error instanceof ImportRefused && error.code !== 'IMPORT.SECRET') return [];
    throw error;
  }
};

const names = ({ name, ofAgency }: FileSignature, printed: string): boolean =>
  name !== null && !ofAgency && fold(name).includes(fold(printed));

/** That of the person whose name is printed; else of the last person: who signs before is below, and the seal comes after. */
const leadersOf = (signatures: readonly FileSignature[], printed: string | null): FileSignature | undefined =>
  (printed === null ? undefined : signatures.findLast((each) => names(each, printed))) ??
  signatures.findLast(({ name, ofAgency }) => name !== null && !ofAgency);

const signerOf = (leaders: FileSignature | undefined, printed: string | null): string | null =>
  leaders === undefined || (printed !== null && names(leaders, printed)) ? printed : leaders.name;

const proposalOf = (lines: readonly string[], signatures: readonly FileSignature[]): DocumentProposal => {
  const head = lines
    .slice(0, LETTERHEAD_LINES)
    .map((text, at) => ({ text: text.trim(), unit: lineUnit(at + 1, text) }))
    .filter(({ text }) => !isCaption(text));
  const { number, issuedOn } = factsOf(head);
  const { signer: printed, form } = signatureBlockIn(lines);
  const leaders = leadersOf(signatures, printed);
  return {
    number,
    date: issuedOn,
    signer: signerOf(leaders, printed),
    form,
    signedAt: (leaders ?? signatures.at(-1))?.signedAt ?? null,
    signatures: [...signatures],
  };
};

const read = async (bytes: Uint8Array): Promise<DocumentReading> => {
  if (fileKindOf(bytes) !== 'pdf')
    throw new ImportRefused('IMPORT.UNSUPPORTED', 'Tệp không phải PDF nên không đọc được số, ngày, người ký.');
  return { ok: true, proposal: proposalOf(await linesOf(bytes), signaturesIn(bytes)) };
};

/**
 * Reads what a PDF of an official document says of itself: number and day from its letterhead, signer and signing time from its
 * signatures, else from the block of the signature. It proposes; whether a signature holds is not checked. Whatever is in the file,
 * nothing is thrown: what cannot be read is null. Refused is a file that is no PDF, or that bears a mark of secrecy.
 */
export const readSignedPdf = async (bytes: Uint8Array): Promise<DocumentReading> => {
  try {
    return await read(bytes);
  } catch (error) {
    if (error instanceof ImportRefused) return { ok: false, code: error.code, message: error.message };
    throw error;
  }
};
