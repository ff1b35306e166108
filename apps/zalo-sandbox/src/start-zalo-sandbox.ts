import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { control } from './control-routes.js';
import { Faults, type Fault, type FaultOrder } from './faults.js';
import { Quota } from './quota.js';
import { json, type Answer, type Sandbox, type SandboxOptions } from './sandbox.js';
import { recipientIn, sendOa, sendZns, type Call } from './send-routes.js';
import { askConsent, giveTokens } from './token-route.js';
import { TokenStore } from './tokens.js';
import { USUAL_RETRIES, Webhooks } from './webhooks.js';

const MAX_BODY = 100_000;

export interface RunningSandbox {
  /** Stands for Zalo's three hosts. */
  readonly url: string;
  close(): Promise<void>;
}

const readBody = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) throw new Error('Body is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

const headerOf = (request: IncomingMessage, name: string): string | null => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : null;
};

const parsed = (text: string): unknown => {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return null;
  }
};

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });

const underFault = async (fault: Fault | null, act: () => Answer): Promise<Answer> => {
  switch (fault?.kind) {
    case undefined:
      return act();
    case 'error':
      return json({ error: fault.code, message: fault.message ?? `Sandbox fault ${fault.code}` });
    case 'status':
      return json({ message: 'Sandbox fault' }, fault.status);
    case 'hang-before':
      return { hang: true };
    case 'hang-after':
      act();
      return { hang: true };
    case 'slow':
      await pause(fault.milliseconds);
      return act();
  }
};

const answer = async (sandbox: Sandbox, request: IncomingMessage): Promise<Answer> => {
  const url = new URL(request.url ?? '/', 'http://sandbox');
  const text = await readBody(request);
  const call: Call = { accessToken: headerOf(request, 'access_token'), proof: headerOf(request, 'appsecret_proof'), body: parsed(text) };
  const meet = (on: FaultOrder['on'], act: () => Answer): Promise<Answer> =>
    underFault(sandbox.faults.meet(on, recipientIn(call.body)), act);
  const route = `${request.method ?? 'GET'} ${url.pathname}`;
  switch (route) {
    case 'POST /v4/oa/access_token':
      return meet('token', () => giveTokens(sandbox, headerOf(request, 'secret_key'), new URLSearchParams(text)));
    case 'GET /v4/oa/permission':
      return askConsent(sandbox, url.searchParams);
    case 'POST /message/template':
      return meet('zns', () => sendZns(sandbox, call));
    case 'POST /v3.0/oa/message/cs':
      return meet('oa', () => sendOa(sandbox, call));
    default:
      return control(sandbox, route, call.body);
  }
};

const reply = (response: ServerResponse, given: Answer): void => {
  if ('hang' in given) return;
  const { status, body, type, headers } = given;
  response.writeHead(status, { 'Content-Type': type ?? 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
};

const createSandbox = (options: SandboxOptions): Sandbox => {
  const now = options.now ?? (() => new Date());
  const { appId, oaSecret } = options;
  return {
    options,
    now,
    tokens: new TokenStore(now, options.accessSeconds ?? 90_000),
    faults: new Faults(),
    quota: new Quota(now, options.dailyQuota ?? 500),
    webhooks: new Webhooks({ appId, oaSecret, retries: options.webhookRetries ?? USUAL_RETRIES, now }, options.webhookUrl ?? null),
    messages: [],
    followers: new Map(),
  };
};

const listen = async (server: Server, port: number): Promise<number> => {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
};

/** Speaks Zalo's contract on the loopback. What it keeps ends with it. */
export const startZaloSandbox = async (options: SandboxOptions): Promise<RunningSandbox> => {
  const sandbox = createSandbox(options);
  const server = createServer((request, response) => {
    answer(sandbox, request).then(
      (given) => {
        reply(response, given);
      },
      (error: unknown) => {
        reply(response, json({ message: error instanceof Error ? error.message : 'failed' }, 500));
      },
    );
  });
  const port = await listen(server, options.port ?? 0);
  return {
    url: `http://127.0.0.1:${String(port)}`,
    close: () =>
      new Promise((resolve) => {
        sandbox.webhooks.close();
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
};
