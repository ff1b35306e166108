import type { FileSignature } from '#contracts';
import { instantOfPdfDate, textBehind } from './pdf-strings.js';
import { cmsSignerOf } from './signing-certificate.js';

/** A document has a handful of signatures; what claims more is not looked at further. */
const MOST_SIGNATURES = 50;
const MOST_PLACES = 1_000;
/** Hexadecimal digits: a signature with a whole chain and its revocation lists stays below. */
const SIGNATURE_DIGITS = 2_097_152;
/** Bytes of a signature's dictionary on either side of the signature itself. */
const DICTIONARY_BYTES = 16_384;

const byteRange = /^\/ByteRange\s*\[\s*\d{1,10}\s+(\d{1,10})\s+(\d{1,10})\s+\d{1,10}\s*\]/u;
/** The time stamp of an archive signs nothing in anybody's name. */
const timeStamp = /\/DocTimeStamp\b|\/ETSI\.RFC3161\b/u;
const agency =
  /^(?:UBND|HĐND|[uủ][ỷy] ban|hội đồng|sở|ban|bộ|văn phòng|cục|chi cục|tổng cục|trung tâm|công an|bộ chỉ huy|bộ tư lệnh|thanh tra|phòng|tỉnh|huyện|thành phố|thị xã|xã|phường|đảng|bảo hiểm|kho bạc|bệnh viện|công ty|viện|hội|liên đoàn|liên minh|tỉnh đoàn|quỹ|thuế|ngân hàng|tòa án|toà án|mặt trận|trường)(?!\p{L})/iu;

interface Placed {
  /** Where the signature itself begins and ends: the gap that its byte range leaves out. */
  readonly start: number;
  readonly end: number;
  readonly at: number;
}

const isSignature = (file: Buffer, { start, end }: Placed): boolean =>
  start < end && end - start <= SIGNATURE_DIGITS && file[start] === 0x3c && file[end - 1] === 0x3e;

/** Byte ranges whose gap holds a string of hexadecimal digits, as that of a signature does. */
const placesIn = (file: Buffer): readonly Placed[] => {
  const places: Placed[] = [];
  let at = file.indexOf('/ByteRange');
  for (let tried = 0; at >= 0 && tried < MOST_PLACES; tried += 1) {
    const [, start, end] = byteRange.exec(file.subarray(at, at + 200).toString('latin1')) ?? [];
    const place = { at, start: Number(start), end: Number(end) };
    if (isSignature(file, place)) places.push(place);
    at = file.indexOf('/ByteRange', at + 1);
  }
  return places.slice(0, MOST_SIGNATURES).toSorted((one, other) => one.start - other.start);
};

/** The dictionary without its signature, as Latin-1. */
const dictionaryAround = (file: Buffer, { at, start, end }: Placed): string => {
  const first = Math.min(at, start);
  const last = Math.max(at, end);
  const before = file.subarray(Math.max(0, first - DICTIONARY_BYTES), start).toString('latin1');
  const after = file.subarray(end, last + DICTIONARY_BYTES).toString('latin1');
  return before.slice(before.lastIndexOf(' obj') + 1) + after.split('endobj', 1).join('');
};

const blankToNull = (text: string | null): string | null => (text === '' ? null : text);

const signatureAt = (file: Buffer, place: Placed): FileSignature | null => {
  const dictionary = dictionaryAround(file, place);
  if (timeStamp.test(dictionary)) return null;
  const digits = file.subarray(place.start + 1, place.end - 1).toString('latin1');
  const cms = cmsSignerOf(Buffer.from(digits.replace(/\s/gu, ''), 'hex'));
  const name = blankToNull(cms.name) ?? blankToNull(textBehind(dictionary, 'Name'));
  return {
    name,
    ofAgency: name !== null && agency.test(name),
    signedAt: instantOfPdfDate(textBehind(dictionary, 'M') ?? '') ?? cms.signedAt,
  };
};

/**
 * The signatures that a PDF carries (ISO 32000-2, 12.8), in the order in which they were added. They are found by the byte ranges
 * that they sign, which stand in the file in the open whatever else is compressed. Nothing is verified.
 */
export const signaturesIn = (bytes: Uint8Array): readonly FileSignature[] => {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return placesIn(file).flatMap((place) => signatureAt(file, place) ?? []);
};
