import { timingSafeEqual } from 'node:crypto';
import type { Instant, PersonId } from '#domain';
import type { Muting } from '../wishes/muting.js';

/** What a link is good for: one person, and what they would do without. */
interface MuteBinding extends Muting {
  readonly person: PersonId;
}

export interface MuteLink extends MuteBinding {
  readonly isExpired: boolean;
}

/** The shape of libs/platform's master key: the same text always gives the same bytes, which nobody makes who has not the key. */
interface Key {
  fingerprint(purpose: string, text: string): Buffer;
}

const PURPOSE = 'mute links';

/** A mail may be read late; whoever has changed their mind by then does it on their own page. */
const DAYS = 60;
const PERSON_BYTES = 16;
const HEAD_BYTES = PERSON_BYTES + 5;
const SIGNATURE_BYTES = 16;
const SIGNATURE_LETTERS = 22;

const packed = ({ person, days, coordination }: MuteBinding, expiresAt: number): Buffer => {
  const bytes = Buffer.alloc(HEAD_BYTES + 2 * days.length);
  bytes.write(person.replaceAll('-', ''), 'hex');
  bytes.writeUInt32BE(expiresAt, PERSON_BYTES);
  bytes.writeUInt8(Number(coordination), PERSON_BYTES + 4);
  days.forEach((count, index) => bytes.writeUInt16BE(count, HEAD_BYTES + 2 * index));
  return bytes;
};

const uuidOf = (bytes: Buffer): PersonId =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5') as PersonId;

const unpacked = (bytes: Buffer): MuteBinding & { readonly expiresAt: number } => ({
  person: uuidOf(bytes.subarray(0, PERSON_BYTES)),
  expiresAt: bytes.readUInt32BE(PERSON_BYTES),
  coordination: bytes.readUInt8(PERSON_BYTES + 4) === 1,
  days: Array.from({ length: (bytes.length - HEAD_BYTES) / 2 }, (_, index) => bytes.readUInt16BE(HEAD_BYTES + 2 * index)),
});

const isSame = (one: Buffer, other: Buffer): boolean => one.length === other.length && timingSafeEqual(one, other);

/**
 * Tokens by which a mail is answered with "no more of these". They stand in no table: each says itself what it is good for and until when,
 * signed. To use one twice changes nothing more.
 */
export class MuteLinks {
  constructor(private readonly key: Key) {}

  mint(binding: MuteBinding, now: Instant): string {
    const body = packed(binding, Math.floor(Date.parse(now) / 1000) + DAYS * 86_400).toString('base64url');
    return `${body}${this.#signature(body).toString('base64url')}`;
  }

  /** Null: nobody was given this token. */
  read(token: string, now: Instant): MuteLink | null {
    const body = token.slice(0, -SIGNATURE_LETTERS);
    const bytes = Buffer.from(body, 'base64url');
    if (bytes.length < HEAD_BYTES || !isSame(Buffer.from(token.slice(-SIGNATURE_LETTERS), 'base64url'), this.#signature(body))) return null;
    const { expiresAt, ...binding } = unpacked(bytes);
    return { ...binding, isExpired: expiresAt * 1000 <= Date.parse(now) };
  }

  #signature(body: string): Buffer {
    return this.key.fingerprint(PURPOSE, body).subarray(0, SIGNATURE_BYTES);
  }
}

/** Where a token will stand; a preview shows it as it is, and mints nothing. */
export const mutePlace = ({ days, coordination }: Muting): string => `[[tat-nhac ${days.join('+')}${coordination ? ' phoi-hop' : ''}]]`;
