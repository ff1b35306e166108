import { parseArgs } from 'node:util';
import { startZaloSandbox } from './start-zalo-sandbox.js';

/** `node dist/apps/zalo-sandbox/src/main.js --port 3900 --webhook http://localhost:3000/api/v1/zalo/webhook`. `--now`: where its clock starts. Ctrl-C ends it. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '3900' },
    webhook: { type: 'string' },
    'app-id': { type: 'string', default: 'sandbox' },
    'app-secret': { type: 'string', default: 'sandbox-app-secret' },
    'oa-secret': { type: 'string', default: 'sandbox-oa-secret' },
    'access-seconds': { type: 'string', default: '90000' },
    quota: { type: 'string', default: '500' },
    now: { type: 'string' },
  },
});

const ahead = values.now === undefined ? 0 : Date.parse(values.now) - Date.now();
const sandbox = await startZaloSandbox({
  port: Number(values.port),
  appId: values['app-id'],
  appSecret: values['app-secret'],
  oaSecret: values['oa-secret'],
  accessSeconds: Number(values['access-seconds']),
  dailyQuota: Number(values.quota),
  webhookUrl: values.webhook ?? null,
  now: () => new Date(Date.now() + ahead),
});
process.stdout.write(`Zalo chạy thử: ${sandbox.url}\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void sandbox.close();
  });
}
