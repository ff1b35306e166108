import { hash, verify } from '@node-rs/argon2';
import { randomInt } from 'node:crypto';

/** argon2id with the library's defaults (19 MiB, two passes), which follow OWASP's recommendation. */
export const hashPassword = (password: string): Promise<string> => hash(password);

/** Of no account: checked where there is none, so that an unknown name takes as long as a wrong password. */
let decoy: Promise<string> | null = null;

/** Null: there is no such account. The time taken is that of one verification either way. */
export const verifyPassword = async (passwordHash: string | null, password: string): Promise<boolean> => {
  decoy ??= hashPassword(generatePassword());
  const matches = await verify(passwordHash ?? (await decoy), password);
  return passwordHash !== null && matches;
};

/** Without letters and figures that look alike. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Four groups of four characters: about 79 bits. */
export const generatePassword = (): string =>
  Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('')).join('-');
