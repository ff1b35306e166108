import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const NONCE = 12;
const TAG = 16;

/** The sealed bytes were sealed under another key, for another purpose or place, or have been changed. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
}

/**
 * AES-256-GCM: nonce, tag, ciphertext. `place` is bound to it: moved elsewhere it does not open.
 * @param nonce 12 bytes that under this key never stand before another plain text; random by default
 */
export const sealUnder = (key: Buffer, plain: Buffer, place: string, nonce: Buffer = randomBytes(NONCE)): Buffer => {
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place, 'utf8'));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
};

/** @throws SealBroken */
export const openUnder = (key: Buffer, sealed: Buffer, place: string): Buffer => {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE), { authTagLength: TAG })
      .setAAD(Buffer.from(place, 'utf8'))
      .setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]);
  } catch (cause) {
    throw new SealBroken('The seal does not open', { cause });
  }
};

/** The 32 bytes that everything secret in the database hangs on. It never leaves this object; each use has a key derived of it. */
export class MasterKey {
  private readonly derived = new Map<string, Buffer>();
  private readonly bytes: Buffer;

  /** @param base64 32 bytes, as the configuration has them */
  constructor(base64: string) {
    this.bytes = Buffer.from(base64, 'base64');
    if (this.bytes.length !== 32) throw new Error('A master key has 32 bytes');
  }

  /** Tells this key from others and may be shown: 16 hexadecimal digits in groups of four. */
  get mark(): string {
    const hex = createHmac('sha256', this.bytes).update('dondoc master key mark').digest('hex').slice(0, 16);
    return hex.replace(/(.{4})(?=.)/gu, '$1-');
  }

  /** `place` names where the sealed bytes will stand, for example a row's key. */
  seal(purpose: string, plain: Buffer, place: string): Buffer {
    return sealUnder(this.keyFor(purpose), plain, place);
  }

  /** @throws SealBroken */
  open(purpose: string, sealed: Buffer, place: string): Buffer {
    return openUnder(this.keyFor(purpose), sealed, place);
  }

  /** The same text always gives the same 32 bytes, which without the key tell nothing of it. */
  fingerprint(purpose: string, text: string): Buffer {
    return createHmac('sha256', this.keyFor(purpose)).update(text, 'utf8').digest();
  }

  private keyFor(purpose: string): Buffer {
    const known = this.derived.get(purpose);
    if (known !== undefined) return known;
    const key = Buffer.from(hkdfSync('sha256', this.bytes, '', `dondoc ${purpose}`, 32));
    this.derived.set(purpose, key);
    return key;
  }
}
