import type { FileRefBody } from '#contracts';
import type { FileStore, FileUploads, ScanState, ScanStates } from '#files';
import type { IndicatorQueries, PlanQueries, TaskAudience } from '#read-models';
import { seesEverything, type Reader } from '#read-models';
import { invalid, type FieldError } from '../http/problem.js';

/** Who may read a file: whoever sent it, and whoever may see something that refers to it. */
export class FileAccess {
  // eslint-disable-next-line max-params -- three stand for what refers to a file
  constructor(
    private readonly store: FileStore,
    private readonly uploads: FileUploads,
    private readonly scans: ScanStates,
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

  /** What the virus scanner said of those that the reader may read; others are not told of. */
  async statesOf(hashes: readonly string[], reader: Reader): Promise<ReadonlyMap<string, ScanState>> {
    const states = new Map(await this.scans.of(hashes));
    for (const sha256 of states.keys()) if (!(await this.mayRead(sha256, reader))) states.delete(sha256);
    return states;
  }

  /**
   * A command may refer only to stored files that its sender could read, under their true size. One that is still being scanned may
   * be referred to: nobody's work waits for the scanner, only the reading does.
   */
  async assertMayReferTo(files: readonly FileRefBody[], reader: Reader): Promise<void> {
    const errors: FieldError[] = [];
    for (const [index, file] of files.entries()) {
      const error = await this.faultOf(file, reader);
      if (error !== null) errors.push({ ...error, pointer: `/files/${String(index)}/${error.pointer}` });
    }
    if (errors.length > 0) throw invalid(errors, 'FILE.UNKNOWN');
  }

  private async faultOf(file: FileRefBody, reader: Reader): Promise<FieldError | null> {
    const stored = await this.store.stat(file.sha256);
    if (stored === null || !(await this.mayRead(file.sha256, reader))) return { pointer: 'sha256', message: 'Tệp chưa được tải lên.' };
    if (stored.size !== file.size) return { pointer: 'size', message: 'Dung lượng không khớp với tệp đã tải lên.' };
    if ((await this.scans.of([file.sha256])).get(file.sha256) === 'infected')
      return { pointer: 'sha256', message: `Phát hiện mã độc trong tệp ${file.name}; hãy bỏ tệp này và kiểm tra máy đã tạo ra nó.` };
    return null;
  }
}
