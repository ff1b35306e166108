import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, ModulesContainer } from '@nestjs/core';
import { z } from 'zod';
import { taskCommandBodies } from '#contracts';
import { createApiBed, type ApiBed } from '../testing/api-bed.js';

const Operation = z.object({ operationId: z.string(), summary: z.string(), responses: z.record(z.string(), z.unknown()) }).loose();
const Document = z.object({
  openapi: z.literal('3.1.0'),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
});

/** Nest's route argument kinds that carry what a client sent. */
const BODY = '3';
const QUERY = '4';
const PARAM = '5';

describe('the description of the interface', () => {
  let bed: ApiBed;
  beforeAll(async () => {
    bed = await createApiBed();
  });
  afterAll(() => bed.close());

  const read = async () => Document.parse((await bed.anonymous().request('GET', '/api/openapi.json')).body);

  test('is OpenAPI 3.1 and names every operation once', async () => {
    const { paths } = await read();
    const ids = Object.values(paths).flatMap((operations) => Object.values(operations).map((operation) => operation.operationId));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('has a route with a body for every command to a task', async () => {
    const { paths } = await read();
    const bare = Object.keys(taskCommandBodies).filter(
      (verb) => paths[`/api/v1/tasks/{id}/${verb}`]?.['post']?.['requestBody'] === undefined,
    );
    expect(bare).toEqual([]);
  });

  test('refers only to schemas that it holds', async () => {
    const document = await read();
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/gu)].map((match) => match[1] ?? '');
    expect(refs.length).toBeGreaterThan(20);
    expect(refs.filter((name) => !(name in document.components.schemas))).toEqual([]);
    expect(JSON.stringify(document).includes('#/$defs/')).toBe(false);
  });

  test('tells what is sent from what is answered where defaults are filled in', async () => {
    const { components } = await read();
    expect(components.schemas['DocumentRef']).toMatchObject({ required: ['number'] });
    expect(components.schemas['DocumentRefOutput']).toMatchObject({ required: ['number', 'date', 'signer', 'form'] });
  });

  test('is shown as a page', async () => {
    const answer = await bed.anonymous().request('GET', '/api/docs');
    expect([answer.status, String(answer.headers['content-type'])]).toEqual([200, 'text/html']);
  });

  test('every body, query and path parameter of every route is checked by a schema', () => {
    const discovery = new DiscoveryService(bed.app.get(ModulesContainer, { strict: false }));
    const scanner = new MetadataScanner();
    const unchecked: string[] = [];
    let routes = 0;
    for (const { metatype } of discovery.getControllers()) {
      if (metatype === null) continue;
      for (const name of scanner.getAllMethodNames(metatype.prototype as object)) {
        const args = (Reflect.getMetadata(ROUTE_ARGS_METADATA, metatype, name) ?? {}) as Record<string, { schema?: unknown }>;
        const method = (metatype.prototype as Record<string, object>)[name];
        if (method === undefined || Reflect.getMetadata('path', method) === undefined) continue;
        routes += 1;
        const kinds = Object.keys(args).map((key) => key.split(':')[0]);
        const bare = Object.entries(args).filter(
          ([key, arg]) => [BODY, QUERY, PARAM].includes(key.split(':')[0] ?? '') && arg.schema === undefined,
        );
        if (bare.length > 0) unchecked.push(`${metatype.name}.${name}`);
        const verb: unknown = Reflect.getMetadata('method', method);
        if (verb === 0 && !kinds.includes(QUERY)) unchecked.push(`${metatype.name}.${name} takes any query`);
      }
    }
    expect(routes).toBeGreaterThan(50);
    expect(unchecked).toEqual([]);
  });
});
