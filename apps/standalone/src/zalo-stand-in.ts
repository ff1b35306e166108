import { randomBytes } from 'node:crypto';
import { standIn, TokenKeeper, ZaloClient } from '#channels';
import type { AppContext, Config, ZaloSettings } from '#platform';
import { startZaloSandbox, type RunningSandbox } from '../../zalo-sandbox/src/start-zalo-sandbox.js';

/** Without an account in the settings, a demonstration has a program of its own that stands for Zalo; reached over HTTP alone. */
export interface ZaloStandIn {
  readonly settings: ZaloSettings;
  /** Agrees to the account in its owner's place, and tells the stand-in where its events go. */
  join(context: AppContext, apiUrl: string): Promise<void>;
  close(): Promise<void>;
}

/** As a real account has it. */
const PER_SECOND = 10;

const secret = (): string => randomBytes(16).toString('hex');

export const startStandIn = async (config: Pick<Config, 'zalo' | 'demonstration' | 'startingNow'>): Promise<ZaloStandIn | null> => {
  if (config.zalo !== null || !config.demonstration) return null;
  const account = { appId: '1000000000000000002', appSecret: secret(), oaSecret: secret(), templateId: '100001' };
  const ahead = config.startingNow === null ? 0 : Date.parse(config.startingNow) - Date.now();
  const sandbox = await startZaloSandbox({ ...account, templates: [account.templateId], now: () => new Date(Date.now() + ahead) });
  return {
    settings: { ...account, perSecond: PER_SECOND, url: sandbox.url },
    join: (context, apiUrl) => join(context, { ...account, perSecond: PER_SECOND, url: sandbox.url }, apiUrl),
    close: () => sandbox.close(),
  };
};

const ask = async (sandbox: Pick<RunningSandbox, 'url'>, path: string, body: object): Promise<unknown> => {
  const response = await fetch(`${sandbox.url}/sandbox/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  return response.json();
};

const join = async ({ pool, masterKey }: AppContext, settings: ZaloSettings & { readonly url: string }, apiUrl: string): Promise<void> => {
  const { code } = (await ask(settings, 'consent', {})) as { readonly code: string };
  const client = new ZaloClient({ ...settings, hosts: standIn(settings.url) });
  await new TokenKeeper(pool, masterKey, client).link(code, null);
  await ask(settings, 'webhook', { url: `${apiUrl}/api/v1/zalo/webhook` });
};
