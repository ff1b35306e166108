import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { vietnamHour } from './quota.js';
import { json, type Answer, type ArrivedMessage, type Sandbox } from './sandbox.js';
import { newMessageId } from './webhooks.js';

const ZnsBody = z.object({
  phone: z.string(),
  template_id: z.string(),
  template_data: z.record(z.string(), z.union([z.string(), z.number()])),
  tracking_id: z.string().max(48).optional(),
  mode: z.literal('development').optional(),
});
const OaBody = z.object({ recipient: z.object({ user_id: z.string() }), message: z.object({ text: z.string().min(1).max(2000) }) });

const LONGEST_PARAMETER = 200;
const WINDOW_MS = 7 * 86_400_000;

export interface Call {
  readonly accessToken: string | null;
  readonly proof: string | null;
  readonly body: unknown;
}

const refuse = (error: number, message: string): Answer => json({ error, message });

/** A proof that is sent has to be right. */
const isProven = ({ options }: Sandbox, { accessToken, proof }: Call): boolean =>
  proof === null ||
  proof ===
    createHmac('sha256', options.appSecret)
      .update(accessToken ?? '')
      .digest('hex');

const arrive = (sandbox: Sandbox, message: Omit<ArrivedMessage, 'msgId' | 'at'>): ArrivedMessage => {
  const arrived = { ...message, msgId: newMessageId(), at: sandbox.now().toISOString() };
  sandbox.messages.push(arrived);
  sandbox.webhooks.received(arrived);
  return arrived;
};

const isNight = (now: Date): boolean => vietnamHour(now) >= 22 || vietnamHour(now) < 6;

const zns = (sandbox: Sandbox, call: Call): Answer => {
  const parsed = ZnsBody.safeParse(call.body);
  if (!parsed.success) return refuse(-122, 'Body is malformed');
  const { phone, template_id: templateId, template_data: data, tracking_id: trackingId, mode } = parsed.data;
  if (!/^84\d{9}$/u.test(phone)) return refuse(-108, 'Phone number is invalid');
  const { templates } = sandbox.options;
  if (templates != null && !templates.includes(templateId)) return refuse(-109, 'Template ID is invalid');
  if (Object.values(data).some((value) => String(value).length > LONGEST_PARAMETER)) return refuse(-1121, 'Parameter is too long');
  if (Object.values(data).some((value) => String(value) === '')) return refuse(-1123, 'Parameter is empty');
  if (mode === undefined && isNight(sandbox.now())) return refuse(-133, 'This ZNS is not allowed at night');
  if (!sandbox.quota.take()) return refuse(-144, 'Daily quota is exceeded');
  const { msgId } = arrive(sandbox, { kind: 'zns', to: phone, templateId, content: data, trackingId: trackingId ?? null });
  const quota = { dailyQuota: String(sandbox.quota.daily), remainingQuota: String(sandbox.quota.remaining) };
  return json({ error: 0, message: 'Success', data: { msg_id: msgId, sent_time: String(sandbox.now().getTime()), quota } });
};

/** `POST /message/template`. HTTP 200 whatever becomes of it; `error` decides. */
export const sendZns = (sandbox: Sandbox, call: Call): Answer => {
  if (!sandbox.tokens.accepts(call.accessToken)) return refuse(-124, 'Access token is invalid');
  return isProven(sandbox, call) ? zns(sandbox, call) : refuse(-1241, 'appsecret_proof is invalid');
};

/** `POST /v3.0/oa/message/cs`: to a follower who wrote within seven days. */
export const sendOa = (sandbox: Sandbox, call: Call): Answer => {
  if (!sandbox.tokens.accepts(call.accessToken)) return refuse(-216, 'Access token is invalid');
  if (!isProven(sandbox, call)) return refuse(-242, 'appsecret_proof is invalid');
  const parsed = OaBody.safeParse(call.body);
  if (!parsed.success) return refuse(-201, 'Body is malformed');
  const user = parsed.data.recipient.user_id;
  const wrote = sandbox.followers.get(user);
  if (wrote === undefined) return refuse(-213, 'User has not followed the account');
  if (sandbox.now().getTime() - wrote.getTime() > WINDOW_MS) return refuse(-230, 'User has not interacted in the past 7 days');
  const content = { text: parsed.data.message.text };
  const { msgId } = arrive(sandbox, { kind: 'oa', to: user, templateId: null, content, trackingId: null });
  return json({ error: 0, message: 'Success', data: { message_id: msgId, user_id: user } });
};

/** Whom a call is for, before anything is done about it. */
export const recipientIn = (body: unknown): string | null => {
  const parsed = z.object({ phone: z.string().optional(), recipient: z.object({ user_id: z.string() }).optional() }).safeParse(body);
  return parsed.success ? (parsed.data.phone ?? parsed.data.recipient?.user_id ?? null) : null;
};
