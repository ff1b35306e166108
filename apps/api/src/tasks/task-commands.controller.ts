import { Body, Controller, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ActOnTask } from '#application';
import { CommandReply, taskCommandBodies, taskCommandOfVerb, type FileRefBody, type TaskVerb } from '#contracts';
import type { AgencyId, Instant, TaskId } from '#domain';
import { FileAccess } from '../files/file-access.js';
import { replyWith } from '../http/command-outcome.js';
import { commandHeaders } from '../http/command-headers.js';
import { actorOf } from '../session/current-actor.js';
import { summaryOfVerb } from './verbs.js';

type ParsedBody = Readonly<Record<string, unknown>> & {
  readonly files?: readonly FileRefBody[];
  readonly onBehalfOf?: string;
  readonly effectiveAt?: string;
};

/** `POST /tasks/{id}/<verb>` for every verb of the contract: the routes below the class are made from that table. */
@ApiTags('Nhiệm vụ')
@Controller('v1/tasks')
export class TaskCommandsController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(FileAccess) private readonly files: FileAccess,
  ) {}

  async act(verb: TaskVerb, id: string, body: ParsedBody, request: FastifyRequest, reply: FastifyReply): Promise<CommandReply> {
    const { onBehalfOf, effectiveAt, ...data } = body;
    const actor = actorOf(request);
    if (body.files !== undefined) await this.files.assertMayReferTo(body.files, actor);
    const { request: key, seenVersion } = commandHeaders(request);
    const outcome = await this.commands.execute(
      new ActOnTask({
        actor,
        taskId: id as TaskId,
        type: taskCommandOfVerb[verb],
        data,
        onBehalfOf: (onBehalfOf as AgencyId | undefined) ?? null,
        effectiveAt: effectiveAt === undefined ? null : (new Date(effectiveAt).toISOString() as Instant),
        request: key,
        seenVersion,
      }),
    );
    return replyWith(outcome, reply);
  }
}

const verbs = Object.keys(taskCommandBodies) as TaskVerb[];

const addRoute = (verb: TaskVerb): void => {
  const prototype = TaskCommandsController.prototype;
  const name = verb.replace(/-(.)/gu, (_, letter: string) => letter.toUpperCase());
  const handler = function (
    this: TaskCommandsController,
    id: string,
    body: ParsedBody,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<CommandReply> {
    return this.act(verb, id, body, request, reply);
  };
  // The description of the interface finds a route's parameters by its function's name.
  Object.defineProperty(handler, 'name', { value: name });
  Object.defineProperty(prototype, name, { value: handler, writable: true, configurable: true });
  const descriptor: TypedPropertyDescriptor<typeof handler> = { value: handler };
  Reflect.defineMetadata('design:paramtypes', [String, Object, Object, Object], prototype, name);
  Post(`:id/${verb}`)(prototype, name, descriptor);
  HttpCode(200)(prototype, name, descriptor);
  Param('id', { schema: z.uuid() })(prototype, name, 0);
  Body({ schema: taskCommandBodies[verb] })(prototype, name, 1);
  Req()(prototype, name, 2);
  Res({ passthrough: true })(prototype, name, 3);
  ApiOperation({ operationId: name, summary: summaryOfVerb[verb] })(prototype, name, descriptor);
  ApiOkResponse({ standardSchema: CommandReply })(prototype, name, descriptor);
  ApiHeader({ name: 'Idempotency-Key', required: false, schema: { type: 'string' } })(prototype, name, descriptor);
  ApiHeader({ name: 'If-Match', required: false, schema: { type: 'string' } })(prototype, name, descriptor);
};

verbs.forEach(addRoute);
