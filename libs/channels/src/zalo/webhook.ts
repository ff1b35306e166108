import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { ZaloAccount } from './zalo-account.js';

/** What an event of Zalo tells us; anything else is answered and left alone. */
export type ZaloEvent =
  /** A message came to its phone; `trackingId` is ours, where Zalo sends it back. */
  | { readonly type: 'received'; readonly name: string; readonly messageId: string; readonly trackingId: string | null }
  | { readonly type: 'followed' | 'left'; readonly name: string; readonly userId: string; readonly at: string }
  | { readonly type: 'wrote'; readonly name: string; readonly userId: string; readonly text: string; readonly at: string }
  | { readonly type: 'other'; readonly name: string };

/** `timestamp` is a string of milliseconds. */
const Envelope = z.looseObject({ app_id: z.coerce.string(), event_name: z.string(), timestamp: z.coerce.string().regex(/^\d{10,16}$/u) });
const Party = z.object({ id: z.coerce.string() });
/** Of a message of the account: ids inside; of a template message: the phone itself, and our id. */
const Received = z.union([
  z.object({ recipient: Party, message: z.object({ msg_id: z.string() }) }),
  z.object({ recipient: z.string(), msg_id: z.string(), tracking_id: z.string().optional() }),
]);
const Follow = z.union([z.object({ follower: Party }), z.object({ sender: Party })]);
const Wrote = z.object({ sender: Party, message: z.object({ text: z.string().default('') }) });

/**
 * Plain SHA-256 over application, raw body, the body's own time stamp and the account's secret; `mac=` may stand before it.
 * Compared in constant time.
 */
export const isSignedByZalo = (account: Pick<ZaloAccount, 'appId' | 'oaSecret'>, raw: Buffer, signature: string | undefined): boolean => {
  const envelope = Envelope.safeParse(jsonOf(raw));
  if (!envelope.success || signature === undefined) return false;
  const digest = createHash('sha256').update(account.appId).update(raw).update(envelope.data.timestamp).update(account.oaSecret).digest();
  const given = Buffer.from(signature.replace(/^mac=/u, ''), 'hex');
  return given.length === digest.length && timingSafeEqual(given, digest) && envelope.data.app_id === account.appId;
};

/** @param raw a body whose signature was found good */
export const readEvent = (raw: Buffer): ZaloEvent => {
  const body = jsonOf(raw);
  const { event_name: name, timestamp } = Envelope.parse(body);
  return READERS[name]?.(body, name, new Date(Number(timestamp)).toISOString()) ?? { type: 'other', name };
};

const jsonOf = (raw: Buffer): unknown => {
  try {
    return JSON.parse(raw.toString('utf8'));
  } catch {
    return null;
  }
};

type Reader = (body: unknown, name: string, at: string) => ZaloEvent | null;

const received: Reader = (body, name) => {
  const parsed = Received.safeParse(body);
  if (!parsed.success) return null;
  if ('message' in parsed.data) return { type: 'received', name, messageId: parsed.data.message.msg_id, trackingId: null };
  const { msg_id: messageId, tracking_id: trackingId } = parsed.data;
  return { type: 'received', name, messageId, trackingId: trackingId === undefined || trackingId === '' ? null : trackingId };
};

const following =
  (type: 'followed' | 'left'): Reader =>
  (body, name, at) => {
    const parsed = Follow.safeParse(body);
    if (!parsed.success) return null;
    return { type, name, userId: 'follower' in parsed.data ? parsed.data.follower.id : parsed.data.sender.id, at };
  };

const wrote: Reader = (body, name, at) => {
  const parsed = Wrote.safeParse(body);
  return parsed.success ? { type: 'wrote', name, userId: parsed.data.sender.id, text: parsed.data.message.text, at } : null;
};

const READERS: Readonly<Record<string, Reader>> = {
  user_received_message: received,
  follow: following('followed'),
  unfollow: following('left'),
  user_send_text: wrote,
};
