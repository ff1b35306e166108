import { z } from 'zod';

/** A signature that a file carries, as it says itself: whether it holds is not checked. */
export const FileSignature = z
  .object({
    /** Whom its certificate, else the signature itself, names. */
    name: z.string().nullable(),
    /** The certificate names an agency, not a person: the seal. */
    ofAgency: z.boolean(),
    signedAt: z.string().nullable(),
  })
  .meta({ id: 'FileSignature' });
export type FileSignature = z.output<typeof FileSignature>;

/** What a PDF of an official document says of itself, for a person to check; null is what could not be read. */
export const DocumentProposal = z
  .object({
    number: z.string().nullable(),
    /** Civil date, YYYY-MM-DD. */
    date: z.string().nullable(),
    signer: z.string().nullable(),
    /** Form of signature: TM., KT., TL., TUQ., Q.; null also where the head signs in their own name. */
    form: z.string().nullable(),
    /** Instant, ISO 8601, of the signature by which `signer` was told, else of the last one. */
    signedAt: z.string().nullable(),
    /** In the order in which they were added. */
    signatures: z.array(FileSignature),
  })
  .meta({ id: 'DocumentProposal' });
export type DocumentProposal = z.output<typeof DocumentProposal>;
