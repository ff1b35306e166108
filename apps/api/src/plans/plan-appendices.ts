import type { PlanView, SourceDocument } from '#contracts';
import type { FileRef } from '#domain';
import { appendixDocx, appendixOf } from '#plan-export';
import type { DraftQueries, PlanQueries } from '#read-models';
import { notFound, ProblemError } from '../http/problem.js';
import type { PlanFiles } from './plan-files.js';

export interface AppendixFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const nameOf = ({ document: { number } }: PlanView): string =>
  number === null ? 'phu-luc.docx' : `phu-luc-${number.replace(/[^\p{L}\p{N}]+/gu, '-')}.docx`;

/** The appendices of plans that are followed, printed again from what was entered. */
export class PlanAppendices {
  constructor(
    private readonly plans: PlanQueries,
    private readonly drafts: DraftQueries,
    private readonly files: PlanFiles,
  ) {}

  /**
   * As the newest version says it.
   *
   * @throws ProblemError where there is no such plan, or it came without an appendix.
   */
  async docx(id: string): Promise<AppendixFile> {
    const plan = await this.plans.plan(id, null);
    if (plan === null) throw notFound();
    const { view } = plan;
    const drafted = await this.drafts.draft(view.amendments.at(-1)?.draftId ?? id);
    if (drafted === null)
      throw new ProblemError({
        status: 404,
        code: 'PLAN.NO_APPENDIX',
        title: 'Kế hoạch không được nhập từ phụ lục, nên không có phụ lục để tải.',
      });
    const { draft } = drafted;
    const tables = appendixOf(draft, await this.sourceOf(drafted.file));
    return { name: nameOf(view), bytes: await appendixDocx(tables, draft.document.title) };
  }

  /** A file that is gone takes its own heads with it; the rows are printed below plain ones. */
  private async sourceOf(file: FileRef): Promise<SourceDocument | null> {
    try {
      return await this.files.source(file);
    } catch (error) {
      if (error instanceof ProblemError) return null;
      throw error;
    }
  }
}
