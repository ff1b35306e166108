import { z } from 'zod';

/** Content types in which a message may come (RFC 2046, RFC 6532). */
export const MESSAGE_TYPES = ['message/rfc822', 'message/global'];

export const BounceMessage = z.instanceof(Buffer, { error: 'Cần gửi nguyên thông báo của máy chủ thư, Content-Type: message/rfc822.' });
