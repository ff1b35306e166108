import type { SourceDocument } from '#contracts';
import type { AgencyDirectory, PlainDate } from '#domain';
import { ImportRefused, type RefusalCode } from './refusal.js';
import { limits } from './source/limits.js';
import { readPlan, type ReadPlan } from './read-plan.js';
import type { Understanding } from './understanding.js';
import { refuseSecret } from './source/secrecy.js';
import { readHtml } from './source/html/read-html.js';
import { readSource } from './source/read-source.js';
import type { ReadSource } from './source/source-builder.js';
import { readTabSeparated } from './source/text/read-tab-separated.js';
import { readText } from './source/text/read-text.js';

export interface ReadOptions extends Understanding {
  /** The file's name; its extension is believed only where the content agrees. */
  readonly name?: string | undefined;
  readonly mediaType?: string | undefined;
}

export type Refused = {
  readonly ok: false;
  readonly code: RefusalCode;
  /** Vietnamese: what is wrong, where, and what to do. */
  readonly message: string;
};

export type PlanReading = ({ readonly ok: true; readonly source: SourceDocument } & ReadPlan) | Refused;

/** What a clipboard holds of a copied table; whichever forms the browser gives. */
export interface Pasted {
  readonly html?: string | undefined;
  readonly text?: string | undefined;
}

const empty = 'Tệp không có chữ nào. Hãy kiểm tra lại tệp nguồn.';

const understand = (read: ReadSource, understanding: Understanding): PlanReading => {
  if (read.source.parts.length === 0) throw new ImportRefused('IMPORT.EMPTY', empty);
  refuseSecret(read);
  return { ok: true, ...readPlan(read, understanding), source: read.source };
};

const refusalOf = (error: unknown): Refused => {
  if (error instanceof ImportRefused) return { ok: false, code: error.code, message: error.message };
  throw error;
};

/**
 * Reads the file of a plan's appendices to a draft, with the document as it stands beside it. It never throws for what is in the
 * file, whatever it is: a file that cannot be read as a plan gives a refusal.
 */
export const readPlanDocument = async (bytes: Uint8Array, options: ReadOptions): Promise<PlanReading> => {
  try {
    return understand(await readSource(bytes, options), options);
  } catch (error) {
    return refusalOf(error);
  }
};

/** The directory as it was on any day. */
export interface DatedDirectory {
  readonly today: PlainDate;
  directoryOn(day: PlainDate): Promise<AgencyDirectory>;
}

const namesIn = ({ agencies }: AgencyDirectory): string => agencies.map(({ id, name }) => `${id} ${name}`).join('\n');

/** Reads a plan with the agencies of its own day: a name means the body that bore it then, though another may bear it now. */
export const readPlanOfItsDay = async (
  bytes: Uint8Array,
  options: Omit<ReadOptions, 'directory'>,
  dated: DatedDirectory,
): Promise<{ readonly reading: PlanReading; readonly directory: AgencyDirectory }> => {
  const directory = await dated.directoryOn(dated.today);
  const reading = await readPlanDocument(bytes, { ...options, directory });
  if (!reading.ok || reading.heldOn === null || reading.heldOn >= dated.today) return { reading, directory };
  const then = await dated.directoryOn(reading.heldOn);
  if (then.agencies.length === 0 || namesIn(then) === namesIn(directory)) return { reading, directory };
  return { reading: await readPlanDocument(bytes, { ...options, directory: then }), directory: then };
};

const sourceOfPasted = ({ html = '', text = '' }: Pasted): ReadSource => {
  if (html.length + text.length > limits.textBytes) {
    throw new ImportRefused('IMPORT.TOO_LARGE', 'Phần dán vào quá lớn. Hãy lưu thành tệp rồi nhập tệp.');
  }
  const page = html === '' ? null : readHtml(html);
  if (page?.source.parts.some(({ kind }) => kind === 'table') === true) return page;
  return readTabSeparated(text) ?? readText(text);
};

/** Reads a table pasted from Word, a spreadsheet or a page: its HTML where there is a table in it, else its text with tabs. */
export const readPastedPlan = (pasted: Pasted, understanding: Understanding): PlanReading => {
  try {
    return understand(sourceOfPasted(pasted), understanding);
  } catch (error) {
    return refusalOf(error);
  }
};

/** Reads a file's lines and tables as they stand, without understanding them: for showing a draft's source again. */
export const readSourceDocument = async (
  bytes: Uint8Array,
  label: { readonly name?: string | undefined; readonly mediaType?: string | undefined },
): Promise<{ readonly ok: true; readonly source: SourceDocument } | Refused> => {
  try {
    const read = await readSource(bytes, label);
    refuseSecret(read);
    return { ok: true, source: read.source };
  } catch (error) {
    return refusalOf(error);
  }
};
