import { createHash, createPublicKey, generateKeyPairSync, sign, verify, createPrivateKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';

const hex = (bytes: number): z.ZodType<string> => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`, 'u'));

const anchor = z.strictObject({
  shard: z.literal(0),
  /** Of the last event that it covers. */
  position: z.int().positive(),
  chainHash: hex(32),
  /** Merkle tree of RFC 6962 over the hashes of events 1 to `position`. */
  treeRoot: hex(32),
  /** When it was made, ISO. */
  at: z.iso.datetime(),
});
export type Anchor = z.output<typeof anchor>;

/** An anchor with its signature (Ed25519), as it is kept, mailed and printed. Bytes in lower-case hex. */
export const signedAnchor = z.strictObject({ anchor, publicKey: hex(32), signature: hex(64) });
export type SignedAnchor = z.output<typeof signedAnchor>;

/** What is signed: JSON without blanks, in this order. */
const signedText = ({ shard, position, chainHash, treeRoot, at }: Anchor): Buffer =>
  Buffer.from(JSON.stringify({ shard, position, chainHash, treeRoot, at }), 'utf8');

/** RFC 8410: what stands before the 32 bytes of a key. */
const publicPrefix = Buffer.from('302a300506032b6570032100', 'hex');
const privatePrefix = Buffer.from('302e020100300506032b657004220420', 'hex');

const publicKeyOf = (raw: string): KeyObject =>
  createPublicKey({ key: Buffer.concat([publicPrefix, Buffer.from(raw, 'hex')]), format: 'der', type: 'spki' });

export const signAnchor = (unsigned: Anchor, seed: Buffer): SignedAnchor => {
  const key = createPrivateKey({ key: Buffer.concat([privatePrefix, seed]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(publicPrefix.length);
  return { anchor: unsigned, publicKey: publicKey.toString('hex'), signature: sign(null, signedText(unsigned), key).toString('hex') };
};

export const isGenuine = ({ anchor: signed, publicKey, signature }: SignedAnchor): boolean =>
  verify(null, signedText(signed), publicKeyOf(publicKey), Buffer.from(signature, 'hex'));

/** A new signing key: its 32 secret bytes and its public half. */
export const newSigningKey = (): { readonly seed: Buffer; readonly publicKey: string } => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    seed: privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(privatePrefix.length),
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).subarray(publicPrefix.length).toString('hex'),
  };
};

/** Short enough to be read out on the telephone: 16 hexadecimal digits of the key's SHA-256. */
export const fingerprintOf = (publicKey: string): string =>
  createHash('sha256')
    .update(Buffer.from(publicKey, 'hex'))
    .digest('hex')
    .slice(0, 16)
    .replace(/(.{4})(?=.)/gu, '$1-');

/** Null: the text is no anchor. */
export const parseAnchor = (text: string): SignedAnchor | null => {
  try {
    return signedAnchor.parse(JSON.parse(text));
  } catch {
    return null;
  }
};
