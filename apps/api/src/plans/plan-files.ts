import type { SourceDocument } from '#contracts';
import { dateInVietnam, plainDate, type AgencyDirectory, type FileRef } from '#domain';
import type { Clock } from '#platform';
import { FileDamaged, FileMissing, type FileStore } from '#files';
import { readPlanDocument, type OtherPlan, type PlanReading } from '#plan-import';
import { vietnamWorkingCalendar } from '#reference-data';
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

const namesIn = ({ agencies }: AgencyDirectory): string => agencies.map(({ id, name }) => `${id} ${name}`).join('\n');

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
  ) {}

  /**
   * @param otherPlans Those in which a task of this one may stand already.
   * @throws ProblemError where the file cannot be read as a plan, or is not there any more.
   */
  async read(file: FileRef, otherPlans: readonly OtherPlan[] = []): Promise<Read> {
    const { name, mediaType } = file;
    const bytes = await this.bytesOf(file.sha256);
    const today = dateInVietnam(this.clock.now());
    const [directory, remembered] = await Promise.all([this.agencies.directoryOn(today), this.names.remembered()]);
    const read = async (known: AgencyDirectory): Promise<Read> => {
      const reading = await readPlanDocument(bytes, {
        name,
        mediaType,
        directory: known,
        remembered,
        otherPlans,
        calendar: vietnamWorkingCalendar,
      });
      if (!reading.ok) throw importRefused(reading, '/file');
      return reading;
    };
    const reading = await read(directory);
    const { issuedOn } = reading.draft.document;
    if (issuedOn === null || plainDate(issuedOn) >= today) return reading;
    // A name means the body that bore it on the day of the document.
    const then = await this.agencies.directoryOn(plainDate(issuedOn));
    return then.agencies.length > 0 && namesIn(then) !== namesIn(directory) ? read(then) : reading;
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
