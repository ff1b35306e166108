import { HttpException } from '@nestjs/common';
import { forbidden, malformed, notFound, notSignedIn, ProblemError, tooLarge, unavailable, unsupportedType } from './problem.js';

const byStatus: Readonly<Record<number, (detail?: string) => ProblemError>> = {
  400: malformed,
  401: notSignedIn,
  403: forbidden,
  404: notFound,
  413: tooLarge,
  415: unsupportedType,
};

const ofStatus = (status: number): ProblemError =>
  byStatus[status]?.() ?? new ProblemError({ status, code: `REQUEST.STATUS_${status}`, title: 'Không thực hiện được yêu cầu.' });

/** Connection lost, refused or starting: SQLSTATE classes 08 and 57P, and Node's own network errors. */
const isDatabaseGone = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (/^(?:08...|57P0.|53300|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT)$/u.test(code)) return true;
  if (/connection terminated|timeout exceeded when trying to connect|client has encountered a connection error/iu.test(error.message))
    return true;
  return error.cause !== undefined && error.cause !== error && isDatabaseGone(error.cause);
};

const clientStatus = (error: unknown): number | null => {
  if (error instanceof HttpException) return error.getStatus();
  if (!(error instanceof Error) || !('statusCode' in error)) return null;
  const status = error.statusCode;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null;
};

/** Turns whatever was thrown into a problem; nothing of the error's own words or stack leaves the server. */
export const problemOf = (error: unknown): ProblemError => {
  if (error instanceof ProblemError) return error;
  const status = clientStatus(error);
  if (status !== null) return ofStatus(status);
  if (isDatabaseGone(error)) {
    return unavailable('SERVER.DATABASE_UNAVAILABLE', 'Cơ sở dữ liệu tạm thời không sẵn sàng.', 5, error);
  }
  return new ProblemError({ status: 500, code: 'SERVER.UNEXPECTED', title: 'Hệ thống gặp lỗi ngoài dự kiến.', cause: error });
};
