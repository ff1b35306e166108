import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Product, removeFolder, startProduct, temporaryFolder } from '../support/start-product.js';
import { logPositions, query } from '../support/log.js';
import type { Client } from '../support/client.js';

/** How often everything is killed; `CHAOS_KILLS=20` for the long form. */
const kills = Number(process.env['CHAOS_KILLS'] ?? 4);

interface Sent {
  readonly key: string;
  readonly task: string;
  readonly part: string;
  readonly text: string;
  readonly by: number;
  answered: boolean;
}

describe(`kill -9 of the whole tree under load, ${String(kills)} times`, () => {
  let dataDir: string;
  let product: Product;
  const sent: Sent[] = [];
  const agencies = ['ubnd-huyen-bac-son', 'ubnd-huyen-chi-lang', 'so-noi-vu', 'so-giao-thong-van-tai', 'ubnd-thanh-pho-lang-son'];

  beforeAll(async () => {
    dataDir = await temporaryFolder();
    product = await startProduct({ dataDir });
  });
  afterAll(async () => {
    await product.killTree();
    await removeFolder(dataDir);
  });

  const send = async (client: Client, one: Sent): Promise<void> => {
    const body = { part: one.part, text: one.text };
    const answer = await client.act(one.task, 'report-progress', body, { 'idempotency-key': one.key });
    if (answer.status >= 500 && answer.status !== 500) return;
    expect(answer.status).toBe(200);
    one.answered = true;
  };

  /** Reports without a pause until the product is gone. */
  const load = async (client: Client, by: number, parts: readonly { task: string; part: string }[], stop: AbortSignal): Promise<void> => {
    for (let turn = 0; !stop.aborted; turn += 1) {
      const { task, part } = parts[turn % parts.length]!;
      const one: Sent = { key: randomUUID(), task, part, text: `Báo cáo ${randomUUID()}`, by, answered: false };
      sent.push(one);
      try {
        await send(client, one);
      } catch (error) {
        // The connection broke: the product has been killed.
        if (String(error).includes('fetch failed')) return;
        throw error;
      }
    }
  };

  const partsOf = async (client: Client, agency: string): Promise<{ task: string; part: string }[]> => {
    const { items } = await client.get<{ items: { task: { id: string }; part: string }[] }>(
      `/tasks?by=part&role=lead&agency=${agency}&limit=50`,
    );
    return items.map((item) => ({ task: item.task.id, part: item.part }));
  };

  test(
    'no answered event is lost, none is doubled, positions have no hole',
    async () => {
      for (let kill = 0; kill < kills; kill += 1) {
        const clients = await Promise.all(agencies.map((agency) => product.signIn(agency)));
        const parts = await Promise.all(clients.map((client, index) => partsOf(client, agencies[index]!)));
        const stop = new AbortController();
        const running = clients.map((client, index) => load(client, index, parts[index]!, stop.signal));
        await pause(200 + Math.random() * 1_500);
        await product.killTree();
        stop.abort();
        await Promise.all(running);
        product = await startProduct({ dataDir });
        // What had no answer is sent again under its key, as a client does.
        const again = await Promise.all(agencies.map((agency) => product.signIn(agency)));
        for (const one of sent.filter((candidate) => !candidate.answered)) await send(again[one.by]!, one);
      }
      const rows = await query<{ text: string; times: string }>(
        dataDir,
        `select data->>'text' as text, count(*) as times from es.events where type = 'ProgressReported' group by 1`,
      );
      const times = new Map(rows.map((row) => [row.text, Number(row.times)]));
      expect(sent.length).toBeGreaterThan(kills * 5);
      expect(sent.filter((one) => times.get(one.text) !== 1)).toEqual([]);
      const log = await logPositions(dataDir);
      expect(log).toEqual({ first: 1, last: log.count, count: log.count, head: log.count, gaps: 0 });
      console.info(`${String(kills)} kills, ${String(sent.length)} reports, ${String(log.count)} events in the log`);
    },
    60_000 + kills * 30_000,
  );
});
