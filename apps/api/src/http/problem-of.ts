import { HttpException } from '@nestjs/common';
import { AppendRefused, EventStoreBusy, PastNotReady, UnknownEventType } from '#event-store';
import { FileStoreUnavailable } from '#files';
import {
  forbidden,
  invalid,
  malformed,
  notFound,
  notSignedIn,
  notYet,
  pastNotReady,
  ProblemError,
  tooLarge,
  unavailable,
  unsupportedType,
} from './problem.js';
import { titleOf } from './titles.js';

const byStatus: Readonly<Record<number, (detail?: string) => ProblemError>> = {
  400: malformed,
  401: notSignedIn,
  403: forbidden,
  404: notFound,
  413: tooLarge,
  415: unsupportedType,
};

const ofStatus = (status: number): ProblemError =>
  byStatus[status]?.() ?? new ProblemError({ status, code: `REQUEST.STATUS_${String(status)}`, title: 'Không thực hiện được yêu cầu.' });

const clientStatus = (error: unknown): number | null => {
  if (error instanceof HttpException) return error.getStatus();
  if (!(error instanceof Error) || !('statusCode' in error)) return null;
  const status = error.statusCode;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null;
};

const codeOf = (error: Error): string => ('code' in error && typeof error.code === 'string' ? error.code : '');

/** SQLSTATE classes 08, 53 and 57P, cancelled or locked statements, and Node's own network errors. */
const GONE = /^(?:08...|53...|57P0.|57014|55P03|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT)$/u;
/** The driver and its pool give no code for these. */
const GONE_WORDS = /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error/iu;
/** character_not_in_repertoire, untranslatable_character: a zero byte in a parameter. */
const UNSTORABLE = /^(?:22021|22P05)$/u;

/** undefined_table, invalid_schema_name: a view is about to be made again from the log. */
const NOT_MADE_YET = /^(?:42P01|3F000)$/u;

/** The error itself or one that caused it. */
const someCause = (error: unknown, matches: (error: Error) => boolean): boolean =>
  error instanceof Error && (matches(error) || (error.cause !== error && someCause(error.cause, matches)));

const isDatabaseGone = (error: unknown): boolean =>
  error instanceof EventStoreBusy || someCause(error, (one) => GONE.test(codeOf(one)) || GONE_WORDS.test(one.message));

const isUnstorable = (error: unknown): boolean => error instanceof AppendRefused || someCause(error, (one) => UNSTORABLE.test(codeOf(one)));

/** Turns whatever was thrown into a problem; nothing of the error's own words or stack leaves the server. */
export const problemOf = (error: unknown): ProblemError => {
  if (error instanceof ProblemError) return error;
  const status = clientStatus(error);
  if (status !== null) return ofStatus(status);
  if (isUnstorable(error)) return invalid([{ pointer: '', message: 'Nội dung có ký tự không lưu được.' }]);
  if (error instanceof UnknownEventType) return unavailable('STREAM.UNKNOWN_EVENT', titleOf('STREAM.UNKNOWN_EVENT'), 30, error);
  if (error instanceof PastNotReady) return pastNotReady(error);
  if (error instanceof FileStoreUnavailable)
    return unavailable(
      'FILE.STORE_UNAVAILABLE',
      'Kho tệp tạm thời không trả lời, nên chưa gửi lên hoặc tải về được tệp. Các việc khác không bị ảnh hưởng; đề nghị thử lại sau ít phút.',
      15,
      error,
    );
  if (someCause(error, (one) => NOT_MADE_YET.test(codeOf(one)))) return notYet(error);
  if (isDatabaseGone(error)) return unavailable('SERVER.DATABASE_UNAVAILABLE', 'Cơ sở dữ liệu tạm thời không sẵn sàng.', 5, error);
  return new ProblemError({ status: 500, code: 'SERVER.UNEXPECTED', title: 'Hệ thống gặp lỗi ngoài dự kiến.', cause: error });
};
