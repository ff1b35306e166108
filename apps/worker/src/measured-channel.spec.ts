import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { Registry } from 'prom-client';
import { parse } from 'yaml';
import type { Channel, OutgoingMessage, SendOutcome } from '#channels';
import { measureChannels, measureZalo } from './measure-channels.js';
import { measuredChannel } from './measured-channel.js';

const message: OutgoingMessage = {
  id: '1',
  to: { address: 'a@b.invalid', name: 'A' },
  subject: '',
  text: '',
  html: '',
  brief: null,
  thread: null,
  unsubscribe: null,
};
const yes = (): Promise<boolean> => Promise.resolve(true);

describe('sends are counted by channel and outcome', () => {
  const answering = (name: Channel['name'], answer: (handOver: () => Promise<boolean>) => Promise<SendOutcome>): Channel => ({
    name,
    send: (_message, handOver) => answer(handOver),
    close: () => Promise.resolve(),
  });

  test('as the channel answers; what was begun and broke off is uncertain, what had not begun is tried again', async () => {
    const registry = new Registry();
    const answers: readonly SendOutcome[] = [
      { outcome: 'sent', reference: '1' },
      { outcome: 'refused', reason: 'x' },
      { outcome: 'retry', reason: 'x' },
      { outcome: 'retry', reason: 'x', notBefore: '2026-11-02T01:00:00.000Z' },
    ];
    for (const answer of answers)
      await measuredChannel(
        answering('email', () => Promise.resolve(answer)),
        registry,
      ).send(message, yes);
    const breaking = answering('zalo', async (handOver) => {
      await handOver();
      throw new Error('gone');
    });
    await expect(measuredChannel(breaking, registry).send(message, yes)).rejects.toThrow('gone');
    const never = answering('zalo', () => Promise.reject(new Error('away')));
    await expect(measuredChannel(never, registry).send(message, yes)).rejects.toThrow('away');
    const text = await registry.metrics();
    for (const outcome of ['sent', 'refused', 'retry', 'held']) {
      expect(text).toContain(`dondoc_sends_total{channel="email",outcome="${outcome}"} 1`);
    }
    for (const outcome of ['uncertain', 'retry']) expect(text).toContain(`dondoc_sends_total{channel="zalo",outcome="${outcome}"} 1`);
  });
});

test('a measured channel tells what addresses have in common, as the channel does', () => {
  const unused = (): never => {
    throw new Error('unused');
  };
  const plain = { name: 'email', send: unused, close: unused } as const;
  const byDomain = { ...plain, destinationOf: (address: string) => address.split('@')[1] ?? null };
  expect(measuredChannel(byDomain, new Registry()).destinationOf?.('a@b.invalid')).toBe('b.invalid');
  expect(measuredChannel(plain, new Registry()).destinationOf?.('a@b.invalid')).toBeNull();
});

test('every alarm rule speaks of measures that there are', async () => {
  const registry = new Registry();
  const away = (): never => {
    throw new Error('away');
  };
  measureChannels(registry, { query: away } as never);
  measureZalo(registry, { health: away }, { read: away }, Date.now);
  measuredChannel({ name: 'email', send: away, close: away }, registry);
  const known = new Set(registry.getMetricsAsArray().map(({ name }) => name));
  const text = await readFile(new URL('../../../docs/runbooks/alarm-rules.yml', import.meta.url), 'utf8');
  const { groups } = parse(text) as { groups: readonly { rules: readonly { alert: string; expr: string }[] }[] };
  const named = groups.flatMap(({ rules }) => rules).flatMap(({ expr }) => expr.match(/dondoc_\w+/gu) ?? []);
  expect(named.length).toBeGreaterThan(8);
  expect(named.filter((name) => !known.has(name))).toEqual([]);
});
