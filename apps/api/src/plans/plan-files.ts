import type { CalendarSource } from '#application';
import type { SourceDocument } from '#contracts';
import { dateInVietnam, type FileRef } from '#domain';
import type { Clock } from '#platform';
import { FileDamaged, FileMissing, type FileStore } from '#files';
import { readPlanOfItsDay, type OtherPlan, type PlanReading } from '#plan-import';
import type { AgencyNameQueries, AgencyQueries } from '#read-models';
import { ProblemError } from '../http/problem.js';
import { importRefused } from './import-refusal.js';

type Read = Extract<PlanReading, { ok: true }>;

const gone = (cause: Error): ProblemError =>
  new ProblemError({
    status: 404,
    code: 'FILE.GONE',
    title: 'Tệp nguồn không còn trong kho tệp hoặc đã hỏng, nên không xem được bản gốc. Bản dự thảo vẫn rà soát và đưa vào theo dõi được.',
    cause,
  });

const KEPT_DOCUMENTS = 8;

/** Plans' files, read out of the store of files. */
export class PlanFiles {
  /** The documents looked at last: a review asks for its own again and again. */
  private readonly kept = new Map<string, SourceDocument>();

  constructor(
    private readonly store: FileStore,
    private readonly agencies: AgencyQueries,
    private readonly names: AgencyNameQueries,
    private readonly clock: Clock,
    private readonly calendar: CalendarSource,
  ) {}

  /**
   * @param otherPlans Those in which a task of this one may stand already.
   * @throws ProblemError where the file cannot be read as a plan, or is not there any more.
   */
  async read(file: FileRef, otherPlans: readonly OtherPlan[] = []): Promise<Read> {
    const { name, mediaType } = file;
    const bytes = await this.bytesOf(file.sha256);
    const [remembered, calendar] = await Promise.all([this.names.remembered(), this.calendar.calendar()]);
    const options = { name, mediaType, remembered, otherPlans, calendar };
    const { reading } = await readPlanOfItsDay(bytes, options, {
      today: dateInVietnam(this.clock.now()),
      directoryOn: (day) => this.agencies.directoryOn(day),
    });
    if (!reading.ok) throw importRefused(reading, '/file');
    return reading;
  }

  /** The document as it stands, for the page that shows it beside its draft. */
  async source(file: FileRef): Promise<SourceDocument> {
    const key = `${file.sha256} ${file.name}`;
    const source = this.kept.get(key) ?? (await this.read(file)).source;
    this.kept.delete(key);
    this.kept.set(key, source);
    const [oldest] = this.kept.keys();
    if (this.kept.size > KEPT_DOCUMENTS && oldest !== undefined) this.kept.delete(oldest);
    return source;
  }

  /** @throws ProblemError where the file is not there any more. */
  async bytesOf(sha256: string): Promise<Uint8Array> {
    try {
      const pieces: Uint8Array[] = [];
      for await (const piece of await this.store.open(sha256)) pieces.push(piece as Uint8Array);
      return Buffer.concat(pieces);
    } catch (error) {
      throw error instanceof FileMissing || error instanceof FileDamaged ? gone(error) : error;
    }
  }
}
