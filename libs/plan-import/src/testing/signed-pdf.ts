import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

const element = (tag: number, ...contents: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(contents);
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  const digits = Buffer.from(length.toString(16).padStart(length > 0xff ? 4 : 2, '0'), 'hex');
  return Buffer.concat([Buffer.from([tag, 0x80 + digits.length]), digits, content]);
};
const sequence = (...contents: readonly Uint8Array[]): Buffer => element(0x30, ...contents);
const set = (...contents: readonly Uint8Array[]): Buffer => element(0x31, ...contents);
const id = (hex: string): Buffer => element(0x06, Buffer.from(hex, 'hex'));
const whole = (...bytes: readonly number[]): Buffer => element(0x02, Buffer.from(bytes));
const time = (text: string): Buffer => element(0x17, Buffer.from(text));

const ids = {
  commonName: id('550403'),
  country: id('550406'),
  ecdsaWithSha256: id('2a8648ce3d040302'),
  sha256: id('608648016503040201'),
  data: id('2a864886f70d010701'),
  signedData: id('2a864886f70d010702'),
  contentType: id('2a864886f70d010903'),
  messageDigest: id('2a864886f70d010904'),
  signingTime: id('2a864886f70d010905'),
};

const nameOf = (commonName: string): Buffer =>
  sequence(
    set(sequence(ids.country, element(0x13, Buffer.from('VN')))),
    set(sequence(ids.commonName, element(0x0c, Buffer.from(commonName)))),
  );

/** A key with a certificate that it has signed itself. */
export interface TestSigner {
  readonly key: KeyObject;
  readonly certificate: Buffer;
  readonly issuer: Buffer;
  readonly serial: Buffer;
}

let serials = 0;

export const signerNamed = (commonName: string): TestSigner => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const issuer = nameOf(commonName);
  serials += 1;
  const serial = whole(0x0a, serials);
  const body = sequence(
    element(0xa0, whole(2)),
    serial,
    sequence(ids.ecdsaWithSha256),
    issuer,
    sequence(time('250101000000Z'), time('350101000000Z')),
    issuer,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = element(0x03, Buffer.from([0]), sign('sha256', body, privateKey));
  return { key: privateKey, certificate: sequence(body, sequence(ids.ecdsaWithSha256), signature), issuer, serial };
};

interface SigningOptions {
  /** As a PDF writes it: "D:20260105100500+07'00'". */
  readonly at?: string;
  /** The attribute of the signature itself, as UTCTime: "260105030500Z". */
  readonly attribute?: string;
  /** Certificates that stand beside the signer's own. */
  readonly beside?: readonly TestSigner[];
  readonly subFilter?: string;
}

const signedDataOf = (content: Uint8Array, signer: TestSigner, { attribute, beside = [] }: SigningOptions): Buffer => {
  const attributes = [
    sequence(ids.contentType, set(ids.data)),
    ...(attribute === undefined ? [] : [sequence(ids.signingTime, set(time(attribute)))]),
    sequence(ids.messageDigest, set(element(0x04, createHash('sha256').update(content).digest()))),
  ];
  const signature = sign('sha256', set(...attributes), signer.key);
  const signerInfo = sequence(
    whole(1),
    sequence(signer.issuer, signer.serial),
    sequence(ids.sha256),
    element(0xa0, ...attributes),
    sequence(ids.ecdsaWithSha256),
    element(0x04, signature),
  );
  const certificates = element(0xa0, ...beside.map(({ certificate }) => certificate), signer.certificate);
  const signedData = sequence(whole(1), set(sequence(ids.sha256)), sequence(ids.data), certificates, set(signerInfo));
  return sequence(ids.signedData, element(0xa0, signedData));
};

/** Room for a signature, in hexadecimal digits. */
const ROOM = 8_000;

/** Signs a PDF as a signing programme does: a new section with the signature's dictionary, over every byte but the signature. */
export const signedPdf = (pdf: Uint8Array, signer: TestSigner, options: SigningOptions = {}): Buffer => {
  const { at, subFilter = 'adbe.pkcs7.detached' } = options;
  const before = Buffer.concat([pdf, Buffer.from('\n')]);
  const number = 900 + (before.toString('latin1').match(/\/ByteRange/gu)?.length ?? 0);
  const said = at === undefined ? '' : `/M (${at}) `;
  const head = `${String(number)} 0 obj\n<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /${subFilter} ${said}`;
  const rangeText = (start: number, end: number, rest: number): string =>
    `/ByteRange [0 ${String(start)} ${String(end)} ${String(rest)}]`.padEnd(60) + '/Contents ';
  const start = before.length + head.length + rangeText(0, 0, 0).length;
  const end = start + ROOM + 2;
  const previous = /startxref\s+(\d+)\s+%%EOF\s*$/u.exec(before.toString('latin1'))?.[1] ?? '0';
  const body = ' >>\nendobj\n';
  const section =
    `xref\n${String(number)} 1\n${String(before.length).padStart(10, '0')} 00000 n \n` +
    `trailer\n<< /Size ${String(number + 1)} /Root 1 0 R /Prev ${previous} >>\nstartxref\n${String(end + body.length)}\n%%EOF`;
  const tail = Buffer.from(body + section, 'latin1');
  const first = Buffer.concat([before, Buffer.from(head + rangeText(start, end, tail.length), 'latin1')]);
  const signature = signedDataOf(Buffer.concat([first, tail]), signer, options)
    .toString('hex')
    .padEnd(ROOM, '0');
  return Buffer.concat([first, Buffer.from(`<${signature}>`), tail]);
};
