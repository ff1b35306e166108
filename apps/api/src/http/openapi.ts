import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { Problem } from '#contracts';

type JsonSchema = Record<string, unknown>;
type Direction = 'input' | 'output';

/** Strips unknown fields silently, so its description should not forbid them. */
const isOpenObject = (schema: z.core.$ZodType): boolean => {
  const { def } = schema._zod;
  return def.type === 'object' && !('catchall' in def && def.catchall !== undefined);
};

const jsonSchema = (schema: z.ZodType, io: Direction): JsonSchema =>
  z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema: written }) => {
      if (isOpenObject(zodSchema)) delete written.additionalProperties;
    },
  });

const defsOf = ({ $defs }: JsonSchema): Readonly<Record<string, unknown>> => ($defs ?? {}) as Record<string, unknown>;

/** Names whose answer differs from what is sent (defaults filled in), and all that refer to one of them. */
const differing = (input: JsonSchema, output: JsonSchema): ReadonlySet<string> => {
  const texts = Object.entries(defsOf(output)).map(([name, schema]) => [name, JSON.stringify(schema)] as const);
  const sent = defsOf(input);
  const found = new Set(texts.filter(([name, text]) => JSON.stringify(sent[name]) !== text).map(([name]) => name));
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const [name, text] of texts) if ([...found].some((other) => text.includes(`"#/$defs/${other}"`))) found.add(name);
  }
  return found;
};

/** One name cannot stand for two shapes: in answers those that differ are called `…Output`. */
const renamed = (schema: JsonSchema, names: ReadonlySet<string>): JsonSchema => {
  const text = JSON.stringify(schema).replace(/"#\/\$defs\/([^"]+)"/gu, (whole, name: string) =>
    names.has(name) ? `"#/$defs/${name}Output"` : whole,
  );
  const copy = JSON.parse(text) as JsonSchema;
  const $defs = Object.fromEntries(Object.entries(defsOf(copy)).map(([name, def]) => [names.has(name) ? `${name}Output` : name, def]));
  return { ...copy, $defs };
};

const convert = (schema: z.ZodType, io: Direction): { schema: JsonSchema; components: Record<string, JsonSchema> } => {
  const input = jsonSchema(schema, 'input');
  const output = jsonSchema(schema, 'output');
  const chosen = io === 'input' ? input : renamed(output, differing(input, output));
  const { $defs, $schema: _dialect, ...rest } = chosen;
  return { schema: rest, components: ($defs ?? {}) as Record<string, JsonSchema> };
};

const problemResponse = {
  description: 'RFC 9457',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

/** Every operation may answer with a problem. */
const withProblems = (document: OpenAPIObject): OpenAPIObject => {
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, ...convert(Problem, 'output').components },
  };
  for (const operations of Object.values(document.paths)) {
    for (const method of ['get', 'post', 'patch', 'delete', 'put'] as const) {
      const operation = operations[method];
      if (operation !== undefined) operation.responses['default'] = problemResponse;
    }
  }
  return document;
};

export const createDocument = (app: NestFastifyApplication): OpenAPIObject => {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Hệ thống theo dõi nhiệm vụ UBND tỉnh giao')
    .setVersion('1')
    .addCookieAuth('dondoc')
    .build();
  return withProblems(
    SwaggerModule.createDocument(app, config, {
      standardSchemaConverter: (schema, { schemaType }) => (schema instanceof z.ZodType ? convert(schema, schemaType) : undefined),
    }),
  );
};

/** `/api/openapi.json` and the reference page at `/api/docs`. */
export const describeApi = (app: NestFastifyApplication): void => {
  SwaggerModule.setup('api/docs', app, () => createDocument(app), {
    jsonDocumentUrl: 'api/openapi.json',
    yamlDocumentUrl: 'api/openapi.yaml',
    customSiteTitle: 'Đôn Đốc API',
  });
};
