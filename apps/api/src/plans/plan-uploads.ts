import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { DraftPlan, type CommandOutcome } from '#application';
import type { Finding, PlanDraft } from '#contracts';
import type { FileRef, PlanId } from '#domain';
import type { FileStore, FileUploads } from '#files';
import { readPlanDocument, type PlanReading } from '#plan-import';
import { vietnamWorkingCalendar } from '#reference-data';
import { derivedId, newId } from '#platform';
import { AgencyQueries, PlanQueries } from '#read-models';
import { takeUpload } from '../files/uploaded-file.js';
import { commandHeaders } from '../http/command-headers.js';
import { ProblemError } from '../http/problem.js';
import { actorOf } from '../session/current-actor.js';

const refused = ({ code, message }: Extract<PlanReading, { ok: false }>): ProblemError =>
  new ProblemError({
    status: code === 'IMPORT.TOO_LARGE' ? 413 : 422,
    code,
    title: message,
    errors: [{ pointer: '/file', message }],
  });

const alreadyEntered: Finding = {
  code: 'file-already-entered',
  severity: 'warning',
  message: 'Tệp này đã được đưa vào theo dõi ở một kế hoạch; đưa vào lần nữa sẽ tạo thêm một kế hoạch và các lượt giao mới.',
  source: null,
  pointer: null,
  fix: null,
};

/** Takes a plan's file in, reads it, and drafts the plan. */
@Injectable()
export class PlanUploads {
  constructor(
    private readonly store: FileStore,
    private readonly uploads: FileUploads,
    private readonly agencies: AgencyQueries,
    private readonly plans: PlanQueries,
    private readonly commands: CommandBus,
  ) {}

  async draft(request: FastifyRequest): Promise<CommandOutcome> {
    const actor = actorOf(request);
    const file = await takeUpload(request, (content, about) => this.store.put(content, about));
    if (actor.personId !== null) await this.uploads.record(file.sha256, actor.personId);
    const draft = await this.withWarning(file, await this.read(file));
    const { request: key } = commandHeaders(request, { file: file.sha256, name: file.name });
    // The same key must name the same plan, or a repeated upload would be answered with an id of its own.
    const planId = (key === null ? newId() : derivedId('plan-draft', actor.personId ?? 'system', key.key)) as PlanId;
    return this.commands.execute(new DraftPlan({ actor, onBehalfOf: null, request: key, planId, file, draft }));
  }

  /** A file may be entered again on purpose (another plan from the same appendix), but not unawares. */
  private async withWarning({ sha256 }: FileRef, draft: PlanDraft): Promise<PlanDraft> {
    return (await this.plans.refersToFile(sha256, false)) ? { ...draft, findings: [alreadyEntered, ...draft.findings] } : draft;
  }

  private async read(file: FileRef): Promise<PlanDraft> {
    const pieces: Uint8Array[] = [];
    for await (const piece of await this.store.open(file.sha256)) pieces.push(piece as Uint8Array);
    const { name, mediaType } = file;
    const directory = await this.agencies.directory();
    const reading = await readPlanDocument(Buffer.concat(pieces), { name, mediaType, directory, calendar: vietnamWorkingCalendar });
    if (!reading.ok) throw refused(reading);
    return reading.draft;
  }
}
