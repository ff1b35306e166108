import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { DraftPlan, type CommandOutcome } from '#application';
import { findingSeverities, type Finding, type FindingCode, type PlanDraft } from '#contracts';
import type { FileRef, PlanId } from '#domain';
import type { FileStore, FileUploads } from '#files';
import { derivedId, newId } from '#platform';
import { PlanQueries } from '#read-models';
import { takeUpload } from '../files/uploaded-file.js';
import { commandHeaders } from '../http/command-headers.js';
import { actorOf } from '../session/current-actor.js';
import { PlanFiles } from './plan-files.js';

const warnings = {
  'file-already-entered': 'Tệp này đã được đưa vào theo dõi ở một kế hoạch; đưa vào lần nữa sẽ tạo thêm một kế hoạch và các lượt giao mới.',
  'file-in-review': 'Tệp này đang được rà soát ở một bản dự thảo khác; đề nghị rà soát tiếp bản đó, hoặc bỏ một trong hai bản.',
} as const satisfies Partial<Record<FindingCode, string>>;

const warningOf = (code: keyof typeof warnings): Finding => ({
  code,
  severity: findingSeverities[code],
  message: warnings[code],
  source: null,
  pointer: null,
  fix: null,
});

/** Takes a plan's file in, reads it, and drafts the plan. */
@Injectable()
export class PlanUploads {
  constructor(
    private readonly store: FileStore,
    private readonly uploads: FileUploads,
    private readonly files: PlanFiles,
    private readonly plans: PlanQueries,
    private readonly commands: CommandBus,
  ) {}

  /** @param amends The plan of which the file is a new version: that its tasks stand in both is no doubt. */
  async draft(request: FastifyRequest, amends: string | null): Promise<CommandOutcome> {
    const actor = actorOf(request);
    const file = await takeUpload(request, (content, about) => this.store.put(content, about));
    if (actor.personId !== null) await this.uploads.record(file.sha256, actor.personId);
    const others = (await this.plans.followedTitles()).filter(({ id }) => id !== amends);
    const draft = await this.withWarning(file, (await this.files.read(file, others)).draft);
    const { request: key } = commandHeaders(request, { file: file.sha256, name: file.name });
    // The same key must name the same plan, or a repeated upload would be answered with an id of its own.
    const planId = (key === null ? newId() : derivedId('plan-draft', actor.personId ?? 'system', key.key)) as PlanId;
    return this.commands.execute(new DraftPlan({ actor, onBehalfOf: null, request: key, planId, file, draft }));
  }

  /** A file may be drafted or entered again on purpose (another plan from the same appendix), but not unawares. */
  private async withWarning({ sha256 }: FileRef, draft: PlanDraft): Promise<PlanDraft> {
    const statuses = (await this.plans.statusesOfFile(sha256)).filter((status) => status !== 'draft-closed');
    if (statuses.length === 0) return draft;
    const code = statuses.every((status) => status === 'draft') ? 'file-in-review' : 'file-already-entered';
    return { ...draft, findings: [...draft.findings, warningOf(code)] };
  }
}
