import { json, type Answer, type Sandbox } from './sandbox.js';

const refusal = (error: number, name: string): Answer => json({ error, error_name: name, error_description: name, error_reason: name });

/** `POST /v4/oa/access_token`: form-encoded, the app's secret in a header. */
export const giveTokens = (sandbox: Sandbox, secret: string | null, form: URLSearchParams): Answer => {
  const { options, tokens } = sandbox;
  if (secret !== options.appSecret) return refusal(-14004, 'Invalid secret key');
  if (form.get('app_id') !== options.appId) return refusal(-14002, 'Invalid app id');
  const given =
    form.get('grant_type') === 'authorization_code'
      ? tokens.byCode(form.get('code') ?? '', form.get('code_verifier'))
      : tokens.byRefreshToken(form.get('refresh_token') ?? '');
  if ('error' in given) return refusal(given.error, given.name);
  return json({ access_token: given.accessToken, refresh_token: given.refreshToken, expires_in: String(tokens.accessSeconds) });
};

/** `GET /v4/oa/permission`: the account's owner agrees, here at once. */
export const askConsent = (sandbox: Sandbox, query: URLSearchParams): Answer => {
  const redirect = query.get('redirect_uri');
  if (query.get('app_id') !== sandbox.options.appId || redirect === null || !URL.canParse(redirect)) return json({ error: -14002 }, 400);
  const target = new URL(redirect);
  target.searchParams.set('code', sandbox.tokens.consent(query.get('code_challenge')));
  target.searchParams.set('oa_id', '1000000000000000001');
  const state = query.get('state');
  if (state !== null) target.searchParams.set('state', state);
  return { status: 302, body: '', headers: { Location: target.href } };
};
