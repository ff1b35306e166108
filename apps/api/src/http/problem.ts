import type { Problem } from '#contracts';

export interface FieldError {
  /** JSON pointer into the body, or the query parameter's name after a slash. */
  readonly pointer: string;
  readonly message: string;
}

interface ProblemInput {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail?: string | undefined;
  readonly errors?: readonly FieldError[] | undefined;
  readonly current?: unknown;
  /** Seconds; sent as `Retry-After`. */
  readonly retryAfter?: number | undefined;
  readonly cause?: unknown;
}

/** An answer other than success, ready to be written as RFC 9457. */
export class ProblemError extends Error {
  readonly status: number;
  readonly code: string;
  readonly retryAfter: number | undefined;

  constructor(private readonly input: ProblemInput) {
    super(input.title, { cause: input.cause });
    this.status = input.status;
    this.code = input.code;
    this.retryAfter = input.retryAfter;
  }

  /** The body. `instance` is the path asked for, without the query. */
  toBody(instance: string): Problem {
    const { status, code, title, detail, errors, current } = this.input;
    return {
      type: `urn:dondoc:problem:${code}`,
      title,
      status,
      code,
      instance,
      ...(detail === undefined ? {} : { detail }),
      ...(errors === undefined ? {} : { errors: [...errors] }),
      ...(current === undefined ? {} : { current }),
    };
  }
}

const problem = (status: number, code: string, title: string) => (detail?: string) => new ProblemError({ status, code, title, detail });

export const notFound = problem(404, 'REQUEST.NOT_FOUND', 'Không tìm thấy nội dung yêu cầu.');
export const notSignedIn = problem(401, 'SESSION.REQUIRED', 'Cần đăng nhập để tiếp tục.');
export const forbidden = problem(403, 'REQUEST.FORBIDDEN', 'Tài khoản không có quyền thực hiện việc này.');
export const malformed = problem(400, 'REQUEST.MALFORMED', 'Yêu cầu không đúng định dạng.');
export const tooLarge = problem(413, 'REQUEST.TOO_LARGE', 'Nội dung gửi lên vượt quá dung lượng cho phép.');
export const unsupportedType = problem(415, 'REQUEST.UNSUPPORTED_TYPE', 'Kiểu nội dung gửi lên không được hỗ trợ.');

/** Of an address from which too much was tried in vain. `retryAfter`: seconds. */
export const triedTooOften = (retryAfter: number): ProblemError =>
  new ProblemError({ status: 429, code: 'REQUEST.TOO_OFTEN', title: 'Thử sai quá nhiều lần, tạm dừng ít phút.', retryAfter });

export const invalid = (errors: readonly FieldError[], code = 'REQUEST.INVALID'): ProblemError =>
  new ProblemError({ status: 422, code, title: 'Dữ liệu gửi lên chưa hợp lệ.', errors });

/** A view is not there yet: being made, or behind the position asked for. */
export const notYet = (cause?: unknown): ProblemError =>
  unavailable('READ.NOT_YET', 'Số liệu đang được cập nhật, chưa kịp hiển thị.', 1, cause);

/** A past is being built from the log; it goes on while the client waits. */
export const pastNotReady = (cause?: unknown): ProblemError =>
  unavailable('PAST.NOT_READY', 'Số liệu của thời điểm này đang được dựng lại từ nhật ký; xin thử lại sau ít giây.', 3, cause);

export const unavailable = (code: string, title: string, retryAfter: number, cause?: unknown): ProblemError =>
  new ProblemError({ status: 503, code, title, retryAfter, cause });
