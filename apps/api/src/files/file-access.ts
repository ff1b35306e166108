import type { FileRefBody } from '#contracts';
import type { FileStore, FileUploads } from '#files';
import type { IndicatorQueries, PlanQueries, TaskAudience } from '#read-models';
import { seesEverything, type Reader } from '#read-models';
import { invalid, type FieldError } from '../http/problem.js';

/** Who may read a file: whoever sent it, and whoever may see something that refers to it. */
export class FileAccess {
  constructor(
    private readonly store: FileStore,
    private readonly uploads: FileUploads,
    private readonly tasks: TaskAudience,
    private readonly plans: PlanQueries,
    private readonly indicators: IndicatorQueries,
  ) {}

  async mayRead(sha256: string, reader: Reader): Promise<boolean> {
    if (reader.personId !== null && (await this.uploads.isFrom(sha256, reader.personId))) return true;
    if (await this.tasks.refersToFile(sha256, reader)) return true;
    if (await this.plans.refersToFile(sha256, seesEverything(reader))) return true;
    return this.indicators.refersToFile(sha256);
  }

  /** A command may refer only to stored files that its sender could read, under their true size. */
  async assertMayReferTo(files: readonly FileRefBody[], reader: Reader): Promise<void> {
    const errors: FieldError[] = [];
    for (const [index, file] of files.entries()) {
      const stored = await this.store.stat(file.sha256);
      if (stored === null || !(await this.mayRead(file.sha256, reader))) {
        errors.push({ pointer: `/files/${String(index)}/sha256`, message: 'Tệp chưa được tải lên.' });
      } else if (stored.size !== file.size) {
        errors.push({ pointer: `/files/${String(index)}/size`, message: 'Dung lượng không khớp với tệp đã tải lên.' });
      }
    }
    if (errors.length > 0) throw invalid(errors, 'FILE.UNKNOWN');
  }
}
