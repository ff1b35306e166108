import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parseDocument } from 'yaml';
import { z } from 'zod';

const service = z.object({
  image: z.string().optional(),
  build: z.string().optional(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).optional(),
  ports: z.array(z.string()).optional(),
  volumes: z.array(z.string()).optional(),
});
const composition = z.object({ services: z.record(z.string(), service), volumes: z.record(z.string(), z.null()) });

const source = readFileSync('docker-compose.yml', 'utf8');
const document = parseDocument(source, { merge: true });
const { services, volumes } = composition.parse(document.toJS());
const running = (command: string): string[] =>
  Object.entries(services)
    .filter(([, one]) => one.command?.some((word) => word.includes(command)))
    .map(([name]) => name);

describe('docker-compose.yml', () => {
  test('parses without a warning', () => {
    expect([...document.errors, ...document.warnings]).toEqual([]);
  });

  test('runs two api and two worker processes on one PostgreSQL 18 and one Redis', () => {
    expect(running('apps/api/')).toHaveLength(2);
    expect(running('apps/worker/')).toHaveLength(2);
    expect(services['postgres']?.image).toBe('postgres:18');
    const environments = [...running('apps/api/'), ...running('apps/worker/')].map((name) => services[name]?.environment);
    expect(new Set(environments.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(environments[0]?.['DATABASE_URL']).toContain('@postgres:5432/');
  });

  test('keeps the queue on disk and never evicts from it', () => {
    const words = services['redis']?.command?.join(' ');
    expect(words).toContain('--appendonly yes');
    expect(words).toContain('--maxmemory-policy noeviction');
  });

  test('names only services and volumes that exist', () => {
    const needed = Object.values(services).flatMap((one) => Object.keys(one.depends_on ?? {}));
    expect(needed.filter((name) => !(name in services))).toEqual([]);
    const mounted = Object.values(services).flatMap((one) => (one.volumes ?? []).map((mount) => mount.split(':')[0] ?? ''));
    expect(mounted.filter((name) => !(name in volumes))).toEqual([]);
  });

  test('bakes no secret in, and opens ports on the loopback alone', () => {
    expect(source).not.toMatch(/(?:PASSWORD|MASTER_KEY|ACCESS_KEY(?:_ID)?): (?!\$\{)\S/u);
    const ports = Object.values(services).flatMap((one) => one.ports ?? []);
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
  });
});
