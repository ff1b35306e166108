import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type pg from 'pg';
import { standIn, TokenKeeper, ZaloClient, type ZaloAccount } from '#channels';
import { MasterKey } from '#platform';
import { resumeChannel } from '#reminders';

/** `npm run build` has made it. */
const program = path.resolve('dist/apps/zalo-sandbox/src/main.js');

/** Of a hundred messages about ten are refused, so many for a moment and so many for good, and about ten get no answer, half of which arrived. */
const FAULTS = [
  { on: 'zns', every: 15, what: { kind: 'error', code: -100 } },
  { on: 'zns', every: 25, what: { kind: 'error', code: -118 } },
  { on: 'zns', every: 20, what: { kind: 'hang-before' } },
  { on: 'zns', every: 20, what: { kind: 'hang-after' } },
] as const;

export const chaosKey = (): MasterKey => new MasterKey(Buffer.alloc(32, 9).toString('base64'));
export const chaosAccount = (url: string): ZaloAccount => ({
  ...{ appId: 'sandbox', appSecret: 'sandbox-app-secret', oaSecret: 'sandbox-oa-secret', templateId: '1' },
  hosts: standIn(url),
});

/** The program that stands for Zalo, as a process of its own, and the administrator who links the account when its tokens are lost. */
export interface ZaloProcess {
  readonly url: string;
  readonly linked: () => number;
  /** Every access token is void: each worker finds out by itself. */
  expireTokens(): Promise<void>;
  /** Links the account anew where a worker died with the only pair of tokens in its hands, and lets the channel go on. */
  mend(): Promise<void>;
  /** How often each message, by its tracking id, came to a phone. */
  taken(): Promise<ReadonlyMap<string, number>>;
  close(): Promise<void>;
}

export const startZalo = async (pool: pg.Pool, begun: number): Promise<ZaloProcess> => {
  const settings = ['--port', '0', '--quota', '1000000', '--access-seconds', '330', '--now', new Date(begun).toISOString()];
  const child = spawn(process.execPath, [program, ...settings], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [first] = (await once(child.stdout, 'data')) as [Buffer];
  const url = /http:\S+/u.exec(first.toString('utf8'))?.[0];
  if (url === undefined) throw new Error('The program that stands for Zalo did not say where it is');
  const control = async (what: string, body: object): Promise<unknown> => {
    const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
    return (await fetch(`${url}/sandbox/${what}`, init)).json();
  };
  const tokens = new TokenKeeper(pool, chaosKey(), new ZaloClient(chaosAccount(url)));
  let linked = 0;
  const link = async (): Promise<void> => {
    const { code } = (await control('consent', {})) as { readonly code: string };
    await tokens.link(code, null);
    linked += 1;
  };
  await link();
  for (const fault of FAULTS) await control('faults', fault);
  return {
    url,
    linked: () => linked,
    expireTokens: async () => {
      await control('expire-access', {});
    },
    mend: async () => {
      const { rows } = await pool.query("select 1 from rem.paused_channels where name = 'zalo'");
      if (rows.length === 0) return;
      await link();
      await resumeChannel(pool, 'zalo');
    },
    taken: async () => {
      const messages = (await (await fetch(`${url}/sandbox/messages`)).json()) as readonly { readonly trackingId: string }[];
      const taken = new Map<string, number>();
      for (const { trackingId } of messages) taken.set(trackingId, (taken.get(trackingId) ?? 0) + 1);
      return taken;
    },
    close: async () => {
      const ended = once(child, 'close');
      child.kill('SIGTERM');
      await ended;
    },
  };
};
