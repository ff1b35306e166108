import { createHmac } from 'node:crypto';
import { openUnder, SealBroken, sealUnder } from '#platform';

/** Stands for a name whose key has been shredded. */
export const ERASED_TEXT = 'đã xóa theo yêu cầu';
/** Stands for a name that cannot be opened though nobody has erased it: the key is missing or does not fit. */
export const UNREADABLE_TEXT = 'không mở được';

const MARK = 'sealed:v1:';
const SEALED = /sealed:v1:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):([\w-]+)/gu;
const WHOLLY_SEALED = new RegExp(`^${SEALED.source}$`, 'u');

/** Cheap: most texts hold nothing sealed. */
export const holdsSealed = (text: string): boolean => text.includes(MARK);

/** Whether the whole text is one sealed text. */
export const isSealed = (text: string): boolean => WHOLLY_SEALED.test(text);

/**
 * A text under a subject's key: the subject's id in the clear, then nonce, tag and ciphertext. The nonce comes of key and text, so
 * that the same name of the same subject is sealed the same, and what did not change compares equal.
 */
export const sealText = (subject: string, key: Buffer, text: string): string => {
  const nonce = createHmac('sha256', key).update(text, 'utf8').digest().subarray(0, 12);
  return `${MARK}${subject}:${sealUnder(key, Buffer.from(text, 'utf8'), subject, nonce).toString('base64url')}`;
};

/** Ids of the subjects that a text mentions. */
export const subjectsIn = (text: string): readonly string[] => [
  ...new Set(Array.from(text.matchAll(SEALED), ([, subject = '']) => subject)),
];

/** A subject's key; `shredded`: erased; undefined: there is none. */
export type KnownKey = Buffer | 'shredded' | undefined;

/** @param write how an opened text is written into the surrounding one */
export const openTexts = (
  text: string,
  keyOf: (subject: string) => KnownKey,
  write: (opened: string) => string = (opened) => opened,
): string => text.replace(SEALED, (_, subject: string, sealed: string) => write(openOne(subject, sealed, keyOf(subject))));

const openOne = (subject: string, sealed: string, key: KnownKey): string => {
  if (key === 'shredded') return ERASED_TEXT;
  if (key === undefined) return UNREADABLE_TEXT;
  try {
    return openUnder(key, Buffer.from(sealed, 'base64url'), subject).toString('utf8');
  } catch (error) {
    if (error instanceof SealBroken) return UNREADABLE_TEXT;
    throw error;
  }
};
