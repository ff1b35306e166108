import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { Problem } from '#contracts';

type JsonSchema = Record<string, unknown>;

const convert = (schema: z.ZodType, io: 'input' | 'output'): { schema: JsonSchema; components: Record<string, JsonSchema> } => {
  const {
    $defs,
    $schema: _dialect,
    ...rest
  } = z.toJSONSchema(schema, { target: 'draft-2020-12', io, unrepresentable: 'any' }) as JsonSchema;
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
