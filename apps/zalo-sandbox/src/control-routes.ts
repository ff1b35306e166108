import { z } from 'zod';
import { FaultOrder } from './faults.js';
import { phonePage } from './phone-page.js';
import { json, type Answer, type Sandbox } from './sandbox.js';

/** Something that a user does: follows, leaves, writes. */
const UserAct = z.strictObject({
  event: z.enum(['follow', 'unfollow', 'user_send_text', 'user_seen_message']),
  user: z.string().min(1).max(40),
  text: z.string().max(2000).default(''),
});

const fieldsOf = ({ event, user, text }: z.output<typeof UserAct>): object =>
  event === 'follow' || event === 'unfollow'
    ? { follower: { id: user }, oa_id: '1000000000000000001' }
    : { sender: { id: user }, recipient: { id: '1000000000000000001' }, message: { text, msg_id: `u-${user}` } };

const act = (sandbox: Sandbox, body: unknown): Answer => {
  const parsed = UserAct.parse(body);
  if (parsed.event === 'unfollow') sandbox.followers.delete(parsed.user);
  else if (parsed.event !== 'user_seen_message') sandbox.followers.set(parsed.user, sandbox.now());
  sandbox.webhooks.post(parsed.event, fieldsOf(parsed));
  return json({ ok: true });
};

const stateOf = (sandbox: Sandbox): object => ({
  quota: { daily: sandbox.quota.daily, remaining: sandbox.quota.remaining },
  tokensIssued: sandbox.tokens.issued,
  faults: sandbox.faults.list(),
  webhook: { url: sandbox.webhooks.url, isOff: sandbox.webhooks.isOff, posted: sandbox.webhooks.posted },
  followers: [...sandbox.followers.keys()],
});

const html = (sandbox: Sandbox): Answer => ({ status: 200, body: phonePage(sandbox), type: 'text/html; charset=utf-8' });

/** Outside Zalo's contract: what has arrived, and the levers of whoever tries something out. */
const ROUTES: Readonly<Record<string, (sandbox: Sandbox, body: unknown) => Answer>> = {
  'GET /': html,
  'GET /sandbox': html,
  'GET /sandbox/state': (sandbox) => json(stateOf(sandbox)),
  'GET /sandbox/messages': ({ messages }) => json(messages),
  'DELETE /sandbox/messages': ({ messages }) => {
    messages.length = 0;
    return json({ ok: true });
  },
  'POST /sandbox/faults': ({ faults }, body) => {
    faults.add(FaultOrder.parse(body));
    return json({ ok: true });
  },
  'DELETE /sandbox/faults': ({ faults }) => {
    faults.clear();
    return json({ ok: true });
  },
  'POST /sandbox/quota': ({ quota }, body) => {
    quota.daily = z.strictObject({ daily: z.number().int().min(0) }).parse(body).daily;
    return json({ ok: true });
  },
  'POST /sandbox/consent': ({ tokens }) => json({ code: tokens.consent(null) }),
  'POST /sandbox/expire-access': ({ tokens }) => {
    tokens.expireAccess();
    return json({ ok: true });
  },
  'POST /sandbox/forget-tokens': ({ tokens }) => {
    tokens.forgetAll();
    return json({ ok: true });
  },
  'POST /sandbox/webhook': ({ webhooks }, body) => {
    webhooks.set(z.strictObject({ url: z.url().nullable() }).parse(body).url);
    return json({ ok: true });
  },
  'POST /sandbox/users': act,
};

export const control = (sandbox: Sandbox, route: string, body: unknown): Answer => {
  const found = ROUTES[route];
  if (found === undefined) return json({ error: -404, message: `There is no ${route}` }, 404);
  try {
    return found(sandbox, body);
  } catch (error) {
    if (error instanceof z.ZodError) return json({ error: -400, issues: error.issues }, 400);
    throw error;
  }
};
