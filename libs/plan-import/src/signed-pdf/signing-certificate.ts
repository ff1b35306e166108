import { X509Certificate } from 'node:crypto';
import { childrenOf, elementsIn, type DerElement } from './der.js';

const tags = { sequence: 0x30, set: 0x31, first: 0xa0 } as const;
/** The signer's own and those up to the root; a few more where others have signed along. */
const MOST_CERTIFICATES = 20;
/** 1.2.840.113549.1.9.5 */
const SIGNING_TIME = '2a864886f70d010905';

const certificateOf = ({ whole }: DerElement): readonly X509Certificate[] => {
  try {
    return [new X509Certificate(whole)];
  } catch {
    return [];
  }
};

const hexOf = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('hex');
const sameNumber = (one: string, other: string): boolean =>
  one.replace(/^0+/u, '').toLowerCase() === other.replace(/^0+/u, '').toLowerCase();

/** The certificate that the signer names by its number; where it is named otherwise, the one that certifies nobody else. */
const signersOwn = (certificates: readonly X509Certificate[], signerId: DerElement | undefined): X509Certificate | undefined => {
  const [, serial] = signerId?.tag === tags.sequence ? childrenOf(signerId) : [];
  return (
    certificates.find(({ serialNumber }) => sameNumber(serialNumber, hexOf(serial?.content))) ??
    certificates.find(({ ca }) => !ca) ??
    certificates[0]
  );
};

/** "CN=Nguyễn Văn A" among the lines of a subject; special characters stand behind a backslash. */
const commonNameOf = ({ subject }: X509Certificate): string | null =>
  /^CN=(.+)$/mu.exec(subject)?.[1]?.replace(/\\(.)/gu, '$1').normalize('NFC').trim() ?? null;

/** UTCTime "260105030500Z", GeneralizedTime "20260105030500Z". */
const instantOf = (text: string): string | null => {
  const full = /^\d{12}Z$/u.test(text) ? `20${text}` : text;
  const [, year = '', month = '', day = '', hour = '', minute = '', second = ''] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d+)?Z$/u.exec(full) ?? [];
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
};

const signingTimeIn = (attributes: DerElement | undefined): string | null => {
  const attribute = childrenOf(attributes).find((each) => hexOf(childrenOf(each)[0]?.content) === SIGNING_TIME);
  const [time] = childrenOf(childrenOf(attribute)[1]);
  return time === undefined ? null : instantOf(Buffer.from(time.content).toString('latin1'));
};

export interface CmsSigner {
  /** The common name of the signing certificate. */
  readonly name: string | null;
  /** Instant, ISO 8601, as the signature's own attribute claims it. */
  readonly signedAt: string | null;
}

/**
 * Whom the certificate inside a detached signature (CMS SignedData, RFC 5652) names. Nothing is verified: neither the signature nor
 * who issued the certificate. Bytes that are no signature name nobody.
 */
export const cmsSignerOf = (cms: Uint8Array): CmsSigner => {
  const [contentInfo] = elementsIn(cms);
  const [signedData] = childrenOf(childrenOf(contentInfo)[1]);
  const fields = childrenOf(signedData);
  const certificates = childrenOf(fields.find(({ tag }) => tag === tags.first))
    .filter(({ tag }) => tag === tags.sequence)
    .slice(0, MOST_CERTIFICATES)
    .flatMap(certificateOf);
  const [signer] = childrenOf(fields.findLast(({ tag }) => tag === tags.set));
  const [, signerId, , ...rest] = childrenOf(signer);
  const own = signersOwn(certificates, signerId);
  return {
    name: own === undefined ? null : commonNameOf(own),
    signedAt: signingTimeIn(rest.find(({ tag }) => tag === tags.first)),
  };
};
